import Rules
import Secrets
import WorkTime

/// Maps to the form of the sign-in page, `POST /auth/oauth2/sign-in`.
struct SigningIn: WorkCommand {
    let fields: FormFields

    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<AuthorizeReply> {
        guard state.offersOAuth else {
            return .refuse(
                AuthorizeRules.unavailable, "Release \(state.node.release) has no OAuth for third-party applications.",
                reply: .absent(status: state.absentStatus))
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
        if let (rule, message) = state.closedDoor(application) {
            return .refuse(rule, message, reply: state.closedDoorReply(message, target))
        }
        return check(signIn, application, target, state, context)
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

    private func check(
        _ signIn: SignIn, _ application: RegisteredApplication, _ target: RedirectTarget, _ state: WorkState,
        _ context: DecisionContext
    ) -> Decision<AuthorizeReply> {
        let name = fields["username"] ?? ""
        guard let user = state.user(named: name) else {
            return again(AuthorizeRules.userUnknown, "No account has the name that was entered.", application, state)
        }
        guard user.password == SecretDigest(of: fields["password"] ?? "") else {
            return again(AuthorizeRules.passwordWrong, "The password is not that of \(user.id).", application, state)
        }
        guard !user.isLocked else { return locked(user, signIn, application, state) }
        guard state.trusts(context.party) else {
            let message = "The user \(user.id) may not sign in from \(context.party): the address is not trusted."
            return .refuse(
                SignInPolicyRules.addressUntrusted, message, events: [.signInEnded(signIn.transaction)],
                reply: state.untrustedReply(message, target))
        }
        guard state.grants(application, to: user.id) else {
            let message = "The user \(user.id) is not granted access to the application \(application.name)."
            let isPage = state.reading(of: AuthorizeRules.notGranted) == .forbidden403
            return .refuse(
                AuthorizeRules.userNotGranted, message, events: [.signInEnded(signIn.transaction)],
                reply: isPage
                    ? .page(PageRefusal(status: 403, heading: "Forbidden", message: message))
                    : target.refusal("access_denied", message))
        }
        guard signIn.scope == "user" || user.isAdministrator else {
            let message = "The user \(user.id) is no administrator, which the scope admin needs."
            return .refuse(
                PasswordRules.scope, message, events: [.signInEnded(signIn.transaction)],
                reply: target.refusal("invalid_scope", message))
        }
        return issue(signIn, user, application, target, state, context)
    }

    private func locked(
        _ user: WorkUser, _ signIn: SignIn, _ application: RegisteredApplication, _ state: WorkState
    ) -> Decision<AuthorizeReply> {
        let message = "The user \(user.id) may not log on."
        guard state.reading(of: UserRules.answer) == .forbidden403 else {
            return again(UserRules.refused, message, application, state)
        }
        return .refuse(
            UserRules.refused, message, events: [.signInEnded(signIn.transaction)],
            reply: .page(PageRefusal(status: 403, heading: "Forbidden", message: message)))
    }

    private func again(
        _ rule: Rule, _ detail: String, _ application: RegisteredApplication, _ state: WorkState
    ) -> Decision<AuthorizeReply> {
        let form = SignInForm(
            application: application.name, transaction: Secret(fields["transaction"] ?? ""), state: fields["state"],
            username: fields["username"] ?? "", message: "User ID or Password is incorrect")
        let status = state.reading(of: AuthorizeRules.wrongPassword) == .ok200 ? 200 : 401
        return .refuse(rule, detail, reply: .form(form, status: status))
    }

    private func issue(
        _ signIn: SignIn, _ user: WorkUser, _ application: RegisteredApplication, _ target: RedirectTarget,
        _ state: WorkState, _ context: DecisionContext
    ) -> Decision<AuthorizeReply> {
        let minted = MintedSecret(
            secret: Secret(
                context.identifiers.token("\(state.node.name): code of \(user.id) for \(application.clientID)")),
            name: "\(user.id)'s code on \(state.node.name)")
        let code = AuthorizationCode(
            digest: minted.digest, clientID: application.clientID, user: user.id, redirectURL: signIn.redirectURL,
            scope: signIn.scope, challenge: signIn.challenge, signInBegan: signIn.began, issued: context.now,
            redeemed: nil)
        let url = redirectURL(target.url, adding: [("code", minted.secret.reveal()), ("state", target.state)])
        return .accept(
            AuthorizeRules.codeIssued, "\(user.id) signs in for \(application.name).",
            events: [.signInEnded(signIn.transaction), .codeIssued(code)], minted: [minted],
            reply: .redirect(url, error: nil))
    }
}
