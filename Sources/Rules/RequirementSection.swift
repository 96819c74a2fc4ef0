/// The steps of the article, in its order; scenarios are kept in a folder for each.
public enum RequirementSection: Int, Codable, Sendable, CaseIterable {
    /// The road as a whole.
    case path
    /// A compatible server version.
    case version
    /// Registering and enabling O&D in Control Center.
    case register
    /// Letting O&D reach the server.
    case network
    /// Configuring the integration in O&D.
    case settings
    /// The validation by O&D.
    case validate
    /// Logging in and using it.
    case login
    /// What to do when it fails.
    case trouble

    /// The word before the dot in the ids of its requirements.
    public var name: String { String(describing: self) }

    /// The folder of its scenarios: `7-trouble`.
    public var folder: String { "\(rawValue)-\(name)" }

    /// Its heading in a report.
    public var title: String {
        switch self {
        case .path: "The road"
        case .version: "Version"
        case .register: "Register and enable in Control Center"
        case .network: "Let O&D reach the server"
        case .settings: "Configure O&D"
        case .validate: "Validation by O&D"
        case .login: "Log in and use"
        case .trouble: "When it fails"
        }
    }
}
