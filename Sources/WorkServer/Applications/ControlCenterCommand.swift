public import Secrets

/// What an administrator does in Control Center; an application is found by its client id or its name.
public enum ControlCenterCommand: Sendable {
    /// Adds an application by hand.
    case registerApplication(ApplicationForm)
    /// Adds an application from the text of a package's `manifest.yaml`.
    case importPackage(manifest: String)
    /// Changes the fields that the form fills in; `name` in the form renames.
    case editApplication(application: String, form: ApplicationForm)
    /// Generates a client secret, shown once; the one before, if any, is no longer valid.
    case generateSecret(application: String)
    /// Generates a new client secret in place of one that is in use.
    case rotateSecret(application: String)
    /// Sets `Enable application` to Yes.
    case enable(application: String)
    /// Sets `Enable application` to No.
    case disable(application: String)
    /// Sets who may use an application.
    case grantAccess(application: String, access: ApplicationAccess)
    /// Removes an application.
    case deleteApplication(application: String)
    /// Gives the registration as it was entered, without the secret.
    case exportRegistration(application: String)
    /// Revokes the tokens of an application, of one user or of all.
    case revokeTokens(application: String, user: String?)
    /// Keeps a user from logging on, or lets the user again.
    case lockUser(String, Bool)
    /// Ends somebody's check-out of a document, by its path.
    case endCheckOut(document: String)
    /// Changes a setting, by the name of a `ServerSetting`.
    case set(setting: String, value: String)
    /// Replaces the rules of the firewall in front of the server.
    case setFirewall(Firewall)
    /// Reads the server's release.
    case lookUpVersion
}

/// What Control Center shows after a command that succeeded.
public struct CommandReply: Sendable {
    /// The rule that accepted it.
    public let rule: String
    /// A client secret, shown this once.
    public internal(set) var clientSecret: Secret?
    /// The server's release.
    public internal(set) var release: String?
    /// The client id of the application concerned.
    public internal(set) var clientID: String?
    /// A registration by field name, as its screen shows it.
    public internal(set) var registration: [String: String]?
    /// How many tokens were revoked.
    public internal(set) var revokedTokens: Int?

    init(rule: String) {
        self.rule = rule
    }
}

/// Why Control Center refuses a command.
public struct CommandRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule that refused it.
    public let rule: String
    /// What is wrong, where, and what to do about it.
    public let message: String

    /// The text to show.
    public var description: String { message }
}
