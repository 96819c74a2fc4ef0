/// How far a server has come on its way to being used.
public enum ServerStanding: String, Codable, Sendable, CaseIterable {
    /// Added, but O&D has not been told.
    case notAnnounced = "not_announced"
    /// O&D has been told and is to review it.
    case pending
    /// O&D has confirmed it.
    case validated
    /// O&D has refused it, with a reason.
    case rejected
}

/// Whether a person has a session on a server.
public enum SessionState: String, Codable, Sendable, CaseIterable {
    case loggedIn = "logged_in"
    case loggedOut = "logged_out"
}

/// What the integration knows at a moment, for pages and expectations; it holds no secret.
public struct OfficeStatus: Codable, Hashable, Sendable {
    /// Whether iManage is enabled for the organization.
    public let enabled: Bool
    /// The standing of each server, by name.
    public let servers: [String: ServerStanding]
    /// The sessions of each person on each server.
    public let sessions: [String: [String: SessionState]]
    /// The versions that servers have told, by server name.
    public let versions: [String: String]
}
