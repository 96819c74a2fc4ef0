import Rules

/// The rules of `GET /api` and of looking up the version.
enum DiscoveryRules {
    static let reported = Rule(
        "discovery.reported", decides: "Somebody asks what the server is.",
        grants: "200 with auth_status, versions and, after a log-in, user, application and libraries.",
        serves: [
            "version.minimum", "version.hosting", "E5", "version.hosting/cloud", "version.hosting/vpc",
            "version.minimum/unreadable", "version.minimum/missing",
        ], evidence: .observed, source: "client code: GET /api",
        switches: [versionBeforeLogIn.id, authStatus.id, version.id, deadToken.id])
    static let lookedUp = Rule(
        "discovery.version-looked-up", decides: "An administrator reads the server's release.",
        grants: "Control Center shows it.", serves: ["version.minimum"], evidence: .documented,
        source: "O&D help: confirm the version")

    enum VersionBeforeLogIn: String, SwitchReading { case shown, hidden }
    static let versionBeforeLogIn = Switch<VersionBeforeLogIn>(
        "discovery.version-before-log-in", question: "Does GET /api show dms_version to who is not logged in?",
        readings: [.shown: "It does.", .hidden: "It shows auth_status and versions only."],
        probe: .calls(
            [.get("/api"), ProbeCall("GET", "/api", headers: ["X-Auth-Token": "<access>"])],
            when: [.status([200], at: 0), .json("data.dms_version", .present, at: 1)],
            else: "the server never shows its version",
            [
                .shown: [.json("data.dms_version", .present, at: 0)],
                .hidden: [.json("data.dms_version", [.missing], at: 0)],
            ]))

    enum AuthStatus: String, SwitchReading { case unauthenticated, notAuthenticated = "not_authenticated" }
    static let authStatus = Switch<AuthStatus>(
        "discovery.auth-status", question: "What is auth_status before a log-in?",
        readings: [
            .unauthenticated: "The word 'unauthenticated'.",
            .notAuthenticated: "The words 'not authenticated'.",
        ],
        probe: .calls(
            [.get("/api")], when: [.status([200])],
            [
                .unauthenticated: [.word("data.auth_status", ["unauthenticated"])],
                .notAuthenticated: [.word("data.auth_status", ["not authenticated"])],
            ]))

    enum DeadToken: String, SwitchReading {
        case unauthorized401 = "unauthorized_401"
        case asBeforeLogIn = "as_before_log_in"
    }
    static let deadToken = Switch<DeadToken>(
        "discovery.dead-token", question: "What does GET /api answer to a dead token?",
        readings: [.unauthorized401: "401, as any other call.", .asBeforeLogIn: "200, as to who is not logged in."],
        probe: .calls(
            [ProbeCall("GET", "/api", headers: ["X-Auth-Token": "<invented>"])],
            [.unauthorized401: [.status([401])], .asBeforeLogIn: [.status([200])]]))

    enum Version: String, SwitchReading { case asRelease = "as_release", missing, unreadable }
    static let version = Switch<Version>(
        "discovery.version", question: "Can dms_version be read?",
        readings: [
            .asRelease: "It is the release.",
            .missing: "It is not there, also after a log-in.",
            .unreadable: "It is a text without numbers.",
        ],
        probe: .calls(
            [ProbeCall("GET", "/api", headers: ["X-Auth-Token": "<access>"])], when: [.status([200])],
            [
                .asRelease: [.json("data.dms_version", [.version])], .missing: [.json("data.dms_version", [.missing])],
                .unreadable: [.json("data.dms_version", [.text])],
            ]))

    static let catalogue = RuleCatalogue(
        rules: [reported, lookedUp], switches: [versionBeforeLogIn, authStatus, deadToken, version])
}
