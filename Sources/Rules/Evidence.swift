/// How well it is known that the real product behaves this way.
public enum Evidence: String, Codable, Sendable, CaseIterable {
    /// A vendor's public page says so.
    case documented
    /// Client code that talks to a real server relies on it.
    case observed
    /// Nobody outside knows; this is our reading, and a switch can change it.
    case assumed
}
