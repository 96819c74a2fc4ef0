/// What a log-in brought.
public struct LogInResult: Codable, Hashable, Sendable {
    /// The server's name in the organization settings.
    public let server: String
    /// What the person should know although it succeeded.
    public let notices: [String]
}
