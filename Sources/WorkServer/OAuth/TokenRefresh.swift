import Rules
import Secrets
import WorkTime

/// Redeeming a refresh token, with or without the application's secret.
struct TokenRefresh {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) throws(TokenRefusal) -> Decision<TokenReply> {
        guard let text = fields["refresh_token"] else { throw TokenRequest.incomplete("refresh_token", state) }
        guard let token = state.refreshTokens[SecretDigest(of: text)],
            let application = state.applications[token.clientID],
            fields["client_id"] == nil || fields["client_id"] == token.clientID
        else { throw refused(TokenRules.refreshUnknown, state, "The refresh token is unknown.") }
        try check(application, state, context)
        try check(token, application, state, context)
        return grant(text, token, application, state, context)
    }

    private func check(
        _ application: RegisteredApplication, _ state: WorkState, _ context: DecisionContext
    ) throws(TokenRefusal) {
        if let refusal = state.closedDoorRefusal(application) { throw refusal }
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
        if let refusal = state.notGrantedRefusal(token.user, application) { throw refusal }
    }

    private func refused(_ rule: Rule, _ state: WorkState, _ description: String) -> TokenRefusal {
        TokenRefusal(rule, state.status(TokenRules.refreshRefused, 400, else: 401), "invalid_grant", description)
    }

    private func grant(
        _ text: String, _ token: RefreshToken, _ application: RegisteredApplication, _ state: WorkState,
        _ context: DecisionContext
    ) -> Decision<TokenReply> {
        let mint = TokenMint(application: application, user: token.user, scope: token.scope, code: token.code)
        let access = mint.access(state, context)
        var events: [WorkEvent] = [.refreshTokenUsed(token.digest, at: context.now), access.event]
        var minted = [access.minted]
        var answer = text
        let rotation = state.reading(of: TokenRules.rotation)
        if rotation != .sameToken {
            let next = mint.refresh(state, context, loggedIn: token.loggedIn)
            events.append(next.event)
            minted.append(next.minted)
            answer = next.minted.secret.reveal()
            if rotation == .newOldRevoked { events.append(.refreshTokenRevoked(token.digest, at: context.now)) }
        }
        return .accept(
            TokenRules.refreshed, "\(application.name) refreshes the access token of \(token.user).", events: events,
            minted: minted, reply: .success(mint.grant(access.minted, .text(answer))))
    }
}
