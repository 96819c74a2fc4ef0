import Rules
import WorkTime

/// Maps to `POST /auth/oauth2/token`: finds out which grant is meant.
struct TokenRequest: WorkCommand {
    let fields: FormFields
    let header: ClientProof
    /// What stands in the URL, where RFC 6749 has no place for it.
    var query = FormFields()

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<TokenReply> {
        guard state.offersOAuth else {
            return TokenRefusal(
                AuthorizeRules.unavailable, state.absentStatus, "invalid_request",
                "Release \(state.node.release) has no OAuth for third-party applications."
            ).decision
        }
        do throws(TokenRefusal) {
            let decision = try grant(try proven(state), state, context)
            return decision.noting(state.ignoredScopes(in: fields["scope"]) + ignoredQuery(state))
        } catch {
            let isOfProof = [
                AuthorizeRules.clientUnknown.id, TokenRules.secretWrong.id, PasswordRules.basicMalformed.id,
            ].contains(error.rule.id)
            guard isOfProof, header.isRightUndecoded(state) else { return error.decision }
            return error.adding(
                "The Basic credentials would be right if they were not form-decoded: RFC 6749, section 2.3.1, asks clients to "
                    + "form-encode client id and secret before they are joined and Base64-encoded."
            ).decision
        }
    }

    private func grant(
        _ fields: FormFields, _ state: WorkState, _ context: DecisionContext
    ) throws(TokenRefusal) -> Decision<TokenReply> {
        switch fields["grant_type"] {
        case "authorization_code": return try CodeRedemption(fields: fields).decide(state, context)
        case "refresh_token": return try TokenRefresh(fields: fields).decide(state, context)
        case "password": return try PasswordGrant(fields: fields).decide(state, context)
        case SAMLGrant.type: return try SAMLGrant(fields: fields).decide(state, context)
        case nil: throw Self.incomplete("grant_type", state)
        case .some:
            throw TokenRefusal(
                TokenRules.grantTypeUnsupported, state.status(TokenRules.broken, 400, else: 403),
                "unsupported_grant_type",
                "The grant type must be authorization_code, refresh_token, password or saml2-bearer.")
        }
    }

    /// The parameters of the URL and the scopes that make no difference by the readings in force.
    func passedOver(_ assumptions: Assumptions) -> [String] {
        // Names that nobody knows are named by whoever reads the request.
        let isIgnored = assumptions.reading(of: TokenRules.query) == .ignored
        let known = isIgnored ? query.names.filter(KnownNames.token.query.contains) : []
        return known + TokenScope.passedOver(in: fields["scope"])
    }

    /// What the journal says of a query that is passed over.
    private func ignoredQuery(_ state: WorkState) -> String {
        guard !query.names.isEmpty, state.reading(of: TokenRules.query) == .ignored else { return "" }
        return " What stands in the URL is passed over: \(query.names.joined(separator: ", "))."
    }

    /// The parameters of the form, with those of the query where they count.
    private func parameters(_ state: WorkState) throws(TokenRefusal) -> FormFields {
        guard !query.names.isEmpty else { return fields }
        switch state.reading(of: TokenRules.query) {
        case .ignored: return fields
        case .honoured: return fields.filled(from: query)
        case .refused:
            throw TokenRefusal(
                TokenRules.queryGiven, state.status(TokenRules.broken, 400, else: 403), "invalid_request",
                "The parameters of a token request belong in its body, not in the URL: "
                    + "\(query.names.joined(separator: ", ")).")
        }
    }

    /// The form with the credentials of the header in it.
    private func proven(_ state: WorkState) throws(TokenRefusal) -> FormFields {
        let fields = try parameters(state)
        switch header {
        case .absent: return fields
        case .basic(let proof, plain: _) where state.reading(of: PasswordRules.basic) == .accepted:
            guard fields["client_secret"] == nil, fields["client_id"] == nil || fields["client_id"] == proof.clientID
            else {
                throw TokenRefusal(
                    PasswordRules.twoProofs, state.status(TokenRules.broken, 400, else: 403), "invalid_request",
                    "The application proves itself in the form and in the Authorization header. Use one of them.")
            }
            return fields.adding(["client_id": proof.clientID, "client_secret": proof.secret])
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
