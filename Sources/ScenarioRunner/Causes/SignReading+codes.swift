import Rules

extension SignReading {
    /// The signs that error codes give: of identity providers, of OAuth (RFC 6749), of iManage.
    var codes: [Sign] { identityProvider + curl + oauth + workServer }

    /// The exit codes of curl whose meaning needs no other word.
    private var curl: [Sign] {
        guard let match = text.firstMatch(of: /curl: ?\(([0-9]{1,2})\)/), let cause = Self.curlCodes[String(match.1)]
        else {
            return []
        }
        return [Sign(cause, .certain, "curl: (\(match.1))")]
    }

    private static let curlCodes: [String: FailureID] = [
        "5": .proxyRefused, "6": .nameUnknown, "7": .connectionRefused, "28": .connectionTimedOut,
        "47": .notAWorkServer, "51": .tlsNameMismatch, "52": .connectionReset,
    ]

    // MARK: Identity providers

    private var identityProvider: [Sign] {
        if let code = text.firstMatch(of: /aadsts[0-9]{4,7}/) {
            return [Sign(.singleSignOnFailed, .certain, String(code.output).uppercased())]
        }
        if let code = text.firstMatch(of: /msis[0-9]{4}/) {
            return [Sign(.singleSignOnFailed, .certain, String(code.output).uppercased())]
        }
        if let code = text.firstMatch(of: /idx[0-9]{5}/) {
            return [Sign(.singleSignOnFailed, .likely, String(code.output).uppercased())]
        }
        if has(
            "not assigned to the client application", "not assigned to this application",
            "not assigned to a role for the application")
        {
            return [Sign(.singleSignOnFailed, .certain, "the user is not assigned to the provider's application")]
        }
        let fails = has(
            "expired", "invalid", "fail", "error", "denied", "not valid", "mismatch", "cannot", "could not", "reject",
            "missing", "does not match", "not found", "unable", "not accepted", "status:responder", "status:requester",
            "authnfailed")
        if has("saml"), fails { return [Sign(.singleSignOnFailed, .certain, "SAML")] }
        if has("conditional access") { return [Sign(.singleSignOnFailed, .certain, "conditional access")] }
        for (word, name) in [
            ("okta", "Okta"), ("entra id", "Entra ID"), ("azure ad", "Azure AD"), ("ad fs", "AD FS"), ("adfs", "AD FS"),
            ("pingfederate", "PingFederate"), ("onelogin", "OneLogin"), ("identity provider", "identity provider"),
            ("single sign-on", "single sign-on"), ("single sign on", "single sign-on"), ("relaystate", "RelayState"),
            ("/auth/oidc/callback", "/auth/oidc/callback"),
        ] where text.contains(word) && (fails || has("access_denied", "blocked", "locked")) {
            return [Sign(.singleSignOnFailed, .likely, name)]
        }
        return []
    }

    // MARK: OAuth

    private var oauth: [Sign] {
        var signs: [Sign] = []
        let isRefresh = has("grant_type=refresh_token", "refresh token", "refresh_token", "refreshing")
        let named: [(String, Sign)] = [
            ("invalid_client", invalidClient), ("invalid_grant", invalidGrant(isRefresh: isRefresh)),
            (
                "unauthorized_client",
                Sign(.applicationDisabled, .certain, "unauthorized_client", second: .userNotGranted)
            ),
            ("redirect_uri_mismatch", Sign(.redirectMismatch, .certain, "redirect_uri_mismatch")),
            ("invalid_token", Sign(.sessionExpired, .certain, "invalid_token")),
            ("temporarily_unavailable", Sign(.serverUnavailable, .certain, "temporarily_unavailable")),
            ("server_error", Sign(.serverUnavailable, .likely, "server_error")),
        ]
        for (code, sign) in named where text.contains(code) { signs.append(sign) }
        if has("access_denied"), !has("okta") {
            signs.append(
                has("cancel", "user denied", "denied by the user", "resource owner denied", "declined")
                    ? Sign(.signInCancelled, .certain, "access_denied", second: .userNotGranted)
                    : Sign(.userNotGranted, .likely, "access_denied", second: .signInCancelled))
        }
        if has("redirect_uri", "redirect uri", "redirect url"),
            has(
                "mismatch", "does not match", "doesn't match", "not match", "not registered", "invalid", "not allowed",
                "differs", "not one of", "illegal", "not valid")
        {
            // The reply URL of the provider's own application looks like this one.
            let isProviders = has("/auth/oidc/", "aadsts", "okta", "reply url", "/saml/")
            signs.append(
                isProviders
                    ? Sign(.singleSignOnFailed, .certain, "the redirect URI of the identity provider")
                    : Sign(.redirectMismatch, .certain, "redirect URI"))
        }
        return signs
    }

    private var invalidClient: Sign {
        if has(
            "unknown client", "no such client", "not registered", "client not found", "client id not found",
            "unknown application", "no such application", "unknown client_id", "is not known", "knows no application",
            "does not exist")
        {
            return Sign(.applicationUnknown, .certain, "invalid_client", second: .secretRefused)
        }
        return Sign(
            .secretRefused, has("secret", "authentication failed", "credentials") ? .certain : .likely,
            "invalid_client", second: .applicationUnknown)
    }

    private func invalidGrant(isRefresh: Bool) -> Sign {
        let hasCode = has(
            "authorization code", "authorization_code", "auth code", "the code ", "code has", "code was",
            "code expired", "grant_type=authorization_code")
        if isRefresh, !hasCode { return Sign(.sessionExpired, .certain, "invalid_grant for a refresh token") }
        if has("code_verifier", "code verifier", "pkce", "code_challenge") {
            return Sign(.codeRefused, .certain, "invalid_grant for PKCE")
        }
        if has("redirect_uri", "redirect uri") {
            return Sign(.redirectMismatch, .certain, "invalid_grant for the redirect URI", second: .codeRefused)
        }
        if has("already", "used twice", "been used", "redeemed", "replay") {
            return Sign(.codeRefused, .certain, "invalid_grant for a code that was used")
        }
        if has("expired") {
            return Sign(.grantExpired, .certain, "invalid_grant for an expired code", second: .codeRefused)
        }
        if has("password", "username", "user name", "credentials") {
            return Sign(.signInRefused, .likely, "invalid_grant for a password")
        }
        return Sign(.codeRefused, .likely, "invalid_grant", second: .grantExpired)
    }

    // MARK: iManage

    private var workServer: [Sign] {
        var signs: [Sign] = []
        for (codes, cause) in Self.imanage {
            for code in codes where text.contains(code) { signs.append(Sign(cause, .certain, code.uppercased())) }
        }
        if has("x-auth-token is invalid or missing", "x-auth-token is missing", "x-auth-token is invalid") {
            signs.append(Sign(.sessionExpired, .certain, "X-Auth-Token is invalid or missing"))
        }
        return signs
    }

    private static let imanage: [(codes: [String], cause: FailureID)] = [
        (["nrc_no_record", "nrc_not_found"], .notFound),
        (["nrc_invalid_profile", "nrc_invalid_param"], .uploadRefused),
        (["nrc_access_denied", "nrc_forbidden", "nrc_insufficient"], .noRights),
        (["nrc_unauthenticated", "nrc_invalid_authentication", "nrc_session"], .sessionExpired),
        (["nrc_checked_out", "nrc_locked", "nrc_already_checked_out"], .checkedOutByOther),
        (["nrc_too_many_requests"], .throttled),
    ]
}
