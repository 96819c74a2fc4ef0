import HTTPTypes
import Rules
import Secrets
import WorkTime

/// A browser in which somebody is signed in at the server, apart from any application.
public struct BrowserSession: Hashable, Codable, Sendable {
    /// What the browser's cookie is known by.
    let digest: SecretDigest
    /// The user's id.
    let user: String
    /// When they signed in.
    let began: WorkDate

    /// How long it lasts: vendor text has four hours for a log-in of the desktop clients.
    static let lifetime = Duration.seconds(4 * 3_600)

    /// The name of the cookie; the real one is not public.
    static let cookieName = "imanage_work"

    /// The cookie that a browser sends.
    static func cookie(of incoming: Incoming) -> String? { incoming.cookie(cookieName) }

    /// The header that sets the cookie, or removes it.
    static func header(_ cookie: String?, isSecure: Bool) -> String {
        "\(cookieName)=\(cookie ?? ""); Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
            + (cookie == nil ? "; Max-Age=0" : "")
    }
}

extension BrowserSession: Credential {
    var logIn: SecretDigest? { nil }
}

extension Incoming {
    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        let pairs = (headers[.cookie] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        return pairs.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}

extension WorkState {
    /// The session of a browser's cookie, while it lasts.
    func browserSession(of cookie: String?, at now: WorkDate) -> BrowserSession? {
        guard let cookie, let session = browserSessions[SecretDigest(of: cookie)],
            now - session.began < BrowserSession.lifetime
        else { return nil }
        return session
    }

    mutating func insert(_ session: BrowserSession) {
        let end = session.began - BrowserSession.lifetime - Self.memory
        browserSessions.insert(session) { $0.began > end }
    }
}

/// Maps to `GET /work/web/startup/session-info`: what the web client asks when it starts, with its cookie.
struct SessionInformation: WorkCommand {
    let cookie: String?

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<JSONValue, APIRefusal>> {
        guard let session = state.browserSession(of: cookie, at: context.now), let user = state.users[session.user],
            !user.isLocked
        else {
            let message = "No session belongs to the cookie of the request."
            return .refuse(
                SessionRules.cookieMissing, message,
                reply: .failure(APIRefusal(status: 401, code: nil, message: message)))
        }
        return .accept(
            SessionRules.informed, "The web client asks who is signed in: \(user.id).",
            reply: .success([
                "customer_id": .number(state.node.hosting.customerID),
                "user": ["email": .text(user.email), "id": .text(user.id), "name": .text(user.fullName)],
            ]))
    }
}

/// Maps to `GET /auth/logout` without a token: the identity provider has the browser sign out.
struct BrowserSigningOut: WorkCommand {
    let cookie: String?

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<Void, APIRefusal>> {
        let session = state.browserSession(of: cookie, at: context.now)
        guard session != nil || state.node.hosting == .cloud else {
            let refusal = state.accessRefusalOfNoToken
            return .refuse(refusal.rule, refusal.rule.decides, reply: .failure(APIRefusal(refusal)))
        }
        return .accept(
            SessionRules.browserSignedOut,
            session.map { "\($0.user) signs out in a browser." } ?? "A browser signs out.",
            events: session.map { [.browserSignedOut($0.digest)] } ?? [], reply: .success(()))
    }
}
