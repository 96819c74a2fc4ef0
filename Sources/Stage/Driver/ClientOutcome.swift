/// What came of a request as the client tells it; requests and refusals are seen by network and servers.
public struct ClientOutcome: Codable, Sendable {
    /// Why it failed; nil where it succeeded.
    public var failure: Outcome.Failure?
    /// The rule, only where the client itself decided, for or against.
    public var rule: String?
    /// What it returned; of a failure, what it found until then.
    public var reply: ClientReply?
    /// What it warns of though it succeeded.
    public var notices: [String] = []
    /// What the client could not do at all; nothing above counts then.
    public var trouble: String?

    /// A success with its reply.
    public init(_ reply: ClientReply? = nil, notices: [String] = []) {
        self.reply = reply
        self.notices = notices
    }
}

/// What a client returns to a request.
public enum ClientReply: Codable, Sendable {
    /// Nothing but that it is done.
    case done
    /// The name of a server.
    case server(String)
    /// The lines of a review, and the release where the server told it.
    case reviewed(checklist: [String: String], release: String?)
    /// The page that a browser opens.
    case page(String)
    /// The names of libraries.
    case libraries([String])
    /// The names of documents.
    case documents([String])
    /// A document that was opened; its text unless it is large.
    case opened(version: Int, bytes: Int, text: String?)
    /// A document that was saved.
    case saved(version: Int, bytes: Int)
    /// The report for support.
    case report(String)
    /// How things stand.
    case status(ClientStatus)
}

/// How things stand at a client.
public struct ClientStatus: Codable, Sendable {
    /// How far each server has come, by name.
    public var servers: [String: String]
    /// Who is logged in where: person, server, `logged_in` or `logged_out`.
    public var sessions: [String: [String: String]]
    /// How many requests the client has tried so far; nil where it does not count.
    public var attempts: Int?

    /// Tells how things stand.
    public init(servers: [String: String], sessions: [String: [String: String]], attempts: Int?) {
        self.servers = servers
        self.sessions = sessions
        self.attempts = attempts
    }
}
