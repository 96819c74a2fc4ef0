import Rules

/// The rules of the token and revocation end points.
enum TokenRules {
    private static let unknownAnswer = "iManage's statuses and error codes of OAuth are not public"

    static let granted = Rule(
        "oauth.code.redeemed", decides: "An application redeems a code.", grants: "200 with the tokens.",
        serves: ["login.profile", "login.profile/two-tabs", "register.secret", "trouble.403-grant-expiry"],
        evidence: .observed,
        source: "client code: POST /auth/oauth2/token",
        switches: [refreshField.id])
    static let refreshed = Rule(
        "oauth.refresh.granted", decides: "An application redeems a refresh token, with or without its secret.",
        grants: "200 with a new access token.",
        serves: ["register.refresh-allowed", "register.access-expiry", "register.refresh-expiry", "D14"],
        evidence: .observed, source: "client code: refresh without client credentials", switches: [rotation.id])
    static let revoked = Rule(
        "oauth.token.revoked", decides: "An application revokes an access token.", grants: "200.",
        serves: ["login.profile/logged-out", "D9"], evidence: .observed,
        source: "client code: POST /auth/oauth2/revoke-token",
        switches: [revocation.id])
    static let revokeUnknown = Rule(
        "oauth.revoke.unknown", decides: "A token is revoked that is not known.", answer: "200, or 401.",
        serves: ["login.profile/logged-out"], evidence: .assumed, source: "RFC 7009 section 2.2",
        switches: [revokeUnknownAnswer.id])

    private static func refusal(
        _ id: String, _ decides: String, _ answer: String, _ serves: [String], _ switches: [any SwitchDeclaration],
        source: String = unknownAnswer
    ) -> Rule {
        Rule(
            id, decides: decides, answer: answer, serves: serves, evidence: .assumed, source: source,
            switches: switches.map(\.id))
    }

    static let requestIncomplete = refusal(
        "oauth.request.incomplete", "A token request lacks a parameter.", "400 invalid_request.",
        ["login.profile", "C6"],
        [broken])
    static let grantTypeUnsupported = refusal(
        "oauth.grant-type.unsupported", "The grant type is not offered.", "400 unsupported_grant_type.",
        ["login.profile"],
        [broken])
    static let queryGiven = refusal(
        "oauth.token.query", "A token request has parameters in its URL.", "400 invalid_request.", ["login.profile"],
        [query, broken], source: "RFC 6749 section 2.3.1; clients in public code send token?scope=admin")
    static let secretWrong = refusal(
        "oauth.client.secret-wrong", "The client secret is missing or not the application's.", "401 invalid_client.",
        ["register.secret/wrong", "B8", "B9", "register.secret", "B3"], [clientRefused])
    static let secretExpired = refusal(
        "oauth.client.secret-expired", "The client secret has expired.", "401 invalid_client.",
        ["register.secret/expired", "B3"], [clientRefused])
    static let codeUnknown = refusal(
        "oauth.code.unknown", "No such code was given.", "400 invalid_grant.",
        ["login.profile/code-reused", "C7", "settings.several-servers/callback-of-the-other"],
        [codeRefused])
    static let codeOfOther = refusal(
        "oauth.code.other-client", "The code was given to another application.", "400 invalid_grant.", ["C7"],
        [codeRefused])
    static let codeReplayed = refusal(
        "oauth.code.replayed", "The code was redeemed before.", "400 invalid_grant; what it gave is revoked.",
        ["login.profile/code-reused", "C7"], [codeRefused, replay])
    static let grantExpired = Rule(
        "oauth.grant.expired", decides: "The code is as old as Work Token Grant Expiry, or older.",
        answer: "403, or 400 invalid_grant.",
        serves: ["trouble.403-grant-expiry/too-short", "C1", "trouble.403-grant-expiry/slow-sign-in"],
        evidence: .assumed,
        source: "O&D help names a 403 and the setting; what exactly it limits is our reading",
        switches: [grantExpiredAnswer.id, countedFrom.id])
    static let pkceMismatch = refusal(
        "oauth.pkce.mismatch", "The code verifier does not fit the challenge.", "400 invalid_grant.", ["login.profile"],
        [pkce, codeRefused])
    static let pkceUnexpected = refusal(
        "oauth.pkce.unexpected", "A code verifier is sent for a code without a challenge.", "400 invalid_request.",
        ["login.profile"], [pkce, broken], source: "RFC 9700 section 2.1.1; what iManage does is not public")
    static let pkceMissing = refusal(
        "oauth.pkce.missing", "A code with a challenge is redeemed without a code verifier.", "400 invalid_request.",
        ["login.profile"], [pkce, broken], source: "RFC 7636 section 4.5; what iManage does is not public")
    static let pkceMalformed = refusal(
        "oauth.pkce.malformed", "A code verifier is too short, too long, or has a character that none may have.",
        "400 invalid_request.", ["login.profile"], [pkce, broken],
        source: "RFC 7636 section 4.1; what iManage does is not public")
    static let refreshScope = refusal(
        "oauth.refresh.scope", "A refresh asks for a wider scope than the log-in had.", "400 invalid_scope.",
        ["login.profile"], [refreshRefused], source: "RFC 6749 section 6; what iManage does is not public")
    static let refreshUnknown = refusal(
        "oauth.refresh.unknown", "No such refresh token was given, or it was another application's.",
        "400 invalid_grant.",
        ["settings.several-servers/token-of-the-other", "D11", "D12"], [refreshRefused])
    static let refreshRevoked = refusal(
        "oauth.refresh.revoked", "The refresh token was revoked.", "400 invalid_grant.",
        ["login.profile/revoked", "C8", "D14", "F17"],
        [refreshRefused])
    static let refreshExpired = refusal(
        "oauth.refresh.expired", "The log-in is as old as Refresh Token Expiry, or older.", "400 invalid_grant.",
        ["register.refresh-expiry", "D8"], [refreshRefused, refreshSlides, lifetimes])
    static let refreshNotAllowed = refusal(
        "oauth.refresh.not-allowed", "Allow Refresh Token is off for the application.", "400 unauthorized_client.",
        ["register.refresh-allowed", "D1"], [refreshRefused])
    static let refreshSecretRotated = refusal(
        "oauth.refresh.secret-rotated", "The refresh token was given under an older client secret.",
        "400 invalid_grant.",
        ["register.secret/rotated-one-side"], [ApplicationRules.rotation, refreshRefused])

    static let catalogue = RuleCatalogue(
        rules: [
            granted, refreshed, revoked, revokeUnknown, requestIncomplete, queryGiven, grantTypeUnsupported,
            secretWrong,
            secretExpired,
            codeUnknown, codeOfOther, codeReplayed, grantExpired, pkceMismatch,
            pkceUnexpected, pkceMissing, pkceMalformed, refreshScope, refreshUnknown, refreshRevoked,
            refreshExpired, refreshNotAllowed, refreshSecretRotated,
        ],
        switches: [
            broken, query, clientRefused, codeRefused, refreshRefused, grantExpiredAnswer, countedFrom, replay, pkce,
            rotation,
            refreshSlides, lifetimes, refreshField, revocation, revokeUnknownAnswer,
        ])
}
