import Rules

/// The rules of the password grant, of scopes, and of how an application proves itself.
enum PasswordRules {
    private static let unknownAnswer = "iManage's statuses and error codes of OAuth are not public"

    static let granted = Rule(
        "oauth.password.redeemed", decides: "An application redeems a user's name and password.",
        grants: "200 with the tokens.", serves: ["login.profile"], evidence: .observed,
        source: "client code and vendors' pages: grant_type=password")
    static let notOffered = Rule(
        "oauth.password.not-offered", decides: "A password is redeemed where that is not offered.",
        answer: "400 unauthorized_client.", serves: ["C4", "C5"], evidence: .assumed, source: unknownAnswer,
        switches: [offered.id])
    static let externalUser = Rule(
        "oauth.password.external-user",
        decides:
            "A user of the firm's identity provider is logged in by password, through a grant or a session log-in.",
        answer: "400 invalid_grant; 401 at the session log-in.", serves: ["C4"], evidence: .assumed,
        source: unknownAnswer,
        switches: [TokenRules.codeRefused.id])
    static let scope = Rule(
        "oauth.scope.not-allowed", decides: "A scope is asked for that is not offered, or that the user may not have.",
        answer: "400 invalid_scope, or 302 with it.", serves: ["login.profile"], evidence: .assumed,
        source: unknownAnswer, switches: [TokenRules.broken.id, openID.id])
    static let twoProofs = Rule(
        "oauth.client.two-proofs", decides: "An application proves itself in the form and in the header at once.",
        answer: "400 invalid_request.", serves: ["login.profile"], evidence: .assumed,
        source: "RFC 6749 section 2.3", switches: [TokenRules.broken.id])
    static let basicMalformed = Rule(
        "oauth.client.basic-malformed", decides: "Basic credentials cannot be read, or are not taken.",
        answer: "401 invalid_client.", serves: ["login.profile"], evidence: .assumed,
        source: "RFC 6749 section 2.3.1; Basic was never seen with iManage", switches: [basic.id])
    static let nativeSecretSent = Rule(
        "oauth.client.native-secret", decides: "A native application sends a client secret.",
        answer: "It is passed over, or 401 invalid_client.", serves: ["register.fields/type-native", "B13"],
        evidence: .assumed, source: unknownAnswer, switches: [nativeSecret.id])

    enum Offered: String, SwitchReading { case offered, notOffered = "not_offered" }
    static let offered = Switch<Offered>(
        "oauth.password.offered", question: "Is the password grant offered?",
        readings: [.offered: "It is, to users with a password of iManage's own.", .notOffered: "It is not."],
        probe: .calls(
            [.logIn],
            [
                .offered: [.status([200])],
                .notOffered: [
                    .status([400, 403]), .word("error", ["unauthorized_client", "unsupported_grant_type"]),
                ],
            ]))

    enum OpenID: String, SwitchReading { case ignored, refused }
    static let openID = Switch<OpenID>(
        "oauth.scope.openid", question: "What becomes of the scopes openid, profile, email and offline_access?",
        readings: [
            .ignored: "They are passed over, and the journal names them.",
            .refused: "The request is refused with invalid_scope.",
        ],
        probe: .calls(
            [
                .token(
                    ProbeCall.person.merging(ProbeCall.client.merging(["scope": "user openid"]) { own, _ in own }) {
                        own, _ in own
                    })
            ],
            [.ignored: [.status([200])], .refused: [.status([400, 403]), .word("error", ["invalid_scope"])]]))

    enum Basic: String, SwitchReading { case accepted, refused }
    static let basic = Switch<Basic>(
        "oauth.client.basic", question: "May an application prove itself in the Authorization header?",
        readings: [.accepted: "It may, as RFC 6749 has it.", .refused: "It may not: the form alone counts."],
        probe: .calls(
            [.token(ProbeCall.person, headers: ["Authorization": "Basic <basic>"])],
            [.accepted: [.status([200])], .refused: [.status([400, 401])]]))

    enum NativeSecret: String, SwitchReading { case ignored, refused }
    static let nativeSecret = Switch<NativeSecret>(
        "oauth.client.native-secret", question: "What becomes of the secret that a native application sends?",
        readings: [.ignored: "It is passed over.", .refused: "The request is refused."],
        probe: .calls(
            [
                .token(ProbeCall.person.merging(["client_id": "<client_id>"]) { own, _ in own }),
                .token(
                    ProbeCall.person.merging(["client_id": "<client_id>", "client_secret": "<invented>"]) { own, _ in
                        own
                    }),
            ], when: [.status([200], at: 0)], else: "the application is not registered as native",
            [.ignored: [.status([200])], .refused: [.status([400, 401])]]))

    static let catalogue = RuleCatalogue(
        rules: [granted, notOffered, externalUser, scope, twoProofs, basicMalformed, nativeSecretSent],
        switches: [offered, basic, nativeSecret, openID])
}
