import Rules

/// The rules of access tokens at the API.
enum AccessRules {
    private static func refusal(_ id: String, _ decides: String, _ serves: [String], _ switches: [String] = []) -> Rule
    {
        Rule(
            id, decides: decides, answer: "401 in the API's error envelope.", serves: serves, evidence: .observed,
            source: "client code: 401 on any call means that the token is dead",
            switches: switches + [code.id, challenge.id])
    }

    static let missing = refusal(
        "oauth.access.missing", "A call has no access token.", ["login.use/session-expired", "D7"])
    static let unknown = refusal(
        "oauth.access.unknown", "A call has an access token that this server never gave.",
        ["settings.several-servers/token-of-the-other", "D11", "D12"])
    static let idle = refusal(
        "oauth.access.idle", "The access token was unused for Access Token Expiry, or longer.",
        [
            "register.access-expiry", "D4", "D1", "D2", "login.use/session-expired", "register.refresh-allowed/off",
            "C8", "F17",
        ], [TokenRules.lifetimes.id])
    static let absolute = refusal(
        "oauth.access.absolute", "The access token is as old as the absolute time-out, or older.",
        ["register.access-expiry/absolute", "D13", "login.use/session-expired"])
    static let revoked = refusal(
        "oauth.access.revoked", "The access token was revoked.",
        ["login.profile/revoked", "D9", "login.use/session-expired"])
    static let rate = Rule(
        "limits.rate", decides: "A token has made as many calls in this minute as are allowed.",
        answer: "429 with x-ratelimit-remaining, x-ratelimit-reset and Retry-After in seconds.",
        serves: ["login.use/throttled", "F15", "G12"], evidence: .assumed,
        source: "a customer's questions name the headers; numbers are not public", switches: [retry.id])

    enum Retry: String, SwitchReading { case resetAndRetry = "reset_and_retry", resetOnly = "reset_only" }
    static let retry = Switch<Retry>(
        "limits.rate.headers", question: "Which headers does a throttled answer have?",
        readings: [
            .resetAndRetry: "x-ratelimit-remaining, x-ratelimit-reset and Retry-After.",
            .resetOnly: "x-ratelimit-remaining and x-ratelimit-reset.",
        ],
        probe: .throttled([
            .resetAndRetry: [.header("x-ratelimit-reset", true), .header("retry-after", true)],
            .resetOnly: [.header("x-ratelimit-reset", true), .header("retry-after", false)],
        ]))

    enum Code: String, SwitchReading { case nrcCode = "nrc_code", noCode = "no_code" }
    static let code = Switch<Code>(
        "oauth.access.code", question: "Which code does the error envelope of a dead token hold?",
        readings: [.nrcCode: "NRC_UNAUTHENTICATED, our name for it.", .noCode: "None; only the message."],
        probe: .calls(
            [.content("libraries", token: "<invented>")], when: [.status([401])],
            [
                .nrcCode: [.json("error.code", .someText)],
                .noCode: [.json("error", [.object]), .json("error.code", .blank)],
            ]))

    enum Challenge: String, SwitchReading { case bearer, absent }
    static let challenge = Switch<Challenge>(
        "oauth.access.challenge", question: "Does a 401 of the API have a WWW-Authenticate header?",
        readings: [.bearer: "A Bearer challenge, as RFC 9110 and RFC 6750 ask.", .absent: "None."],
        probe: .calls(
            [.content("libraries", token: "<invented>")], when: [.status([401])],
            [.bearer: [.header("www-authenticate", true)], .absent: [.header("www-authenticate", false)]]))

    enum LiveTokens: String, SwitchReading { case dieAtOnce = "die_at_once", liveOn = "live_on" }
    static let liveTokens = Switch<LiveTokens>(
        "oauth.access.live-tokens",
        question: "What becomes of live access tokens when the application or the user loses access?",
        readings: [.dieAtOnce: "They are refused at once.", .liveOn: "They live until they expire."],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    static let catalogue = RuleCatalogue(
        rules: [missing, unknown, idle, absolute, revoked, rate],
        switches: [code, challenge, liveTokens, retry])
}
