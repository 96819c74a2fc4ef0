public import WorkServer
import WorkTime

/// An end point of the server, by the name that its journal has.
public enum ServerEndpoint: String, CaseIterable, Sendable {
    // OAuth and sessions
    case authorize, token, revoke, discovery, link, ping, features, apps, user
    case signIn = "sign_in"
    case signOut = "sign_out"
    case signedOut = "signed_out"
    case sessionInfo = "session_info"
    case sessionLogIn = "session_log_in"
    case sessionLogOut = "session_log_out"
    case oidcCallback = "oidc_callback"
    case samlLogIn = "saml_login"
    // Control Center and pages
    case controlCenter = "control_center"
    case registerApplication = "app_register"
    case editApplication = "app_edit"
    case deleteApplication = "app_delete"
    case applicationSecret = "app_secret"
    case tokenSettings = "token_settings"
    case index, asset
    // Content
    case browse, search, profile, folder, workspace, libraries, lookups, lists, users, groups, roles, security
    case history, recent, changes, trash, lock, unlock, move, copy, delete, download, reserve, pairs
    case uploadDocument = "upload_document"
    case uploadVersion = "upload_version"
}

/// What a server met, to be asked in a test: `#expect(server.journal.requests(to: .token).count == 1)`.
public struct ServerJournal: Sendable {
    /// Everything in order: connections, requests with their responses, commands.
    public let entries: [JournalEntry]

    /// The requests to an end point.
    public func requests(to endpoint: ServerEndpoint) -> [JournalEntry] {
        entries.filter { $0.kind == .exchange && $0.endpoint == endpoint.rawValue }
    }

    /// What was refused.
    public var refusals: [JournalEntry] { entries.filter(\.refused) }

    /// What a rule decided, by its id, such as `oauth.code.redeemed`.
    public func decisions(by rule: String) -> [JournalEntry] { entries.filter { $0.rule == rule } }

    /// The journal as text, a line for each entry; it holds no secret.
    public var transcript: String {
        entries.map { entry in
            let what = [entry.method, entry.path].compactMap { $0 }.joined(separator: " ")
            let status = entry.status.map { " \($0)" } ?? ""
            return "\(entry.date.iso8601) \(entry.party): \(what.isEmpty ? entry.kind.rawValue : what)\(status), "
                + "\(entry.rule): \(entry.detail)"
        }
        .joined(separator: "\n")
    }
}

extension WorkServerScene {
    /// What the server met so far.
    public var journal: ServerJournal { ServerJournal(entries: server.journal) }

    /// Where the server is: `https://localhost:PORT`, or `http://` without TLS.
    public var url: String { "\(rootPEM == nil ? "http" : "https")://localhost:\(server.port)" }
}
