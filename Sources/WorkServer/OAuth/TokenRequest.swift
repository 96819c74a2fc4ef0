import Rules
import WorkTime

/// Maps to `POST /auth/oauth2/token`: finds out which grant is meant.
struct TokenRequest: WorkCommand {
    let fields: FormFields
    let header: ClientProof.Header

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<TokenReply> {
        guard state.offersOAuth else {
            return TokenRefusal(
                AuthorizeRules.unavailable, state.absentStatus, "invalid_request",
                "Release \(state.node.release) has no OAuth for third-party applications."
            ).decision
        }
        do throws(TokenRefusal) {
            let fields = try proven(state)
            switch fields["grant_type"] {
            case "authorization_code": return try CodeRedemption(fields: fields).decide(state, context)
            case "refresh_token": return try TokenRefresh(fields: fields).decide(state, context)
            case "password": return try PasswordGrant(fields: fields).decide(state, context)
            case nil: throw Self.incomplete("grant_type", state)
            case .some:
                throw TokenRefusal(
                    TokenRules.grantTypeUnsupported, state.status(TokenRules.broken, 400, else: 403),
                    "unsupported_grant_type", "The grant type must be authorization_code, refresh_token or password.")
            }
        } catch {
            return error.decision
        }
    }

    /// The form with the credentials of the header in it.
    private func proven(_ state: WorkState) throws(TokenRefusal) -> FormFields {
        switch header {
        case .absent: return fields
        case .basic(let proof) where state.reading(of: PasswordRules.basic) == .accepted:
            guard fields["client_secret"] == nil, fields["client_id"] == nil || fields["client_id"] == proof.clientID
            else {
                throw TokenRefusal(
                    PasswordRules.twoProofs, state.status(TokenRules.broken, 400, else: 403), "invalid_request",
                    "The application proves itself in the form and in the Authorization header. Use one of them.")
            }
            return fields.adding(["client_id": proof.clientID, "client_secret": proof.secret ?? ""])
        case .malformed, .basic:
            throw TokenRefusal(
                PasswordRules.basicMalformed, state.status(TokenRules.clientRefused, 401, else: 400), "invalid_client",
                "The Authorization header holds no Basic credentials that are taken here.")
        }
    }

    static func incomplete(_ parameter: String, _ state: WorkState) -> TokenRefusal {
        TokenRefusal(
            TokenRules.requestIncomplete, state.status(TokenRules.broken, 400, else: 403), "invalid_request",
            "The parameter \(parameter) is missing.")
    }
}
