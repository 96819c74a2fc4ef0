import Rules
import Secrets
import WorkTime

/// Maps to `GET /auth/oauth2/authorize`.
struct Authorization: WorkCommand {
    let parameters: FormFields
    /// The cookie of a browser in which somebody may be signed in.
    var browser: String?

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
        if let refusal = state.refusal(ofApplication: application.clientID, on: .page, at: context.now) {
            // Nobody has entered anything yet, so there is no form to serve again.
            let reply = state.reply(to: refusal, target) { state.refusalPage(refusal.message) }
            return .refuse(refusal.rule, refusal.message, reply: reply)
        }
        if let (error, message) = malformed() {
            return .refuse(AuthorizeRules.requestInvalid, message, reply: target.refusal(error, message))
        }
        guard let scope = state.scope(asked: parameters["scope"]) else {
            let message = "The scope must be user or admin."
            return .refuse(AuthorizeRules.requestInvalid, message, reply: target.refusal("invalid_scope", message))
        }
        return serve(application, target, scope, state, context)
    }

    /// What is missing or not offered, if anything is.
    private func malformed() -> (error: String, message: String)? {
        guard let type = parameters["response_type"] else {
            return ("invalid_request", "The parameter response_type is missing.")
        }
        guard type == "code" else { return ("unsupported_response_type", "The response type must be code.") }
        let method = parameters["code_challenge_method"]
        guard let challenge = parameters["code_challenge"] else {
            return method.map { _ in
                ("invalid_request", "A code challenge method was given without a code challenge.")
            }
        }
        guard method == "S256" else { return ("invalid_request", "The code challenge method must be S256.") }
        guard ProofKey.isWellFormed(challenge) else {
            return ("invalid_request", "The code challenge must have \(ProofKey.form).")
        }
        return nil
    }

    private func serve(
        _ application: RegisteredApplication, _ target: RedirectTarget, _ scope: TokenScope, _ state: WorkState,
        _ context: DecisionContext
    ) -> Decision<AuthorizeReply> {
        let transaction = MintedSecret(
            secret: Secret(
                context.identifiers.token(
                    "\(state.node.name): sign-in for \(application.clientID) from \(context.party)")),
            name: "sign-in from \(context.party) on \(state.node.name)")
        let signIn = SignIn(
            transaction: transaction.digest, clientID: application.clientID, redirectURL: target.url,
            scope: scope, state: target.state.map { SecretDigest(of: $0) },
            challenge: parameters["code_challenge"], began: context.now)
        if let decision = signedIn(signIn, application, target, state, context) { return decision }
        let form = SignInForm(
            application: application.name, transaction: transaction.secret, state: target.state,
            username: parameters["login_hint"] ?? "", message: nil)
        return .accept(
            AuthorizeRules.formServed,
            "The sign-in page for \(application.name) is served." + state.ignoredScopes(in: parameters["scope"]),
            events: [.signInBegan(signIn)],
            minted: [transaction], reply: .form(form, status: 200))
    }

    /// Goes on as the user who is signed in in the browser; nil where nobody is, and where the page has to ask.
    private func signedIn(
        _ signIn: SignIn, _ application: RegisteredApplication, _ target: RedirectTarget, _ state: WorkState,
        _ context: DecisionContext
    ) -> Decision<AuthorizeReply>? {
        guard state.reading(of: AuthorizeRules.browser) == .remembered,
            let session = state.browserSession(of: browser, at: context.now)
        else { return nil }
        let admission = Admission(
            way: .code, clientID: signIn.clientID, user: state.users[session.user], address: context.party,
            scope: signIn.scope)
        do throws(AdmissionRefusal) {
            let user = try state.admit(admission, at: context.now)
            let issuing = CodeIssuing(signIn: signIn, user: user.id, target: target)
            let (minted, code, url) = issuing.code(state, context)
            return .accept(
                AuthorizeRules.browserKnown,
                "The browser goes on as \(user.id), who is signed in there, for \(application.name).",
                events: [.codeIssued(code)], minted: [minted], reply: .redirect(url, error: nil))
        } catch {
            guard ![.userUnknown, .userLocked].contains(error.condition) else { return nil }
            let reply = state.reply(to: error, target) { state.refusalPage(error.message) }
            return .refuse(error.rule, error.message, reply: reply)
        }
    }
}
