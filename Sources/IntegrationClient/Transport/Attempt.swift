/// One exchange that the client tried, whether it arrived anywhere or not.
public struct Attempt: Codable, Hashable, Sendable {
    /// What it was for: `token`, `discovery`.
    public let kind: String
    /// The server's name in the organization settings.
    public let server: String
    /// The route's id; nil where no route was opened.
    public let route: String?
    /// The HTTP status; nil where no response came.
    public let status: Int?
    /// Why no response came; nil where one did.
    public let fault: TransportFault?
}
