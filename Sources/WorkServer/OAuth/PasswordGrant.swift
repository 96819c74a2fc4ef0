import Rules
import Secrets
import WorkTime

/// Redeeming a user's name and password, which applications without a browser do.
struct PasswordGrant {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) throws(TokenRefusal) -> Decision<TokenReply> {
        let application = try state.provenClient(fields, on: .password, at: context.now)
        guard let name = fields["username"] else { throw TokenRequest.incomplete("username", state) }
        guard let password = fields["password"] else { throw TokenRequest.incomplete("password", state) }
        guard state.reading(of: PasswordRules.offered) == .offered else {
            throw TokenRefusal(
                PasswordRules.notOffered, state.status(TokenRules.broken, 400, else: 403), "unauthorized_client",
                "The password grant is not offered on this server.")
        }
        guard let scope = state.scope(asked: fields["scope"]) else { throw state.scopeRefusal }
        let user = try state.admitAtToken(
            Admission(
                way: .password, clientID: application.clientID, user: state.user(signingInAs: name),
                password: SecretDigest(of: password), address: context.party, scope: scope),
            at: context.now)
        let log = SecretDigest(of: context.identifiers.token("\(state.node.name): password log-in of \(user.id)"))
        return TokenMint(application: application, user: user.id, scope: scope, code: log).decision(
            PasswordRules.granted, "\(user.id) logs in by password through \(application.name).", state, context,
            loggedIn: context.now)
    }
}

extension WorkState {
    /// Returns the refusal of a scope that no client may ask for.
    var scopeRefusal: TokenRefusal {
        TokenRefusal(
            PasswordRules.scope, status(TokenRules.broken, 400, else: 403), "invalid_scope",
            "The scope must be user or admin.")
    }

    /// Returns the refusal of a client id that no application has.
    var unknownClient: TokenRefusal {
        TokenRefusal(
            AuthorizeRules.clientUnknown, status(TokenRules.clientRefused, 401, else: 400), "invalid_client",
            AdmissionRefusal.unknownClient)
    }

    /// The application of a token request, once it is found, open, and has proven itself where it can.
    func provenClient(
        _ fields: FormFields, on way: Admission.Way, at now: WorkDate
    ) throws(TokenRefusal) -> RegisteredApplication {
        guard let clientID = fields["client_id"] else { throw TokenRequest.incomplete("client_id", self) }
        if let refusal = refusal(ofApplication: clientID, on: way, at: now) { throw tokenRefusal(refusal, on: way) }
        guard let application = applications[clientID] else { throw unknownClient }
        if application.type == .native, fields["client_secret"] != nil,
            reading(of: PasswordRules.nativeSecret) == .refused
        {
            throw TokenRefusal(
                PasswordRules.nativeSecretSent, status(TokenRules.clientRefused, 401, else: 400), "invalid_client",
                "The application \(application.name) is registered as native, which has no client secret.")
        }
        if application.clientType == .confidential, application.type == .web {
            if let refusal = secretRefusal(fields["client_secret"], of: application, at: now) { throw refusal }
        }
        return application
    }
}
