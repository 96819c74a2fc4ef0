import Rules
import Secrets
import WorkTime

/// Redeeming a user's name and password, which applications without a browser do.
struct PasswordGrant {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) throws(TokenRefusal) -> Decision<TokenReply> {
        let application = try state.provenClient(fields, at: context.now)
        guard let name = fields["username"] else { throw TokenRequest.incomplete("username", state) }
        guard let password = fields["password"] else { throw TokenRequest.incomplete("password", state) }
        guard state.reading(of: PasswordRules.offered) == .offered else {
            throw TokenRefusal(
                PasswordRules.notOffered, state.status(TokenRules.broken, 400, else: 403), "unauthorized_client",
                "The password grant is not offered on this server.")
        }
        guard let user = state.user(named: name) else {
            throw refused(AuthorizeRules.userUnknown, state)
        }
        guard user.password == SecretDigest(of: password) else { throw refused(AuthorizeRules.passwordWrong, state) }
        guard !user.isExternal else {
            throw TokenRefusal(
                PasswordRules.externalUser, state.status(TokenRules.codeRefused, 400, else: 403), "invalid_grant",
                "The user \(user.id) signs in with the firm's identity provider, not with a password.")
        }
        if let refusal = state.notGrantedRefusal(user.id, application) { throw refusal }
        let scope = fields["scope"] ?? "user"
        try state.checkScope(scope, of: user)
        let log = SecretDigest(of: context.identifiers.token("\(state.node.name): password log-in of \(user.id)"))
        return TokenMint(application: application, user: user.id, scope: scope, code: log).decision(
            PasswordRules.granted, "\(user.id) logs in by password through \(application.name).", state, context,
            loggedIn: context.now)
    }

    private func refused(_ rule: Rule, _ state: WorkState) -> TokenRefusal {
        TokenRefusal(
            rule, state.status(TokenRules.codeRefused, 400, else: 403), "invalid_grant",
            "User ID or Password is incorrect")
    }
}

extension WorkState {
    /// Refuses a scope that is not offered, or that the user may not have.
    func checkScope(_ scope: String, of user: WorkUser) throws(TokenRefusal) {
        let isAllowed = scope == "user" || (scope == "admin" && user.isAdministrator)
        guard !isAllowed else { return }
        throw TokenRefusal(
            PasswordRules.scope, status(TokenRules.broken, 400, else: 403), "invalid_scope",
            scope == "admin"
                ? "The user \(user.id) is no administrator, which the scope admin needs."
                : "The scope must be user or admin.")
    }

    /// The application of a token request, once it is found, open, and has proven itself where it can.
    func provenClient(_ fields: FormFields, at now: WorkDate) throws(TokenRefusal) -> RegisteredApplication {
        guard let clientID = fields["client_id"] else { throw TokenRequest.incomplete("client_id", self) }
        guard let application = applications[clientID] else {
            throw TokenRefusal(
                AuthorizeRules.clientUnknown, status(TokenRules.clientRefused, 401, else: 400), "invalid_client",
                "The client id is not registered on this server.")
        }
        if let refusal = closedDoorRefusal(application) { throw refusal }
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

extension WorkUser {
    /// Whether Control Center and the scope `admin` are open.
    var isAdministrator: Bool { roles.contains("NRTADMIN") }

    /// Whether the user is kept by an identity provider of the firm's.
    var isExternal: Bool { roles.contains("EXTERNAL") }
}
