/// One HTTP request, before it is known where its host really is.
public struct WireRequest: Sendable {
    /// What it is for: `discovery`, `authorize`, `sign_in`, `token`, `refresh`, `revoke`, `libraries`.
    public var kind: String
    /// The HTTP method.
    public var method: String
    /// The whole URL; its path goes on the wire as it stands.
    public var url: String
    /// Header fields in order; `Host` is set by the transport.
    public var headers: [(String, String)]
    /// The body; empty for none.
    public var body: [UInt8]
    /// A body that is sent piece by piece, in place of `body`; nil for none.
    public var upload: WireUpload?

    /// Describes a request.
    public init(
        kind: String, method: String = "GET", url: String, headers: [(String, String)] = [], body: [UInt8] = [],
        upload: WireUpload? = nil
    ) {
        self.kind = kind
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.upload = upload
    }
}

/// One HTTP response, read to its end; it does not know the address that it came from.
public struct WireResponse: Sendable {
    /// The HTTP status.
    public let status: Int
    /// Header fields in the order of arrival.
    public let headers: [(String, String)]
    /// The whole body.
    public let body: [UInt8]

    /// Describes a response.
    public init(status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first field of this name, in any case of letters.
    public func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name.lowercased() }?.1
    }

    /// All fields of this name, such as several `Set-Cookie`.
    public func headers(named name: String) -> [String] {
        headers.filter { $0.0.lowercased() == name.lowercased() }.map(\.1)
    }

    /// The body as text; bytes that are not UTF-8 are replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }
}
