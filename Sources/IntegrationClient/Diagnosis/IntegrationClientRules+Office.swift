import Rules

extension IntegrationClientRules {
    static let settings: [Rule] = [
        Rule(
            "client.role", decides: "whether the person may do this step",
            answer: "the failure not-organization-admin or not-staff", serves: ["settings.enable", "validate.review"],
            evidence: .documented, source: article),
        Rule(
            "client.integration-off", decides: "whether an organization administrator has enabled iManage",
            answer: "the failure integration-not-enabled", serves: ["settings.enable", "path.order"],
            evidence: .documented,
            source: article),
        Rule(
            "client.value.missing", decides: "whether URL, client id and client secret are all given",
            answer: "the failure value-missing", serves: ["settings.add-server"], evidence: .documented, source: article
        ),
        url(
            "scheme-missing", "whether the URL starts with a scheme", .urlSchemeMissing,
            ["settings.url-https", "A2"]),
        url("not-https", "whether the URL's scheme is https", .urlNotHTTPS, ["settings.url-https", "A2"]),
        url(
            "trailing-slash", "whether the URL ends with a slash", .urlTrailingSlash,
            ["settings.url-no-slash", "A1"]),
        url("has-path", "whether the URL is a base URL only", .urlHasPath, ["settings.url-base", "A3"]),
        url("malformed", "whether a host can be read from the URL", .urlHasPath, ["settings.url-base", "A4"]),
        Rule(
            "client.server.duplicate", decides: "whether the server or its name has been added already",
            answer: "the failure server-duplicate", serves: ["settings.add-server"], evidence: .assumed,
            source: "our inference: two entries for one server could not be told apart", switches: [urlCheck.id]),
        Rule(
            "client.server.unknown", decides: "whether the organization has a server of this name",
            answer: "the failure not-found", serves: ["settings.several-servers"], evidence: .documented,
            source: article),
        Rule(
            "client.server.not-validated", decides: "whether O&D has been told of the server and has confirmed it",
            answer: "the failure server-not-announced, server-not-validated or server-rejected",
            serves: ["validate.contact", "validate.review", "validate.then-login", "B12", "A4", "path.order"],
            evidence: .documented,
            source: article),
    ]

    static let logIn: [Rule] = [
        Rule(
            "client.version.too-old", decides: "whether the server is version 10.2 or newer, number by number",
            answer: "the failure version-too-old", serves: ["version.minimum", "E1", "E4"], evidence: .documented,
            source: article),
        Rule(
            "client.version.unknown", decides: "whether a server whose version cannot be read is used",
            answer: "a warning, or the failure version-unknown", serves: ["version.minimum", "E4"], evidence: .assumed,
            source: "our inference: the article has the administrator confirm the version",
            switches: [unknownVersion.id]),
        Rule(
            "client.state.mismatch",
            decides: "whether a callback belongs to a log-in that this person began and not ended",
            answer: "the failure state-mismatch", serves: ["login.profile", "C6"], evidence: .observed,
            source: "RFC 6749, section 10.12; public PHP client clio-imanage"),
        Rule(
            "client.callback.incomplete", decides: "whether a callback has a state, and a code or an error",
            answer: "the failure callback-incomplete", serves: ["login.profile", "C6"], evidence: .observed,
            source: "RFC 6749, section 4.1.2; public PHP client clio-imanage"),
        Rule(
            "client.refresh.missing", decides: "whether a log-in that brings no refresh token is taken",
            answer: "a warning, or the failure refresh-not-allowed", serves: ["register.refresh-allowed", "D3"],
            evidence: .assumed, source: "iManage Drive help refuses it from 10.9.0 on; O&D's help does not say",
            switches: [missingRefreshToken.id]),
        Rule(
            "client.session.missing", decides: "whether the person is logged in to the server",
            answer: "the failure session-expired", serves: ["login.profile", "D10", "login.use/session-expired"],
            evidence: .documented,
            source: article),
        Rule(
            "client.tokens.lost", decides: "whether sessions outlive a restart of the product",
            answer: "everybody is logged out", serves: ["login.use", "D10"], evidence: .assumed,
            source: "our inference: iManage's own clients can do either", switches: [tokens.id]),
    ]

    private static func url(_ what: String, _ decides: String, _ failure: FailureID, _ serves: [String]) -> Rule {
        Rule(
            "client.url.\(what)", decides: decides, answer: "the failure \(failure), with the corrected URL",
            serves: serves,
            evidence: .assumed, source: "the article's rule; that the product checks it is our inference",
            switches: [urlCheck.id])
    }
}
