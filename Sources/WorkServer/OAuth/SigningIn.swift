import Rules
import Secrets
import WorkTime

/// Maps to the form of the sign-in page, `POST /auth/oauth2/sign-in`.
struct SigningIn: WorkCommand {
    let fields: FormFields
    /// Whether a browser says that a page of another site sent the form.
    var isForeign = false

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<AuthorizeReply> {
        guard state.offersOAuth else {
            return .refuse(
                AuthorizeRules.unavailable, "Release \(state.node.release) has no OAuth for third-party applications.",
                reply: .absent(status: state.absentStatus))
        }
        guard !isForeign || state.reading(of: AuthorizeRules.origin) == .unchecked else {
            let message = "The sign-in form was sent by a page of another site. Start the log-in again."
            return .refuse(
                AuthorizeRules.signInForeign, message,
                reply: .page(PageRefusal(status: 403, heading: "Forbidden", message: message)))
        }
        let transaction = fields["transaction"] ?? ""
        guard let signIn = state.signIns[SecretDigest(of: transaction)],
            signIn.state == fields["state"].map({ SecretDigest(of: $0) })
        else {
            let message = "This sign-in page was used before or does not come from this server. Start the log-in again."
            return .refuse(AuthorizeRules.signInUnknown, message, reply: state.refusalPage(message))
        }
        guard context.now - signIn.began < state.settings.signInExpiry else {
            let message = "This sign-in page was open for too long. Start the log-in again."
            return .refuse(AuthorizeRules.signInExpired, message, reply: state.refusalPage(message))
        }
        guard let application = state.applications[signIn.clientID] else {
            let message = "The application that sent you here is no longer registered on this server."
            return .refuse(AuthorizeRules.clientUnknown, message, reply: state.refusalPage(message))
        }
        let target = RedirectTarget(url: signIn.redirectURL, state: fields["state"])
        if fields["action"] == "cancel" { return cancel(signIn, target, state) }
        let name = fields["username"] ?? ""
        let admission = Admission(
            way: .page, clientID: signIn.clientID, user: state.user(signingInAs: name),
            password: SecretDigest(of: fields["password"] ?? ""), address: context.party, scope: signIn.scope)
        do throws(AdmissionRefusal) {
            let user = try state.admit(admission, at: context.now)
            return issue(signIn, user, application, target, state, context)
        } catch {
            return refuse(error, signIn, application, target, state)
        }
    }

    private func cancel(_ signIn: SignIn, _ target: RedirectTarget, _ state: WorkState) -> Decision<AuthorizeReply> {
        let message = "The user cancelled the sign-in."
        let stays = state.reading(of: AuthorizeRules.cancel) == .stays
        return .refuse(
            AuthorizeRules.cancelled, message, events: [.signInEnded(signIn.transaction)],
            reply: stays
                ? .page(PageRefusal(status: 200, heading: "Sign-in cancelled", message: message))
                : target.refusal("access_denied", message))
    }

    private func refuse(
        _ refusal: AdmissionRefusal, _ signIn: SignIn, _ application: RegisteredApplication, _ target: RedirectTarget,
        _ state: WorkState
    ) -> Decision<AuthorizeReply> {
        let reply = state.reply(to: refusal, target) { again(application, state) }
        // The page serves again where it is shown again, and where the application may be open in a moment.
        let isOver =
            switch reply {
            case .form, .absent: false
            case .page, .redirect, .remembered: !AdmissionCondition.ofApplication.contains(refusal.condition)
            }
        return .refuse(
            refusal.rule, refusal.message, events: isOver ? [.signInEnded(signIn.transaction)] : [], reply: reply)
    }

    private func again(_ application: RegisteredApplication, _ state: WorkState) -> AuthorizeReply {
        let form = SignInForm(
            application: application.name, transaction: Secret(fields["transaction"] ?? ""), state: fields["state"],
            username: fields["username"] ?? "", message: AdmissionRefusal.credentials)
        return .form(form, status: state.reading(of: AuthorizeRules.wrongPassword) == .ok200 ? 200 : 401)
    }

    private func issue(
        _ signIn: SignIn, _ user: WorkUser, _ application: RegisteredApplication, _ target: RedirectTarget,
        _ state: WorkState, _ context: DecisionContext
    ) -> Decision<AuthorizeReply> {
        let issuing = CodeIssuing(signIn: signIn, user: user.id, target: target)
        let (minted, code, url) = issuing.code(state, context)
        var events: [WorkEvent] = [.signInEnded(signIn.transaction), .codeIssued(code)]
        var secrets = [minted]
        var reply = AuthorizeReply.redirect(url, error: nil)
        if state.reading(of: AuthorizeRules.browser) == .remembered {
            let cookie = MintedSecret(
                secret: Secret(context.identifiers.token("\(state.node.name): browser of \(user.id)")),
                name: "\(user.id)'s browser session on \(state.node.name)")
            events.append(.browserSignedIn(BrowserSession(digest: cookie.digest, user: user.id, began: context.now)))
            secrets.append(cookie)
            reply = .remembered(url, cookie: cookie.secret)
        }
        return .accept(
            AuthorizeRules.codeIssued, "\(user.id) signs in for \(application.name).", events: events,
            minted: secrets, reply: reply)
    }
}
