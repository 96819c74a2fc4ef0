import Rules
import Secrets
import WorkTime

/// Makes the tokens of one log-in.
struct TokenMint {
    let application: RegisteredApplication
    let user: String
    let scope: TokenScope
    /// The code that the log-in came from.
    let code: SecretDigest

    func access(_ state: WorkState, _ context: DecisionContext) -> (minted: MintedSecret, event: WorkEvent) {
        let minted = mint("access token", state, context)
        let token = AccessToken(
            digest: minted.digest, clientID: application.clientID, user: user, scope: scope, code: code,
            issued: context.now, idleLimit: application.accessTokenExpiry, lastUse: context.now, revoked: nil)
        return (minted, .accessTokenIssued(token))
    }

    func refresh(
        _ state: WorkState, _ context: DecisionContext, loggedIn: WorkDate
    ) -> (minted: MintedSecret, event: WorkEvent) {
        let minted = mint("refresh token", state, context)
        let token = RefreshToken(
            digest: minted.digest, clientID: application.clientID, user: user, scope: scope, code: code,
            loggedIn: loggedIn,
            lifetime: application.refreshTokenExpiry, secretNumber: application.secretNumber, lastUse: context.now,
            revoked: nil)
        return (minted, .refreshTokenIssued(token))
    }

    /// The decision that gives an access token and, where the application may have one, a refresh token.
    func decision(
        _ rule: Rule, _ detail: String, _ state: WorkState, _ context: DecisionContext, loggedIn: WorkDate,
        first: [WorkEvent] = []
    ) -> Decision<TokenReply> {
        let access = access(state, context)
        var events = first + [access.event]
        var minted = [access.minted]
        var field = noRefresh(state)
        if application.allowRefreshToken {
            let token = refresh(state, context, loggedIn: loggedIn)
            events.append(token.event)
            minted.append(token.minted)
            field = .text(token.minted.secret.reveal())
        }
        return .accept(rule, detail, events: events, minted: minted, reply: .success(grant(access.minted, field)))
    }

    func noRefresh(_ state: WorkState) -> TokenGrant.RefreshField {
        switch state.reading(of: TokenRules.refreshField) {
        case .null: .null
        case .empty: .text("")
        case .omitted: .omitted
        }
    }

    func grant(_ access: MintedSecret, _ refresh: TokenGrant.RefreshField) -> TokenGrant {
        TokenGrant(
            accessToken: access.secret, expiresIn: application.accessTokenExpiry * 60, scope: scope, refresh: refresh)
    }

    private func mint(_ kind: String, _ state: WorkState, _ context: DecisionContext) -> MintedSecret {
        let subject = "\(state.node.name): \(kind) of \(user) for \(application.clientID)"
        return MintedSecret(
            secret: Secret(context.identifiers.token(subject)), name: "\(user)'s \(kind) on \(state.node.name)")
    }
}
