import Rules
import Secrets
import WorkTime

/// Maps to `GET /auth/oauth2/authorize`.
struct Authorization: WorkCommand {
    let parameters: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<AuthorizeReply> {
        guard state.offersOAuth else {
            return .refuse(
                AuthorizeRules.unavailable, "Release \(state.node.release) has no OAuth for third-party applications.",
                reply: .absent(status: state.absentStatus))
        }
        guard let application = parameters["client_id"].flatMap({ state.applications[$0] }) else {
            let message =
                "The application that sent you here is not registered on this server: its client id is unknown."
            return .refuse(AuthorizeRules.clientUnknown, message, reply: state.refusalPage(message))
        }
        guard let url = parameters["redirect_uri"], application.redirectURLs.contains(url) else {
            let message = "The redirect URL of the request is not one that is registered for \(application.name)."
            return .refuse(AuthorizeRules.redirectMismatch, message, reply: state.refusalPage(message))
        }
        let target = RedirectTarget(url: url, state: parameters["state"])
        if let (rule, message) = state.closedDoor(application) {
            return .refuse(rule, message, reply: state.closedDoorReply(message, target))
        }
        if let (error, message) = unsupported() {
            return .refuse(AuthorizeRules.requestInvalid, message, reply: target.refusal(error, message))
        }
        return state.brokenSingleSignOn(at: context.now) ?? serve(application, target, state, context)
    }

    /// What the request asks for and nobody offers, if so.
    private func unsupported() -> (error: String, message: String)? {
        guard parameters["response_type"] == "code" else {
            return ("unsupported_response_type", "The response type must be code.")
        }
        guard ["user", "admin"].contains(parameters["scope"] ?? "user") else {
            return ("invalid_scope", "The scope must be user or admin.")
        }
        let method = parameters["code_challenge_method"]
        if parameters["code_challenge"] != nil, method != "S256" {
            return ("invalid_request", "The code challenge method must be S256.")
        }
        if method != nil, parameters["code_challenge"] == nil {
            return ("invalid_request", "A code challenge method was given without a code challenge.")
        }
        return nil
    }

    private func serve(
        _ application: RegisteredApplication, _ target: RedirectTarget, _ state: WorkState, _ context: DecisionContext
    ) -> Decision<AuthorizeReply> {
        let transaction = MintedSecret(
            secret: Secret(
                context.identifiers.token(
                    "\(state.node.name): sign-in for \(application.clientID) from \(context.party)")),
            name: "sign-in from \(context.party) on \(state.node.name)")
        let signIn = SignIn(
            transaction: transaction.digest, clientID: application.clientID, redirectURL: target.url,
            scope: parameters["scope"] ?? "user", state: target.state.map { SecretDigest(of: $0) },
            challenge: parameters["code_challenge"], began: context.now)
        let form = SignInForm(
            application: application.name, transaction: transaction.secret, state: target.state,
            username: parameters["login_hint"] ?? "", message: nil)
        return .accept(
            AuthorizeRules.formServed, "The sign-in page for \(application.name) is served.",
            events: [.signInBegan(signIn)],
            minted: [transaction], reply: .form(form, status: 200))
    }
}
