import Rules
import WorkTime

/// Maps to `POST /auth/oauth2/token`: finds out which grant is meant.
struct TokenRequest: WorkCommand {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<TokenReply> {
        guard state.offersOAuth else {
            return TokenRefusal(
                AuthorizeRules.unavailable, state.absentStatus, "invalid_request",
                "Release \(state.node.release) has no OAuth for third-party applications."
            ).decision
        }
        do throws(TokenRefusal) {
            switch fields["grant_type"] {
            case "authorization_code": return try CodeRedemption(fields: fields).decide(state, context)
            case "refresh_token": return try TokenRefresh(fields: fields).decide(state, context)
            case nil: throw Self.incomplete("grant_type", state)
            case .some:
                throw TokenRefusal(
                    TokenRules.grantTypeUnsupported, state.status(TokenRules.broken, 400, else: 403),
                    "unsupported_grant_type", "The grant type must be authorization_code or refresh_token.")
            }
        } catch {
            return error.decision
        }
    }

    static func incomplete(_ parameter: String, _ state: WorkState) -> TokenRefusal {
        TokenRefusal(
            TokenRules.requestIncomplete, state.status(TokenRules.broken, 400, else: 403), "invalid_request",
            "The parameter \(parameter) is missing.")
    }
}
