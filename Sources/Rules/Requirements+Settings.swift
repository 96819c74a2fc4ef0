extension Requirements {
    /// Section 4: configuring the integration in O&D.
    static let settings: [Requirement] = [
        Requirement(
            "settings.enable", .settings,
            says: "Settings > Organization > iManage tab > Add iManage for organization.",
            means: "The integration is off until an organization administrator enables it.",
            cells: [
                .init("not-enabled", "Somebody goes on without enabling it."),
                .init("not-admin", "Somebody who is not an organization administrator tries to enable it."),
            ]),
        Requirement(
            "settings.add-server", .settings,
            says: "Add New Server: work server URL, client id, client secret.",
            means: "All three are required and kept for each server.",
            cells: [
                .init("value-missing", "One of the three is empty."),
                .init("duplicate", "The same server is added twice."),
            ]),
        Requirement(
            "settings.url-https", .settings,
            says: "The URL starts with https://.",
            means: "Anything else is refused, and the corrected URL is offered.",
            assumes: "The product checks the URL at all; `url_check: off` accepts it, to play what follows.",
            cells: [
                .init("http", "The URL starts with http://."),
                .init("no-scheme", "The URL is a bare host name."),
                .init("accepted-anyway", "The URL is not checked, and something fails later."),
            ]),
        Requirement(
            "settings.url-no-slash", .settings,
            says: "The URL has no / at its end.",
            means: "A slash is refused, and the corrected URL is offered.",
            assumes: "The product checks the URL at all; `url_check: off` accepts it, to play what follows.",
            cells: [
                .init("slash", "The URL ends in a slash."),
                .init("accepted-anyway", "The URL is not checked, and paths go out with two slashes."),
            ]),
        Requirement(
            "settings.url-base", .settings,
            says: "Like integrations want the base URL alone.",
            means: "Path, query, fragment and user info are refused; `/login` is named as the usual mistake.",
            cells: [
                .init("login-suffix", "The URL was copied from the log-in page."),
                .init("query", "The URL has a query."),
            ]),
        Requirement(
            "settings.several-servers", .settings,
            says: "Repeat all the steps for each server.",
            means: "Servers share nothing: each has its secret, tokens, version, validation and log-ins.",
            cells: [
                .init("one-down", "One server is down, the other works."),
                .init("token-of-the-other", "A token of one server is shown to the other."),
                .init("callback-of-the-other", "A log-in at one server ends with the code of the other."),
                .init("removed-while-used", "A server is removed while users are logged in to it."),
            ]),
    ]

    /// Section 5: the validation by O&D.
    static let validate: [Requirement] = [
        Requirement(
            "validate.contact", .validate,
            says: "Contact O&D to say that a new server was added.",
            means: "Adding is not telling: a server is not announced at first, then pending.",
            cells: [
                .init("forgotten", "The server was added and nobody told O&D.")
            ]),
        Requirement(
            "validate.review", .validate,
            says: "O&D reviews the configuration, adds what its own side needs, and confirms.",
            means: "Staff see what can be checked without a log-in, then confirm, or reject with a reason.",
            assumes: "The review is a checklist: address, TLS, discovery, version where it is visible, OAuth offered.",
            cells: [
                .init("rejected", "Staff reject the server with a reason."),
                .init("our-side-not-configured", "O&D has not yet done its own part."),
                .init("url-changed-later", "The URL of a validated server is changed."),
            ]),
        Requirement(
            "validate.then-login", .validate,
            says: "Log in and test after the confirmation.",
            means: "Until then the client refuses the log-in and says why.",
            cells: [
                .init("before", "A user logs in before the confirmation.")
            ]),
    ]
}
