import Crypto
import Rules
import Secrets
import WorkTime

/// Redeeming the code of a log-in.
struct CodeRedemption {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) throws(TokenRefusal) -> Decision<TokenReply> {
        let application = try state.provenClient(fields, on: .code, at: context.now)
        let code = try code(for: application, state, context)
        try checkAge(of: code, state, context)
        guard fields["redirect_uri"] == code.redirectURL else {
            throw refused(
                AuthorizeRules.redirectMismatch, state, "The redirect URL is not the one that the code was given for.")
        }
        try checkChallenge(of: code, state)
        _ = try state.admitAtToken(
            Admission(
                way: .code, clientID: application.clientID, user: state.users[code.user], address: context.party,
                scope: code.scope),
            at: context.now)
        return grant(code, application, state, context)
    }

    private func code(
        for application: RegisteredApplication, _ state: WorkState, _ context: DecisionContext
    ) throws(TokenRefusal) -> AuthorizationCode {
        guard let text = fields["code"] else { throw TokenRequest.incomplete("code", state) }
        guard let code = state.codes[SecretDigest(of: text)] else {
            throw refused(TokenRules.codeUnknown, state, "The code is unknown.")
        }
        guard code.clientID == application.clientID else {
            throw refused(TokenRules.codeOfOther, state, "The code was given to another application.")
        }
        guard code.redeemed == nil else {
            let revoked = state.reading(of: TokenRules.replay) == .revoked
            throw refused(
                TokenRules.codeReplayed, state, "The code was redeemed before.",
                events: revoked ? state.revocations(ofLogIn: code.digest, at: context.now) : [])
        }
        return code
    }

    private func checkAge(
        of code: AuthorizationCode, _ state: WorkState, _ context: DecisionContext
    ) throws(TokenRefusal) {
        let start = state.reading(of: TokenRules.countedFrom) == .signIn ? code.signInBegan : code.issued
        guard context.now - start >= state.settings.workTokenGrantExpiry else { return }
        throw TokenRefusal(
            TokenRules.grantExpired, state.status(TokenRules.grantExpiredAnswer, 403, else: 400), "invalid_grant",
            "The grant has expired.")
    }

    private func checkChallenge(of code: AuthorizationCode, _ state: WorkState) throws(TokenRefusal) {
        guard state.reading(of: TokenRules.pkce) == .checked else { return }
        switch (code.challenge, fields["code_verifier"]) {
        case (nil, nil): return
        case (nil, .some):
            throw malformed(
                TokenRules.pkceUnexpected, state,
                "The parameter code_verifier was sent, but the authorize request had no code_challenge.")
        case (.some, nil):
            throw malformed(
                TokenRules.pkceMissing, state,
                "The parameter code_verifier is missing: the authorize request had a code_challenge.")
        case (let challenge?, let verifier?):
            guard ProofKey.isWellFormed(verifier) else {
                throw malformed(
                    TokenRules.pkceMalformed, state, "The parameter code_verifier must have \(ProofKey.form).")
            }
            guard base64URL(SHA256.hash(data: Array(verifier.utf8))) == challenge else {
                throw refused(TokenRules.pkceMismatch, state, "The code verifier does not fit the code challenge.")
            }
        }
    }

    private func malformed(_ rule: Rule, _ state: WorkState, _ description: String) -> TokenRefusal {
        TokenRefusal(rule, state.status(TokenRules.broken, 400, else: 403), "invalid_request", description)
    }

    private func refused(
        _ rule: Rule, _ state: WorkState, _ description: String, events: [WorkEvent] = []
    ) -> TokenRefusal {
        TokenRefusal(
            rule, state.status(TokenRules.codeRefused, 400, else: 403), "invalid_grant", description, events: events)
    }

    private func grant(
        _ code: AuthorizationCode, _ application: RegisteredApplication, _ state: WorkState, _ context: DecisionContext
    ) -> Decision<TokenReply> {
        TokenMint(application: application, user: code.user, scope: code.scope, code: code.digest).decision(
            TokenRules.granted, "\(application.name) redeems the code of \(code.user).", state, context,
            loggedIn: code.issued, first: [.codeRedeemed(code.digest, at: context.now)])
    }
}
