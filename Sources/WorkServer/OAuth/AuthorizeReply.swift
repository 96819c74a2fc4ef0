import Rules
import Secrets

/// What a browser gets from the authorize and sign-in end points.
enum AuthorizeReply: Sendable {
    /// The sign-in page, also again after a wrong password.
    case form(SignInForm, status: Int)
    /// The page that refuses to redirect.
    case page(PageRefusal)
    /// A redirect, with the error it carries if it is one.
    case redirect(String, error: String?)
    /// A redirect with a code, and the cookie by which the browser is known from now on.
    case remembered(String, cookie: Secret)
    /// There is no OAuth on this release.
    case absent(status: Int)
}

/// What the sign-in page shows and carries.
struct SignInForm: Sendable {
    let application: String
    let transaction: Secret
    let state: String?
    let username: String
    let message: String?
}

/// What the application is told at its redirect URL.
struct RedirectTarget: Sendable {
    let url: String
    let state: String?

    func refusal(_ error: String, _ description: String) -> AuthorizeReply {
        let parameters = [("error", error), ("error_description", description), ("state", state)]
        return .redirect(redirectURL(url, adding: parameters), error: error)
    }
}

extension WorkState {
    /// The answer of the OAuth end points on a release without them.
    var absentStatus: Int { reading(of: AuthorizeRules.absent) == .forbidden403 ? 403 : 404 }

    /// The page that refuses to redirect.
    func refusalPage(_ message: String) -> AuthorizeReply {
        let status = reading(of: AuthorizeRules.page) == .errorPage403 ? 403 : 400
        return .page(PageRefusal(status: status, heading: "Sign-in is not possible", message: message))
    }
}
