import Rules

/// The rules of the authorize end point and of the sign-in page.
enum AuthorizeRules {
    private static let unknownAnswer = "iManage's statuses and error codes of OAuth are not public"

    static let formServed = Rule(
        "oauth.sign-in.served", decides: "An application sends a user's browser to sign in.",
        grants: "200 with the sign-in page.",
        serves: ["login.profile", "register.client-id", "register.redirect", "version.oauth-gap"], evidence: .observed,
        source: "client code: GET /auth/oauth2/authorize")
    static let codeIssued = Rule(
        "oauth.code.issued", decides: "A user signs in.", grants: "302 to the redirect URL with code and state.",
        serves: ["login.profile"], evidence: .observed, source: "client code; RFC 6749 section 4.1.2")
    static let browserKnown = Rule(
        "oauth.code.browser", decides: "An application sends a browser in which somebody is signed in already.",
        grants: "302 to the redirect URL with a code of that user, and no page.", serves: ["login.profile"],
        evidence: .assumed,
        source: "a vendor's page: a browser may be signed in as somebody else, such as a service account",
        switches: [browser.id])
    static let cancelled = Rule(
        "person.cancelled", decides: "A user cancels the sign-in.",
        answer: "302 to the redirect URL with error=access_denied.",
        serves: ["login.profile/cancelled", "C6"], evidence: .assumed, source: "RFC 6749 section 4.1.2.1",
        switches: [cancel.id])
    static let unavailable = Rule(
        "oauth.unavailable", decides: "The release or the database schema is older than OAuth for applications.",
        answer: "404 at all OAuth end points, or 403.", serves: ["version.oauth-gap", "E2"], evidence: .assumed,
        source: "iManage names 10.2.2 with schema 10.2.1, a later guide 10.4.0",
        switches: [availableFrom.id, absent.id])
    static let clientUnknown = Rule(
        "oauth.client.unknown", decides: "No application has that client id.",
        answer: "A 400 page at authorize, never a redirect; 401 invalid_client at token.",
        serves: ["register.client-id/mistyped", "B8", "E6", "path.order", "register.client-id"], evidence: .assumed,
        source: unknownAnswer,
        switches: [page.id, TokenRules.clientRefused.id])
    static let redirectMismatch = Rule(
        "oauth.redirect.mismatch", decides: "The redirect URL is not exactly a registered one, or not the code's.",
        answer: "A 400 page at authorize, never a redirect; 400 invalid_grant at token.",
        serves: ["register.redirect", "B7", "C9"], evidence: .assumed, source: unknownAnswer,
        switches: [page.id, TokenRules.codeRefused.id])
    static let clientDisabled = Rule(
        "oauth.client.disabled", decides: "The application is registered but not enabled.",
        answer: "302 with error=unauthorized_client, or a 403 page; at token 400 or 403; at the API 401.",
        serves: [
            "register.enable/before-login", "register.enable/disabled-later", "B5", "E6",
            "trouble.403-grant-expiry/other-403",
        ], evidence: .assumed, source: unknownAnswer, switches: [disabled.id, AccessRules.liveTokens.id])
    static let authenticationOff = Rule(
        "oauth.client.authentication-off", decides: "iManage Work Authentication is off for the application.",
        answer: "As for a disabled application.", serves: ["register.fields/authentication-off"], evidence: .assumed,
        source: unknownAnswer, switches: [disabled.id])
    static let userNotGranted = Rule(
        "oauth.user.not-granted", decides: "The user is not among those who may use the application.",
        answer: "302 with error=access_denied, or a 403 page; at token 400 or 403; at the API 401.",
        serves: ["register.access/user-not-granted", "register.access/removed-later", "B6"], evidence: .assumed,
        source: unknownAnswer, switches: [notGranted.id, AccessRules.liveTokens.id])
    static let passwordWrong = Rule(
        "oauth.user.password-wrong", decides: "The password is not the user's.",
        answer: "The sign-in page again, with a message.",
        serves: ["login.profile/wrong-password"], evidence: .assumed, source: unknownAnswer,
        switches: [wrongPassword.id])
    static let userUnknown = Rule(
        "oauth.user.unknown", decides: "No account has that id or address.",
        answer: "The same as for a wrong password.",
        serves: ["login.profile/wrong-password"], evidence: .assumed, source: unknownAnswer,
        switches: [wrongPassword.id, cloudName.id])
    static let signInUnknown = Rule(
        "oauth.sign-in.unknown",
        decides: "A sign-in page is sent that was never served, is used up, or was tampered with.",
        answer: "A 400 page.", serves: ["login.profile/two-tabs", "login.profile/state-forged"], evidence: .assumed,
        source: unknownAnswer,
        switches: [page.id])
    static let signInExpired = Rule(
        "oauth.sign-in.expired", decides: "A sign-in page is sent after it was open for too long.",
        answer: "A 400 page.",
        serves: ["trouble.403-grant-expiry/slow-sign-in"], evidence: .assumed, source: unknownAnswer,
        switches: [page.id])
    static let signInForeign = Rule(
        "oauth.sign-in.foreign", decides: "A page of another site sends the sign-in form, by its Origin.",
        answer: "A 403 page.", serves: ["login.profile", "C6"], evidence: .assumed,
        source: "RFC 6454 section 7.3; whether iManage checks it is not public", switches: [origin.id])
    static let requestInvalid = Rule(
        "oauth.authorize.invalid", decides: "An authorize request lacks a parameter, or asks for what is not offered.",
        answer: "302 with error=unsupported_response_type, invalid_scope or invalid_request.",
        serves: ["login.profile"],
        evidence: .assumed, source: "RFC 6749 section 4.1.2.1; RFC 7636 section 4.4.1",
        switches: [page.id, PasswordRules.openID.id])

    enum AvailableFrom: String, SwitchReading { case since1022 = "10.2.2", since1040 = "10.4.0" }
    static let availableFrom = Switch<AvailableFrom>(
        "oauth.available-from", question: "From which release do third-party applications have OAuth?",
        readings: [.since1022: "From 10.2.2 with database schema 10.2.1.", .since1040: "From 10.4.0."],
        probe: .calls(
            [.get("/auth/oauth2/authorize")], when: [.release(from: "10.2.2", before: "10.4")],
            else: "the release is not between 10.2.2 and 10.4",
            [.since1022: [.body([.html])], .since1040: [.body([.json, .empty]), .status([403, 404])]]))

    enum Absent: String, SwitchReading { case notFound404 = "not_found_404", forbidden403 = "forbidden_403" }
    static let absent = Switch<Absent>(
        "oauth.unavailable", question: "What do the OAuth end points answer where there is no OAuth?",
        readings: [.notFound404: "404, as any unknown path.", .forbidden403: "403."],
        probe: .calls(
            [.get("/auth/oauth2/authorize")], when: [.body([.json, .empty])], else: "the server has OAuth",
            [.notFound404: [.status([404])], .forbidden403: [.status([403])]]))

    enum Page: String, SwitchReading { case errorPage400 = "error_page_400", errorPage403 = "error_page_403" }
    static let page = Switch<Page>(
        "oauth.authorize.refused", question: "With which status is the page served that refuses to redirect?",
        readings: [.errorPage400: "400.", .errorPage403: "403."],
        probe: .calls(
            [
                .get(
                    "/auth/oauth2/authorize?response_type=code&client_id=<invented>"
                        + "&redirect_uri=https%3A%2F%2Fworksim.invalid%2F")
            ], when: [.body([.html])], else: "the server answers no page",
            [.errorPage400: [.status([400])], .errorPage403: [.status([403])]]))

    enum Disabled: String, SwitchReading {
        case redirectUnauthorizedClient = "redirect_unauthorized_client"
        case forbidden403 = "forbidden_403"
    }
    static let disabled = Switch<Disabled>(
        "oauth.client.disabled", question: "What does the log-in of a disabled application get?",
        readings: [
            .redirectUnauthorizedClient: "302 with error=unauthorized_client; 400 at token.",
            .forbidden403: "A 403 page; 403 at token.",
        ],
        probe: .calls(
            [
                .get(
                    "/auth/oauth2/authorize?response_type=code&client_id=<disabled_client:url>&redirect_uri=<redirect:url>"
                )
            ],
            [.redirectUnauthorizedClient: [.status([302, 303])], .forbidden403: [.status([403])]]))

    enum NotGranted: String, SwitchReading {
        case redirectAccessDenied = "redirect_access_denied"
        case forbidden403 = "forbidden_403"
    }
    static let notGranted = Switch<NotGranted>(
        "oauth.user.not-granted", question: "What does a user get who may not use the application?",
        readings: [
            .redirectAccessDenied: "302 with error=access_denied; 400 at token.",
            .forbidden403: "A 403 page; 403 at token.",
        ],
        probe: .none("it takes a user who may not use the application"))

    enum WrongPassword: String, SwitchReading { case unauthorized401 = "unauthorized_401", ok200 = "ok_200" }
    static let wrongPassword = Switch<WrongPassword>(
        "oauth.user.password-wrong", question: "With which status does the sign-in page come again?",
        readings: [.unauthorized401: "401.", .ok200: "200."],
        probe: .calls(
            [.authorize(), .signIn(password: "<wrong_password>")], when: [.body([.html], at: 0)],
            [.unauthorized401: [.status([401])], .ok200: [.status([200])]]))

    enum Origin: String, SwitchReading { case checked, unchecked }
    static let origin = Switch<Origin>(
        "oauth.sign-in.origin", question: "Does the sign-in form look at the Origin that a browser sends with it?",
        readings: [.checked: "It does, and refuses another site's.", .unchecked: "It does not."],
        probe: .calls(
            [.authorize(), .signIn(headers: ["Origin": "https://worksim.invalid", "Sec-Fetch-Site": "cross-site"])],
            when: [.body([.html], at: 0)],
            [.checked: [.status([400, 403])], .unchecked: [.status([302, 303])]]))

    enum CloudName: String, SwitchReading { case emailOnly = "email_only", idOrEmail = "id_or_email" }
    static let cloudName = Switch<CloudName>(
        "oauth.user.cloud-name", question: "By which name do people sign in on the cloud?",
        readings: [.emailOnly: "By the e-mail address alone.", .idOrEmail: "By the id or the e-mail address."],
        probe: .calls(
            [
                .token(
                    ["grant_type": "password", "username": "<name_without_address>", "password": "<password>"]
                        .merging(ProbeCall.client) { own, _ in own })
            ],
            [.emailOnly: [.status([400, 401, 403])], .idOrEmail: [.status([200])]]))

    enum Browser: String, SwitchReading { case forgotten, remembered }
    static let browser = Switch<Browser>(
        "oauth.sign-in.browser", question: "Does the server remember who signed in in a browser?",
        readings: [
            .forgotten: "It does not: each log-in shows the sign-in page.",
            .remembered: "By a cookie, for four hours: the next log-in in that browser is theirs without a page.",
        ],
        probe: .calls(
            [.authorize(), .signIn(), .authorize()], when: [.status([302, 303], at: 1)],
            else: "the sign-in page did not lead to a code",
            [.forgotten: [.status([200]), .body([.html])], .remembered: [.status([302, 303])]]))

    enum Cancel: String, SwitchReading { case redirectAccessDenied = "redirect_access_denied", stays }
    static let cancel = Switch<Cancel>(
        "oauth.sign-in.cancelled", question: "Where does a user land who cancels?",
        readings: [
            .redirectAccessDenied: "At the redirect URL with error=access_denied.",
            .stays: "On a page that says so; the application is never told.",
        ],
        probe: .none("only a person finds the button that cancels on the page of another server"))

    static let catalogue = RuleCatalogue(
        rules: [
            formServed, codeIssued, browserKnown, cancelled, unavailable, clientUnknown, redirectMismatch,
            clientDisabled,
            authenticationOff, userNotGranted, passwordWrong, userUnknown, signInUnknown, signInExpired, signInForeign,
            requestInvalid,
        ],
        switches: [
            availableFrom, absent, page, disabled, notGranted, wrongPassword, cloudName, browser, origin, cancel,
        ])
}
