import Rules

/// What is not public of tokens, and how it may be.
extension TokenRules {
    enum Broken: String, SwitchReading { case badRequest400 = "bad_request_400", forbidden403 = "forbidden_403" }
    static let broken = Switch<Broken>(
        "oauth.request.incomplete", question: "With which status are broken token requests refused?",
        readings: [.badRequest400: "400.", .forbidden403: "403."],
        probe: .calls(
            [.token(["grant_type": "authorization_code"])],
            [.badRequest400: [.status([400])], .forbidden403: [.status([403])]]))

    enum Query: String, SwitchReading { case ignored, honoured, refused }
    static let query = Switch<Query>(
        "oauth.token.query", question: "What becomes of parameters in the URL of a token request?",
        readings: [
            .ignored: "They are passed over, and the journal names them.",
            .honoured: "They count where the form lacks them.",
            .refused: "The request is refused.",
        ],
        probe: .calls(
            [
                .logIn, .token(ProbeCall.person.merging(ProbeCall.client) { own, _ in own }, query: "?scope=user"),
                .token(
                    ProbeCall.person.merging(ProbeCall.client) { own, _ in own }.filter { $0.key != "grant_type" },
                    query: "?grant_type=password"),
            ], when: [.status([200], at: 0)], else: ProbeCall.noLogIn,
            [
                .ignored: [.status([200], at: 1), .status([400, 403])],
                .honoured: [.status([200], at: 1), .status([200])], .refused: [.status([400, 403], at: 1)],
            ]))

    enum ClientRefused: String, SwitchReading {
        case invalidClient401 = "invalid_client_401"
        case invalidClient400 = "invalid_client_400"
    }
    static let clientRefused = Switch<ClientRefused>(
        "oauth.client.refused", question: "With which status is an application refused that does not prove itself?",
        readings: [.invalidClient401: "401 invalid_client.", .invalidClient400: "400 invalid_client."],
        probe: .calls(
            [.redeem("<invented>", client: ["client_id": "<invented>", "client_secret": "<invented>"])],
            [
                .invalidClient401: [.status([401]), .word("error", ["invalid_client"])],
                .invalidClient400: [.status([400]), .word("error", ["invalid_client"])],
            ]))

    enum CodeRefused: String, SwitchReading {
        case invalidGrant400 = "invalid_grant_400"
        case forbidden403 = "forbidden_403"
    }
    static let codeRefused = Switch<CodeRefused>(
        "oauth.code.refused", question: "With which status is a code refused?",
        readings: [.invalidGrant400: "400 invalid_grant.", .forbidden403: "403 invalid_grant."],
        probe: .calls(
            [.redeem("<invented>")],
            [
                .invalidGrant400: [.status([400]), .word("error", ["invalid_grant"])],
                .forbidden403: [.status([403]), .word("error", ["invalid_grant"])],
            ]))

    enum RefreshRefused: String, SwitchReading {
        case badRequest400 = "bad_request_400"
        case unauthorized401 = "unauthorized_401"
    }
    static let refreshRefused = Switch<RefreshRefused>(
        "oauth.refresh.refused", question: "With which status is a refresh token refused?",
        readings: [.badRequest400: "400.", .unauthorized401: "401."],
        probe: .calls(
            [.refresh("<invented>")],
            [.badRequest400: [.status([400])], .unauthorized401: [.status([401])]]))

    enum GrantExpiredAnswer: String, SwitchReading {
        case forbidden403 = "forbidden_403"
        case invalidGrant400 = "invalid_grant_400"
    }
    static let grantExpiredAnswer = Switch<GrantExpiredAnswer>(
        "oauth.grant.expired", question: "What does a code get that is older than Work Token Grant Expiry?",
        readings: [
            .forbidden403: "403, as O&D documents.", .invalidGrant400: "400 invalid_grant, as RFC 6749 has it.",
        ],
        probe: .calls(
            [.authorize(), .signIn(), .redeem("<own_code>").afterWaiting],
            when: [.status([302, 303], at: 1), .statusNot([200])],
            else: "the code could still be redeemed: Work Token Grant Expiry is longer than the wait",
            [.forbidden403: [.status([403])], .invalidGrant400: [.status([400]), .word("error", ["invalid_grant"])]]))

    enum CountedFrom: String, SwitchReading { case code, signIn = "sign_in" }
    static let countedFrom = Switch<CountedFrom>(
        "oauth.grant.counted-from", question: "From when does Work Token Grant Expiry count?",
        readings: [
            .code: "From the moment the code was given.",
            .signIn: "From the moment the sign-in page was served.",
        ],
        // The first log-in says whether a code expires within the wait, the second whether a slow sign-in counts.
        probe: .calls(
            [
                .authorize(), .signIn(), .redeem("<own_code>").afterWaiting,
                .authorize(), .signIn().afterWaiting, .redeem("<own_code>"),
            ],
            when: [.status([302, 303], at: 1), .statusNot([200], at: 2), .status([302, 303], at: 4)],
            else: "the code could still be redeemed, or the sign-in page was too old: the wait does not fit",
            [.code: [.status([200])], .signIn: [.statusNot([200])]]))

    enum Replay: String, SwitchReading { case revoked, kept }
    static let replay = Switch<Replay>(
        "oauth.code.replayed.tokens", question: "What becomes of the tokens whose code is replayed?",
        readings: [.revoked: "They are revoked.", .kept: "They live on."],
        probe: .calls(
            [
                .authorize(), .signIn(), .redeem("<own_code>"), .redeem("<own_code>", keeps: [:]),
                .content("libraries", token: "<own_access>"),
            ], when: [.status([200], at: 2), .statusNot([200], at: 3)],
            else: "the code was redeemed twice, or not at all",
            [.revoked: [.status([401])], .kept: [.status([200])]]))

    enum Pkce: String, SwitchReading { case checked, ignored }
    static let pkce = Switch<Pkce>(
        "oauth.pkce", question: "Is a code challenge checked?",
        readings: [.checked: "It is, wherever one was given.", .ignored: "It is not."],
        probe: .calls(
            [
                .authorize(
                    "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"),
                .signIn(),
                .redeem(
                    "<own_code>", adding: ["code_verifier": "worksim-worksim-worksim-worksim-worksim-worksim"]),
            ], when: [.status([302, 303], at: 1)], else: "the sign-in page did not lead to a code",
            [
                .checked: [.status([400, 401, 403]), .word("error", ["invalid_grant", "invalid_request"])],
                .ignored: [.status([200])],
            ]))

    enum Rotation: String, SwitchReading {
        case sameToken = "same_token"
        case newOldStays = "new_old_stays"
        case newOldRevoked = "new_old_revoked"
        case leftOut = "left_out"
    }
    static let rotation = Switch<Rotation>(
        "oauth.refresh.rotation", question: "Which refresh token does a refresh answer with?",
        readings: [
            .sameToken: "The same; it stays valid.",
            .newOldStays: "A new one; the old one stays valid.",
            .newOldRevoked: "A new one; the old one is revoked.",
            .leftOut: "None; the old one stays valid.",
        ],
        probe: .calls(
            [.logIn, .refresh(keeps: ["next": "refresh_token"]), .refresh()],
            when: [.status([200], at: 0), .json("refresh_token", .someText, at: 0), .status([200], at: 1)],
            else: "the application may not refresh",
            [
                .sameToken: [.same("own_refresh", "next")],
                .newOldStays: [.differ("own_refresh", "next"), .status([200])],
                .newOldRevoked: [.differ("own_refresh", "next"), .status([400, 401])],
                .leftOut: [.json("refresh_token", .blank, at: 1)],
            ]))

    enum RefreshSlides: String, SwitchReading { case logIn = "log_in", lastUse = "last_use" }
    static let refreshSlides = Switch<RefreshSlides>(
        "oauth.refresh.counted-from", question: "From when does Refresh Token Expiry count?",
        readings: [.logIn: "From the log-in.", .lastUse: "From the last refresh."],
        probe: .none("it takes a wait of days"))

    enum Lifetimes: String, SwitchReading { case atOnce = "at_once", newTokens = "new_tokens" }
    static let lifetimes = Switch<Lifetimes>(
        "oauth.lifetimes", question: "Does a changed expiry apply to tokens already given?",
        readings: [.atOnce: "It does.", .newTokens: "To new tokens only."],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    enum RefreshField: String, SwitchReading { case omitted, null, empty }
    static let refreshField = Switch<RefreshField>(
        "oauth.refresh.field", question: "How does a response say that there is no refresh token?",
        readings: [.omitted: "By leaving the field out.", .null: "By null.", .empty: "By an empty text."],
        probe: .calls(
            [.logIn], when: [.status([200]), .json("refresh_token", .blank)], else: "the application may refresh",
            [
                .omitted: [.json("refresh_token", [.missing])], .null: [.json("refresh_token", [.null])],
                .empty: [.json("refresh_token", [.emptyText])],
            ]))

    enum Revocation: String, SwitchReading { case wholeLogIn = "whole_log_in", accessToken = "access_token" }
    static let revocation = Switch<Revocation>(
        "oauth.revoke.scope", question: "What does revoking an access token end?",
        readings: [.wholeLogIn: "The refresh token too.", .accessToken: "The access token alone."],
        probe: .calls(
            [
                .logIn,
                ProbeCall(
                    "POST", "/auth/oauth2/revoke-token", headers: ["X-Auth-Token": "<own_access>"],
                    body: .form(["access_token": "<own_access>"])), .refresh(),
            ], when: [.status([200], at: 0), .json("refresh_token", .someText, at: 0), .status([200], at: 1)],
            else: "the application may not refresh, or the server does not revoke",
            [.wholeLogIn: [.status([400, 401])], .accessToken: [.status([200])]]))

    enum RevokeUnknownAnswer: String, SwitchReading { case ok200 = "ok_200", unauthorized401 = "unauthorized_401" }
    static let revokeUnknownAnswer = Switch<RevokeUnknownAnswer>(
        "oauth.revoke.unknown", question: "What does revoking an unknown token get?",
        readings: [.ok200: "200.", .unauthorized401: "401."],
        probe: .calls(
            [
                ProbeCall(
                    "POST", "/auth/oauth2/revoke-token", headers: ["X-Auth-Token": "<invented>"],
                    body: .form(["access_token": "<invented>"]))
            ],
            [.ok200: [.status([200])], .unauthorized401: [.status([401])]]))
}
