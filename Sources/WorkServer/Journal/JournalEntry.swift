public import WorkTime

/// One thing that the server met, with the rule by which it dealt with it.
public struct JournalEntry: Codable, Sendable {
    /// Which layer met it.
    public enum Kind: String, Codable, Sendable {
        /// A TCP connection.
        case connection
        /// A TLS handshake.
        case tls
        /// A request and its response.
        case exchange
        /// An administrator's command, or an edit of the firewall.
        case command
        /// A jump of the clock.
        case clock
        /// A fault that was played.
        case fault
    }

    /// Counts the server's entries from 1.
    public internal(set) var sequence = 0
    /// The layer.
    public let kind: Kind
    /// The server's name.
    public let server: String
    /// The documentation address of the caller, or the administrator.
    public let party: String
    /// The raw source address, which names the exchange in the clock's books.
    public let exchange: String?
    /// The server's date.
    public let date: WorkDate
    /// The end point's short name: `discovery authorize sign_in token refresh revoke libraries`.
    public let endpoint: String?
    /// The HTTP method.
    public let method: String?
    /// The path, with a redacted query.
    public let path: String?
    /// The HTTP status.
    public let status: Int?
    /// The OAuth error or NRC code of a refusal.
    public let error: String?
    /// The rule that decided.
    public let rule: String
    /// Whether the rule refused.
    public let refused: Bool
    /// What happened, in a sentence.
    public let detail: String
    /// The names of the events that it caused.
    public let events: [String]
    /// What was asked, redacted and cut short.
    public let requestText: String?
    /// What was answered, redacted and cut short.
    public let responseText: String?
    /// The SHA-256 of the request's whole body; nil where `requestText` shows all of it.
    public internal(set) var requestDigest: String?
    /// The SHA-256 of the response's whole body; nil where `responseText` shows all of it.
    public internal(set) var responseDigest: String?
    /// The request's headers as `name: value`, in their order, redacted.
    public internal(set) var requestHeaders: [String] = []
    /// The response's headers as `name: value`, redacted.
    public internal(set) var responseHeaders: [String] = []
}
