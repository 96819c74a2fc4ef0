import Rules
import WorkTime

/// Maps to `POST /auth/oauth2/revoke-token`, whose field is called `access_token`.
struct TokenRevocation: WorkCommand {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Result<Void, OAuthRefusal>> {
        guard state.offersOAuth else {
            return refuse(
                TokenRefusal(
                    AuthorizeRules.unavailable, state.absentStatus, "invalid_request",
                    "Release \(state.node.release) has no OAuth for third-party applications."))
        }
        guard let text = fields["access_token"] else { return refuse(TokenRequest.incomplete("access_token", state)) }
        guard let token = state.accessTokens[SecretDigest(of: text)], token.revoked == nil else {
            let refusal = TokenRefusal(TokenRules.revokeUnknown, 401, "invalid_request", "The access token is unknown.")
            guard state.reading(of: TokenRules.revokeUnknownAnswer) == .ok200 else { return refuse(refusal) }
            return .refuse(TokenRules.revokeUnknown, "The access token is unknown.", reply: .success(()))
        }
        let isWhole = state.reading(of: TokenRules.revocation) == .wholeLogIn
        let events: [WorkEvent] =
            isWhole
            ? state.revocations(ofLogIn: token.code, at: context.now)
            : [.accessTokenRevoked(token.digest, at: context.now)]
        return .accept(
            TokenRules.revoked, "The access token of \(token.user) is revoked.", events: events, reply: .success(()))
    }

    private func refuse(_ refusal: TokenRefusal) -> Decision<Result<Void, OAuthRefusal>> {
        .refuse(refusal.rule, refusal.refusal.description, reply: .failure(refusal.refusal))
    }
}
