package import Rules

/// What the client accepts: each step that its own decision lets pass has a rule, as each that it refuses.
extension IntegrationClientRules {
    /// An organization administrator enables iManage.
    package static let enabled = accepted(
        "client.integration.enabled", "iManage is enabled for the organization", "iManage is on",
        serves: ["settings.enable"])
    /// A server is entered or changed.
    package static let entered = accepted(
        "client.server.entered", "URL, client id and client secret of a server are kept", "the server is listed",
        serves: [
            "settings.add-server", "settings.url-https", "settings.url-no-slash", "settings.url-base", "path.cloud",
            "settings.url-no-slash/accepted-anyway",
        ])
    /// O&D is informed of a server.
    package static let announced = accepted(
        "client.server.announced", "O&D is informed of a new server", "the server waits for the review",
        serves: ["validate.contact"])
    /// O&D's staff review a server.
    package static let reviewed = accepted(
        "client.server.reviewed", "all that can be checked without a log-in is right", "the checklist of the review",
        serves: ["validate.review"])
    /// O&D's staff confirm a server.
    package static let confirmed = accepted(
        "client.server.confirmed", "staff confirm a server", "users can log in to it",
        serves: ["validate.review", "validate.then-login"])
    /// A user has logged in.
    package static let loggedIn = accepted(
        "client.session.begun", "a user is logged in", "the session is kept, encrypted",
        serves: ["login.profile", "path.order", "settings.several-servers", "validate.then-login"])
    /// A user has logged out.
    package static let loggedOut = accepted(
        "client.session.ended", "a user is logged out",
        "the tokens are forgotten, whether the server hears of it or not",
        serves: ["login.profile/logged-out"])
    /// A server is removed.
    package static let removed = accepted(
        "client.server.removed", "a server is removed", "its users are logged out, and its secret is forgotten",
        serves: ["settings.several-servers/removed-while-used"])
    /// The support report is made.
    package static let reported = accepted(
        "client.report.made", "the report for support is made", "what is known of server, settings and last failure",
        serves: ["trouble.report", "trouble.report/secret-in-report"])

    static let acceptances = [
        enabled, entered, announced, reviewed, confirmed, loggedIn, loggedOut, removed, reported,
    ]

    private static func accepted(_ id: String, _ decides: String, _ answer: String, serves: [String]) -> Rule {
        Rule(id, decides: decides, grants: answer, serves: serves, evidence: .documented, source: article)
    }
}
