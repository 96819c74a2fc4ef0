/// What came of an action as the client tells it; requests and refusals are seen by network and servers.
public struct ClientOutcome: Codable, Sendable {
    /// Why it failed; nil where it succeeded.
    public var failure: Outcome.Failure?
    /// The rule, only where the client itself decided, for or against.
    public var rule: String?
    /// What it returned, by the names that `ClientAction.Name` tells.
    public var shows: [String: JSON] = [:]
    /// What it warns of though it succeeded.
    public var notices: [String] = []
    /// How far each server has come, by name; only `client.status` tells.
    public var servers: [String: String]?
    /// Who is logged in where: person, server, `logged_in` or `logged_out`; only `client.status` tells.
    public var sessions: [String: [String: String]]?
    /// How many requests the client has tried so far; only `client.status` tells, nil where it does not count.
    public var attempts: Int?
    /// What the client could not do at all; nothing above counts then.
    public var trouble: String?

    /// A success that says nothing.
    public init() {}
}
