import HTTPTypes
import Markup
import Secrets

/// The pages on which users sign in, and what all pages of the server share.
enum Pages {
    /// The sign-in page.
    static func signIn(_ form: SignInForm, action: String) -> String {
        page(
            title: "Sign in to iManage Work",
            body: """
                <h1>Sign in to iManage Work</h1>
                <p>\(form.application) asks for access to your documents.</p>
                \(form.message.map { .message(.bad, "\($0)") })
                <form method="post" action="\(action)" class="stack">
                \(HTML.hidden("transaction", form.transaction.reveal()))
                \(form.state.map { .hidden("state", $0) })
                \(HTML.field("User ID or e-mail", "username", form.username, complete: "username"))
                \(HTML.field("Password", "password", type: "password", complete: "current-password"))
                <p class="actions">\(HTML.button("Sign in", name: "action", value: "sign_in", look: "primary"))
                \(HTML.button("Cancel", name: "action", value: "cancel"))</p>
                </form>
                """)
    }

    /// The page that refuses.
    static func refusal(_ refusal: PageRefusal) -> String {
        page(
            title: refusal.heading,
            body: "<h1>\(refusal.heading)</h1>\(HTML.message(.bad, "\(refusal.message)"))")
    }

    /// The page that a browser shows after a log-out.
    static var signedOut: String {
        page(
            title: "Signed out",
            body: "<h1>Signed out</h1>\(HTML.message(.good, "You are signed out. You can close this window."))")
    }

    /// The page at the server's root.
    static func index(of state: WorkState) -> String {
        page(
            title: "iManage Work Server",
            body: """
                <h1>A simulated iManage Work Server</h1>
                <p>The server \(state.node.name) is running, release \(state.node.release.text).</p>
                <ul>
                <li><a href="\(path: "")">Control Center</a>: applications, settings, network, users</li>
                <li><a href="/api">/api</a>: what clients ask first</li>
                <li>The REST API is below <code>/work/api/v2</code>; it needs an access token.</li>
                </ul>
                """)
    }

    /// Headers that keep a page out of caches, frames and referrers.
    ///
    /// A sign-in page is not told where its form may lead: browsers would also hold the redirect to the application
    /// against that.
    static func addHeaders(to answer: inout Answer, formsStayHere: Bool = false) {
        answer = answer.uncached()
        answer.headers[.contentType] = Answer.MediaType.html.rawValue
        answer.headers[.frameOptions] = "DENY"
        // Other sites learn nothing; without any referrer browsers would hide which page a form is from, too.
        answer.headers[.referrerPolicy] = "same-origin"
        answer.headers[.contentSecurityPolicy] = Page.policy(frames: "'none'", formsStayHere: formsStayHere)
    }

    /// What every page says at its foot.
    static let footer: HTML =
        "<footer>A simulated iManage Work Server, part of WorkSim. Not affiliated with iManage.</footer>"

    private static func page(title: String, body: HTML) -> String {
        Page(
            title: title, look: .server, layout: "narrow",
            body: "<main class=\"card\">\(body)</main>\(footer)"
        ).html.text
    }
}
