import Rules

/// The rules of signing out and of the older session log-in.
enum SessionRules {
    static let signedOut = Rule(
        "oauth.signed-out", decides: "A user signs out with the access token.", grants: "200; the log-in is over.",
        serves: ["login.profile/logged-out", "D9"], evidence: .observed,
        source: "client code: GET /auth/logout and GET /login/terminate with X-Auth-Token",
        switches: [TokenRules.revocation.id])
    static let loggedIn = Rule(
        "session.logged-in", decides: "A user logs in with name and password, without OAuth.",
        grants: "200 with X-Auth-Token and customer_id.", serves: ["login.profile"], evidence: .observed,
        source: "client code: PUT /api/v1/session/login")
    static let loggedOut = Rule(
        "session.logged-out", decides: "A session that was begun without OAuth is ended.", grants: "200.",
        serves: ["login.profile/logged-out"], evidence: .assumed,
        source: "client code uses PUT in the family of session/login; the path is our inference", switches: [path.id])
    static let refused = Rule(
        "session.refused", decides: "Name or password of a session log-in is wrong, or a field is missing.",
        answer: "401 with error.message, 400 where a field is missing.", serves: ["login.profile/wrong-password"],
        evidence: .observed, source: "client code: 401 is read as a refused log-in")
    static let notOffered = Rule(
        "session.not-offered", decides: "A session log-in is tried on the cloud.", answer: "404.",
        serves: ["C5"], evidence: .documented, source: "EzeScan help: the cloud supports OAuth only")

    static let informed = Rule(
        "session.informed", decides: "The web client asks with its cookie who is signed in.",
        grants: "200 with customer_id and the user.", serves: ["login.profile"], evidence: .observed,
        source: "a vendor's page and client code: GET /work/web/startup/session-info")
    static let cookieMissing = Rule(
        "session.cookie-missing", decides: "The web client starts without a session, or with one that has ended.",
        answer: "401.", serves: ["login.profile/logged-out"], evidence: .assumed,
        source: "the session is one by cookie; what is answered without one is not public",
        switches: [AuthorizeRules.browser.id])
    static let browserSignedOut = Rule(
        "session.browser-signed-out", decides: "A browser signs out at the server, without a token.",
        grants: "200 with a page; the cookie is dead.", serves: ["login.profile/logged-out"], evidence: .documented,
        source: "iManage help, cloud single sign-on: GET /auth/logout is the front-channel log-out")
    static let signedOutShown = Rule(
        "session.signed-out.shown", decides: "The identity provider sends a browser back after it has signed out.",
        grants: "200 with a page.", serves: ["login.profile/logged-out"], evidence: .documented,
        source: "iManage help, cloud single sign-on: /signout/callback")

    enum Path: String, SwitchReading { case offered, notOffered = "not_offered" }
    static let path = Switch<Path>(
        "session.log-out", question: "Is there a way to end a session without OAuth?",
        readings: [.offered: "PUT /api/v1/session/logout.", .notOffered: "There is none: 404."],
        probe: .calls(
            [ProbeCall("PUT", "/api/v1/session/logout", headers: ["X-Auth-Token": "<invented>"])],
            [.offered: [.status([200, 400, 401, 403])], .notOffered: [.status([404])]]))

    static let catalogue = RuleCatalogue(
        rules: [
            signedOut, loggedIn, loggedOut, refused, notOffered, informed, cookieMissing, browserSignedOut,
            signedOutShown,
        ], switches: [path])
}
