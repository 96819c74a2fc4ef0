import Foundation
import HTTPTypes
import Rules
import Secrets

/// Serves signing out, and the session log-in of clients older than OAuth.
struct SessionController {
    let core: ServerCore

    /// Where the older API is; on-premises servers have it below `/imanage` too.
    private static let prefixes = ["/api/v1/session", "/imanage/api/v1/session"]

    private var refuser: Refuser { Refuser(core: core) }

    var endpoints: [Endpoint] {
        [
            Endpoint(name: "sign_out", method: .get, paths: ["/auth/logout"], shape: .api) { incoming in
                incoming.accessToken == nil ? browserSignOut(incoming) : signOut(incoming)
            },
            Endpoint(name: "sign_out", method: .get, paths: ["/login/terminate"], shape: .api) { incoming in
                signOut(incoming)
            },
            Endpoint(name: "signed_out", method: .get, paths: ["/signout/callback"], shape: .page) { _ in
                page(.accept(SessionRules.signedOutShown, "A browser comes back signed out.", reply: ()))
            },
            Endpoint(name: "session_info", method: .get, paths: ["/work/web/startup/session-info"], shape: .api) {
                incoming in
                sessionInformation(incoming)
            },
            Endpoint(
                name: "session_log_in", method: .put, paths: Self.prefixes.map { $0 + "/login" }, body: .json,
                shape: .session, names: .sessionLogIn
            ) { incoming in
                logIn(incoming)
            },
            Endpoint(
                name: "session_log_out", method: .put, paths: Self.prefixes.map { $0 + "/logout" }, shape: .session
            ) {
                incoming in
                logOut(incoming)
            },
        ]
    }

    private func signOut(_ incoming: Incoming) -> Answer {
        let decision = core.maker.perform(
            SigningOut(access: incoming.access, rule: SessionRules.signedOut), by: incoming.party)
        switch decision.reply {
        case .success: return Answer(decision, status: 200, body: "{}").uncached()
        case .failure(let refusal):
            return refuser.envelope(refusal, decision, by: incoming.party, endpoint: "sign_out")
        }
    }

    private func browserSignOut(_ incoming: Incoming) -> Answer {
        let decision = core.maker.perform(
            BrowserSigningOut(cookie: BrowserSession.cookie(of: incoming)), by: incoming.party)
        switch decision.reply {
        case .success:
            var answer = page(decision)
            answer.headers[.setCookie] = BrowserSession.header(nil, isSecure: core.configuration.authority != nil)
            return answer
        case .failure(let refusal):
            return refuser.envelope(refusal, decision, by: incoming.party, endpoint: "sign_out")
        }
    }

    private func page<Reply>(_ decision: Decision<Reply>) -> Answer {
        var answer = Answer(decision, status: 200, body: Pages.signedOut, as: .html)
        answer.summary = "page: Signed out"
        Pages.addHeaders(to: &answer)
        return answer
    }

    private func sessionInformation(_ incoming: Incoming) -> Answer {
        let decision = core.maker.perform(
            SessionInformation(cookie: BrowserSession.cookie(of: incoming)), by: incoming.party)
        switch decision.reply {
        case .success(let data):
            return Answer(decision, status: 200, body: JSONValue.object(["data": data]).serialized).uncached()
        case .failure(let refusal):
            return refuser.envelope(refusal, decision, by: incoming.party, endpoint: "session_info")
        }
    }

    private func logOut(_ incoming: Incoming) -> Answer {
        guard core.maker.asking({ $0.reading(of: SessionRules.path) }) == .offered else {
            return refuser.refuse(
                HTTPRules.pathUnknown, status: 404, "There is nothing at this path.", shape: .session,
                by: incoming.party, endpoint: "session_log_out")
        }
        let decision = core.maker.perform(
            SigningOut(access: incoming.access, rule: SessionRules.loggedOut), by: incoming.party)
        switch decision.reply {
        case .success: return Answer(decision, status: 200, body: "{}").uncached()
        case .failure(let refusal): return refuser.session(refusal, decision)
        }
    }

    private func logIn(_ incoming: Incoming) -> Answer {
        let fields = incoming.json
        let decision = core.maker.perform(
            SessionLogIn(
                userID: fields?["user_id"]?.text, password: fields?["password"]?.text,
                persona: fields?["persona"]?.text ?? "user"),
            by: incoming.party)
        switch decision.reply {
        case .success(let opened):
            // On the top level, without `data`, as the older API does.
            let body: JSONValue = [
                "X-Auth-Token": .text(opened.token.secret.reveal()), "customer_id": .number(opened.customerID),
                "user_id": .text(opened.user),
            ]
            return Answer(decision, status: 200, body: body.serialized).uncached()
        case .failure(let refusal): return refuser.session(refusal, decision)
        }
    }
}
