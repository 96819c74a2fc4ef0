import Rules
import WorkTime

/// The rules of what may keep a person from signing in though name and password are right.
enum SignInPolicyRules {
    static let addressUntrusted = Rule(
        "oauth.user.address-untrusted", decides: "A user signs in from outside of the trusted addresses.",
        answer: "A 403 page, or 302 with error=access_denied.", serves: ["login.profile", "A12"], evidence: .assumed,
        source: "iManage help, Network Settings: only from trusted addresses; how it refuses is not told",
        switches: [untrusted.id])
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

    enum Untrusted: String, SwitchReading {
        case forbidden403 = "forbidden_403"
        case redirectAccessDenied = "redirect_access_denied"
    }
    static let untrusted = Switch<Untrusted>(
        "oauth.user.address-untrusted", question: "What does a user get who signs in from an untrusted address?",
        readings: [
            .forbidden403: "A 403 page; the application is never told.",
            .redirectAccessDenied: "302 to the redirect URL with error=access_denied.",
        ])

    enum Page: String, SwitchReading { case page400 = "page_400", page200 = "page_200" }
    static let page = Switch<Page>(
        "oauth.sso.refused", question: "With which status does single sign-on show that it failed?",
        readings: [.page400: "400.", .page200: "200."])

    static let catalogue = RuleCatalogue(
        rules: [addressUntrusted, redirectRefused, certificateExpired], switches: [untrusted, page])
}

extension WorkState {
    /// Why single sign-on lets nobody in at this moment, if so; the browser is left on a page then.
    func brokenSingleSignOn(at now: WorkDate) -> Decision<AuthorizeReply>? {
        let word = settings[.singleSignOn]
        guard word != "off" else { return nil }
        if word == "redirect_refused" {
            return brokenSingleSignOn(
                SignInPolicyRules.redirectRefused,
                "The identity provider does not know the address that it is to send you back to.")
        }
        guard let end = settings.singleSignOnCertificateExpires, now >= end else { return nil }
        return brokenSingleSignOn(
            SignInPolicyRules.certificateExpired,
            "The certificate of the identity provider expired on \(end.iso8601.prefix(10)).")
    }

    private func brokenSingleSignOn(_ rule: Rule, _ message: String) -> Decision<AuthorizeReply> {
        let status = reading(of: SignInPolicyRules.page) == .page200 ? 200 : 400
        return .refuse(
            rule, message, reply: .page(PageRefusal(status: status, heading: "Single sign-on failed", message: message))
        )
    }

    /// Whether a user may sign in from this address.
    func trusts(_ address: String) -> Bool {
        settings.trustedAddresses.map { ranges in ranges.contains { $0.contains(address) } } ?? true
    }

    /// The answer to a sign-in from an address that is not trusted.
    func untrustedReply(_ message: String, _ target: RedirectTarget) -> AuthorizeReply {
        reading(of: SignInPolicyRules.untrusted) == .redirectAccessDenied
            ? target.refusal("access_denied", message)
            : .page(PageRefusal(status: 403, heading: "Forbidden", message: message))
    }
}
