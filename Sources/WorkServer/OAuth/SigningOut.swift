import Rules
import Secrets
import WorkTime

/// Maps to `GET /auth/logout` and `GET /login/terminate`: ends the log-in that the access token belongs to.
struct SigningOut: WorkCommand {
    let access: AccessCheck
    let rule: Rule

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<Void, APIRefusal>> {
        do throws(AccessRefusal) {
            let (token, _) = try access.judge(state, at: context.now)
            let isWhole = state.reading(of: TokenRules.revocation) == .wholeLogIn
            return .accept(
                rule, "\(token.user) signs out.",
                events: isWhole
                    ? state.revocations(ofLogIn: token.code, at: context.now)
                    : [.accessTokenRevoked(token.digest, at: context.now)],
                reply: .success(()))
        } catch {
            return .refuse(error.rule, error.rule.decides, reply: .failure(APIRefusal(error)))
        }
    }
}

/// Maps to `PUT /api/v1/session/login`: name and password for a token of the same kind, without an application.
struct SessionLogIn: WorkCommand {
    /// The application in whose place such a session stands.
    static let clientID = "session"
    /// Minutes of inactivity that end it.
    static let idleLimit = 30

    struct Opened: Sendable {
        let token: MintedSecret
        let customerID: Int
        let user: String
    }

    let userID: String?
    let password: String?
    let persona: String

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<Opened, APIRefusal>> {
        guard state.node.hosting != .cloud else {
            return refuse(SessionRules.notOffered, 404, "The cloud takes OAuth only.")
        }
        guard let userID, let password, !userID.isEmpty, !password.isEmpty else {
            return refuse(SessionRules.refused, 400, "user_id and password are needed.")
        }
        guard let scope = TokenScope(rawValue: persona) else {
            return refuse(SessionRules.refused, 400, "The persona must be user or admin.")
        }
        let admission = Admission(
            way: .session, user: state.user(signingInAs: userID), password: SecretDigest(of: password),
            address: context.party, scope: scope)
        do throws(AdmissionRefusal) {
            return open(for: try state.admit(admission, at: context.now), scope, state, context)
        } catch {
            return .refuse(error.rule, error.message, reply: .failure(state.sessionRefusal(error)))
        }
    }

    private func open(
        for user: WorkUser, _ scope: TokenScope, _ state: WorkState, _ context: DecisionContext
    ) -> Decision<Result<Opened, APIRefusal>> {
        let minted = MintedSecret(
            secret: .init(context.identifiers.token("\(state.node.name): session of \(user.id)")),
            name: "\(user.id)'s session on \(state.node.name)")
        let token = AccessToken(
            digest: minted.digest, clientID: Self.clientID, user: user.id, scope: scope, code: minted.digest,
            issued: context.now, idleLimit: Self.idleLimit, lastUse: context.now, revoked: nil)
        return .accept(
            SessionRules.loggedIn, "\(user.id) logs in without OAuth.", events: [.accessTokenIssued(token)],
            minted: [minted],
            reply: .success(Opened(token: minted, customerID: state.node.hosting.customerID, user: user.id)))
    }

    private func refuse(_ rule: Rule, _ status: Int, _ message: String) -> Decision<Result<Opened, APIRefusal>> {
        .refuse(rule, message, reply: .failure(APIRefusal(status: status, code: nil, message: message)))
    }
}
