import Rules

/// The rules of `GET /api` and of looking up the version.
enum DiscoveryRules {
    static let reported = Rule(
        "discovery.reported", decides: "Somebody asks what the server is.",
        answer: "200 with auth_status, versions and, after a log-in, user, application and libraries.",
        serves: ["version.minimum", "version.hosting"], evidence: .observed, source: "client code: GET /api",
        switches: [versionBeforeLogIn.id, authStatus.id, version.id, deadToken.id])
    static let lookedUp = Rule(
        "discovery.version-looked-up", decides: "An administrator reads the server's release.",
        answer: "Control Center shows it.", serves: ["version.minimum"], evidence: .documented,
        source: "O&D help: confirm the version")

    static let versionBeforeLogIn = Switch(
        "discovery.version-before-log-in", question: "Does GET /api show dms_version to who is not logged in?",
        values: [
            .init("shown", "It does."),
            .init("hidden", "It shows auth_status and versions only."),
        ])
    static let authStatus = Switch(
        "discovery.auth-status", question: "What is auth_status before a log-in?",
        values: [
            .init("unauthenticated", "The word 'unauthenticated'."),
            .init("not_authenticated", "The words 'not authenticated'."),
        ])
    static let deadToken = Switch(
        "discovery.dead-token", question: "What does GET /api answer to a dead token?",
        values: [
            .init("unauthorized_401", "401, as any other call."),
            .init("as_before_log_in", "200, as to who is not logged in."),
        ])
    static let version = Switch(
        "discovery.version", question: "Can dms_version be read?",
        values: [
            .init("as_release", "It is the release."),
            .init("missing", "It is not there, also after a log-in."),
            .init("unreadable", "It is a text without numbers."),
        ])

    static let catalogue = RuleCatalogue(
        rules: [reported, lookedUp], switches: [versionBeforeLogIn, authStatus, deadToken, version])
}
