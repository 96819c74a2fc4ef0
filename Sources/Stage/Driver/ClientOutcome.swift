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
    /// What the client does not offer; it is never written or read.
    var untested: String?

    private enum CodingKeys: String, CodingKey {
        case failure, rule, reply, notices, trouble
    }

    /// A success with its reply.
    public init(_ reply: ClientReply? = nil, notices: [String] = []) {
        self.reply = reply
        self.notices = notices
    }

    /// Reads what a client answers; it may leave out what it has nothing to say of.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        failure = try fields.decodeIfPresent(Outcome.Failure.self, forKey: .failure)
        rule = try fields.decodeIfPresent(String.self, forKey: .rule)
        reply = try fields.decodeIfPresent(ClientReply.self, forKey: .reply)
        notices = try fields.decodeIfPresent([String].self, forKey: .notices) ?? []
        trouble = try fields.decodeIfPresent(String.self, forKey: .trouble)
    }
}

/// What a client returns to a request: `{"libraries": {"names": ["ACTIVE"]}}`.
public enum ClientReply: Codable, Sendable {
    /// Nothing but that it is done.
    case done
    /// The name of a server.
    case server(name: String)
    /// The lines of a review, and the release where the server told it.
    case reviewed(checklist: [String: String], release: String?)
    /// The page that a browser opens.
    case page(url: String)
    /// The names of libraries.
    case libraries(names: [String])
    /// The names of documents.
    case documents(names: [String])
    /// A document that was opened; its text unless it is large.
    case opened(version: Int, bytes: Int, text: String?)
    /// A document that was saved.
    case saved(version: Int, bytes: Int)
    /// The report for support.
    case report(text: String)
    /// How things stand: how far each server has come, who is logged in where, and how many requests the client has tried;
    /// nil where it does not count.
    case status(servers: [String: String], sessions: [String: [String: String]], attempts: Int?)
}
