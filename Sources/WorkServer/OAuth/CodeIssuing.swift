import Secrets

/// Gives an application the code of a sign-in.
struct CodeIssuing {
    let signIn: SignIn
    let user: String
    let target: RedirectTarget

    /// The code as it is given and as the server keeps it, and the URL that takes it to the application.
    func code(
        _ state: WorkState, _ context: DecisionContext
    ) -> (minted: MintedSecret, code: AuthorizationCode, url: String) {
        let subject = "\(state.node.name): code of \(user) for \(signIn.clientID)"
        let minted = MintedSecret(
            secret: Secret(context.identifiers.token(subject)), name: "\(user)'s code on \(state.node.name)")
        let code = AuthorizationCode(
            digest: minted.digest, clientID: signIn.clientID, user: user, redirectURL: signIn.redirectURL,
            scope: signIn.scope, challenge: signIn.challenge, signInBegan: signIn.began, issued: context.now,
            redeemed: nil)
        let url = redirectURL(target.url, adding: [("code", minted.secret.reveal()), ("state", target.state)])
        return (minted, code, url)
    }
}
