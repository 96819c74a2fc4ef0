import Rules
import Secrets
import WorkTime

/// Redeeming a refresh token, with or without the application's secret.
struct TokenRefresh {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) throws(TokenRefusal) -> Decision<TokenReply> {
        guard let text = fields["refresh_token"] else { throw TokenRequest.incomplete("refresh_token", state) }
        // The client comes before its token, so that a lost registration is not taken for a lost log-in.
        let named = fields["client_id"]
        var application: RegisteredApplication?
        if let named { application = try client(named, state, context) }
        guard let token = state.refreshTokens[SecretDigest(of: text)],
            named == nil || named == token.clientID
        else { throw refused(TokenRules.refreshUnknown, state, "The refresh token is unknown.") }
        let owner: RegisteredApplication
        if let application { owner = application } else { owner = try client(token.clientID, state, context) }
        let scope = try scope(of: token, state)
        try check(token, owner, state, context)
        return grant(text, token, scope, owner, state, context)
    }

    /// The application that asks, once it is found, open and allowed to; its secret counts where it is sent.
    private func client(
        _ clientID: String, _ state: WorkState, _ context: DecisionContext
    ) throws(TokenRefusal) -> RegisteredApplication {
        if let refusal = state.refusal(ofApplication: clientID, on: .refresh, at: context.now) {
            throw state.tokenRefusal(refusal, on: .refresh)
        }
        guard let application = state.applications[clientID] else {
            throw state.unknownClient
        }
        if let secret = fields["client_secret"], application.clientType == .confidential {
            if let refusal = state.secretRefusal(secret, of: application, at: context.now) { throw refusal }
        } else if let refusal = state.secretExpiry(of: application, at: context.now) {
            throw refusal
        }
        guard application.allowRefreshToken else {
            throw TokenRefusal(
                TokenRules.refreshNotAllowed, state.status(TokenRules.refreshRefused, 400, else: 401),
                "unauthorized_client",
                "The application \(application.name) may not use refresh tokens.")
        }
        return application
    }

    /// The scope of the new access token: what was asked for, at most what the log-in had.
    private func scope(of token: RefreshToken, _ state: WorkState) throws(TokenRefusal) -> TokenScope {
        guard let asked = state.scope(asked: fields["scope"], otherwise: token.scope) else { throw state.scopeRefusal }
        guard asked == token.scope || token.scope == .admin else {
            throw TokenRefusal(
                TokenRules.refreshScope, state.status(TokenRules.refreshRefused, 400, else: 401), "invalid_scope",
                "The log-in had the scope \(token.scope.rawValue), and a refresh cannot widen it to \(asked.rawValue).")
        }
        return asked
    }

    private func check(
        _ token: RefreshToken, _ application: RegisteredApplication, _ state: WorkState, _ context: DecisionContext
    ) throws(TokenRefusal) {
        guard token.revoked == nil else {
            throw refused(TokenRules.refreshRevoked, state, "The refresh token was revoked.")
        }
        if token.secretNumber != application.secretNumber, state.reading(of: ApplicationRules.rotation) == .refused {
            throw refused(
                TokenRules.refreshSecretRotated, state, "The refresh token was given under an older client secret.")
        }
        let atOnce = state.reading(of: TokenRules.lifetimes) == .atOnce
        let start = state.reading(of: TokenRules.refreshSlides) == .lastUse ? token.lastUse : token.loggedIn
        let days = atOnce ? application.refreshTokenExpiry : token.lifetime
        guard context.now - start < .seconds(days * 86_400) else {
            throw refused(TokenRules.refreshExpired, state, "The refresh token has expired.")
        }
        _ = try state.admitAtToken(
            Admission(
                way: .refresh, clientID: token.clientID, user: state.users[token.user], address: context.party,
                scope: token.scope),
            at: context.now)
    }

    private func refused(_ rule: Rule, _ state: WorkState, _ description: String) -> TokenRefusal {
        TokenRefusal(rule, state.status(TokenRules.refreshRefused, 400, else: 401), "invalid_grant", description)
    }

    private func grant(
        _ text: String, _ token: RefreshToken, _ scope: TokenScope, _ application: RegisteredApplication,
        _ state: WorkState, _ context: DecisionContext
    ) -> Decision<TokenReply> {
        let mint = TokenMint(application: application, user: token.user, scope: scope, code: token.code)
        let access = mint.access(state, context)
        var events: [WorkEvent] = [.refreshTokenUsed(token.digest, at: context.now), access.event]
        var minted = [access.minted]
        let rotation = state.reading(of: TokenRules.rotation)
        let answer: TokenGrant.RefreshField
        switch rotation {
        case .sameToken: answer = .text(text)
        case .leftOut: answer = mint.noRefresh(state)
        case .newOldStays, .newOldRevoked:
            // A new refresh token has the scope of the old one, also where the access token has less.
            let whole = TokenMint(application: application, user: token.user, scope: token.scope, code: token.code)
            let next = whole.refresh(state, context, loggedIn: token.loggedIn)
            events.append(next.event)
            minted.append(next.minted)
            answer = .text(next.minted.secret.reveal())
            if rotation == .newOldRevoked { events.append(.refreshTokenRevoked(token.digest, at: context.now)) }
        }
        return .accept(
            TokenRules.refreshed, "\(application.name) refreshes the access token of \(token.user).", events: events,
            minted: minted, reply: .success(mint.grant(access.minted, answer)))
    }
}
