import Foundation

/// One HTTP request of a browser or another program.
public struct PartyRequest: Sendable {
    /// What it is for: `authorize`, `sign_in`, `other`.
    public var kind: String
    /// The HTTP method.
    public var method: String
    /// The whole URL; its path goes on the wire as it stands.
    public var url: String
    /// Header fields in order; the transport sets `Host` and `Content-Length`.
    public var headers: [(String, String)]
    /// The body; empty for none.
    public var body: [UInt8]

    /// Describes a request.
    public init(
        kind: String, method: String = "GET", url: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) {
        self.kind = kind
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// One HTTP response, read to its end.
public struct PartyResponse: Sendable {
    /// The HTTP status.
    public let status: Int
    /// Header fields in the order of arrival.
    public let headers: [(String, String)]
    /// The whole body.
    public let body: [UInt8]

    /// The first field of this name, in any case of letters.
    public func header(_ name: String) -> String? { headers(named: name).first }

    /// All fields of this name, such as several `Set-Cookie`.
    public func headers(named name: String) -> [String] {
        headers.filter { $0.0.lowercased() == name.lowercased() }.map(\.1)
    }

    /// The body as text; bytes that are not UTF-8 are replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }
}

/// The parts of a URL that a request needs; path and query stay exactly as written, a double slash included.
struct PartyTarget: Equatable {
    let isTLS: Bool
    /// In lower case.
    let host: String
    /// The port of the URL, or the scheme's.
    let port: Int
    /// The path with the query, beginning with a slash.
    let path: String

    init?(_ url: String) {
        guard let mark = url.range(of: "://") else { return nil }
        let rest = url[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { !"/?".contains($0) }
        guard
            let parts = URLComponents(
                string: "\(url[..<mark.lowerBound])://\(authority)", encodingInvalidCharacters: false),
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = parts.host,
            !host.isEmpty, parts.user == nil
        else { return nil }
        isTLS = scheme == "https"
        self.host = host.lowercased()
        port = parts.port ?? (isTLS ? 443 : 80)
        let tail = rest.dropFirst(authority.count)
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    }

    /// What the request names in `Host`: the scheme's own port is left out.
    var authority: String { port == (isTLS ? 443 : 80) ? host : "\(host):\(port)" }
}
