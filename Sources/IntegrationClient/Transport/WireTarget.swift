import Foundation

/// A URL taken apart for the wire: the path and query stay exactly as written, a double slash included.
struct WireTarget: Equatable {
    let scheme: String
    /// In lower case; an IPv6 address keeps its brackets.
    let host: String
    /// The port of the URL, or the scheme's.
    let port: Int
    /// The path with the query, beginning with a slash.
    let path: String

    init?(_ url: String) {
        guard let mark = url.range(of: "://") else { return nil }
        scheme = url[..<mark.lowerBound].lowercased()
        guard let standardPort = Self.standardPorts[scheme] else { return nil }
        let rest = url[mark.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { !"/?".contains($0) }
        guard let (host, port) = HostAndPort.read(authority) else { return nil }
        self.host = host
        self.port = port ?? standardPort
        let tail = rest.dropFirst(authority.count)
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
    }

    /// What the server is asked for in `Host`: the scheme's own port is left out.
    var authority: String {
        Self.standardPorts[scheme] == port ? host : "\(host):\(port)"
    }

    /// The URL for the HTTP library, with the port that the route really leads to.
    func url(through route: Route) -> String {
        "\(scheme)://\(host):\(route.port)\(path)"
    }

    private static let standardPorts = ["http": 80, "https": 443]
}

/// Reads `host` or `host:port`, with brackets around an IPv6 address.
enum HostAndPort {
    /// Returns the host in lower case and the port if one is given; nil where a browser would refuse it too.
    static func read(_ authority: some StringProtocol) -> (host: String, port: Int?)? {
        let text = String(authority)
        let hostEnd: String.Index
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            hostEnd = text.index(after: bracket)
        } else {
            hostEnd = text.firstIndex(of: ":") ?? text.endIndex
        }
        let host = text[..<hostEnd].lowercased()
        let rest = text[hostEnd...]
        guard isHost(host) else { return nil }
        guard !rest.isEmpty else { return (host, nil) }
        guard rest.hasPrefix(":"), rest.dropFirst().allSatisfy(\.isASCII), let port = UInt16(rest.dropFirst()), port > 0
        else { return nil }
        return (host, Int(port))
    }

    private static func isHost(_ host: String) -> Bool {
        if host.hasPrefix("[") {
            return host.count > 4 && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || ":.".contains($0) }
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return !host.isEmpty && host.utf8.count <= 253
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63
                    && label.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F || (0x30...0x39).contains($0)
                    }
            }
    }
}
