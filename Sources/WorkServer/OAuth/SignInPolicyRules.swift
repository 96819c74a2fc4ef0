import Rules

/// The rules of what may keep a person from signing in though name and password are right.
enum SignInPolicyRules {
    static let addressUntrusted = Rule(
        "oauth.user.address-untrusted",
        decides: "A user signs in from outside of the trusted addresses, by a page, a password or a token.",
        answer: "A 403 page, or 302 with error=access_denied; elsewhere 403, or 400 or 401.",
        serves: ["login.profile", "A12"], evidence: .assumed,
        source: "iManage help, Network Settings: only from trusted addresses; how it refuses is not told",
        switches: [untrusted.id, checked.id])
    static let redirectRefused = Rule(
        "oauth.sso.redirect-refused", decides: "The identity provider does not send people back to the server.",
        answer: "A page of the provider.", serves: ["login.profile", "C2"], evidence: .assumed,
        source: "a vendor's help names the failure; its words are the provider's", switches: [page.id])
    static let certificateExpired = Rule(
        "oauth.sso.certificate-expired",
        decides: "The identity provider's certificate in Control Center has expired, so that its word is not believed.",
        answer: "A page that says so.", serves: ["login.profile", "C3"], evidence: .assumed,
        source: "iManage help, Single Sign-On: refresh the certificate; what people see is not told",
        switches: [page.id])

    static let unsolicited = Rule(
        "oauth.sso.unsolicited",
        decides: "An identity provider sends a browser back where no sign-in is under way, or with an error.",
        answer: "A page that says so.", serves: ["login.profile", "C2"], evidence: .assumed,
        source: "iManage help names the addresses of cloud single sign-on; what they answer is not told",
        switches: [page.id])

    enum Untrusted: String, SwitchReading {
        case forbidden403 = "forbidden_403"
        case redirectAccessDenied = "redirect_access_denied"
    }
    static let untrusted = Switch<Untrusted>(
        "oauth.user.address-untrusted", question: "What does a user get who signs in from an untrusted address?",
        readings: [
            .forbidden403: "A 403 page; the application is never told.",
            .redirectAccessDenied: "302 to the redirect URL with error=access_denied.",
        ],
        probe: .none("the caller would have to be at an untrusted address"))

    enum Checked: String, SwitchReading {
        case signIn = "sign_in"
        case everyCall = "every_call"
        case pageOnly = "page_only"
    }
    static let checked = Switch<Checked>(
        "oauth.address.checked", question: "Where does a server look at the trusted addresses?",
        readings: [
            .signIn: "Wherever a name and a password are entered: the page, the password grant, the session log-in.",
            .everyCall: "There, and at each token request and each call with a token.",
            .pageOnly: "On pages alone.",
        ],
        probe: .none("the caller would have to be at an untrusted address"))

    enum Page: String, SwitchReading { case page400 = "page_400", page200 = "page_200" }
    static let page = Switch<Page>(
        "oauth.sso.refused", question: "With which status does single sign-on show that it failed?",
        readings: [.page400: "400.", .page200: "200."],
        probe: .calls(
            [.get("/auth/oidc/callback/<customer>")], when: [.body([.html])],
            [.page400: [.status([400])], .page200: [.status([200])]]))

    static let catalogue = RuleCatalogue(
        rules: [addressUntrusted, redirectRefused, certificateExpired, unsolicited],
        switches: [untrusted, checked, page])
}
