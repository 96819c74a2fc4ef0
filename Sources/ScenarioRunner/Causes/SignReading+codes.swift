import Rules

extension SignReading {
    /// The signs that error codes give: of identity providers, of OAuth (RFC 6749), of iManage.
    var codes: [Sign] { upstream + blockPage + identityProvider + certificate + curl + oauth + workServer }

    /// A page by which a proxy or a web filter keeps a request back: it says so, and names itself or its policy.
    private var blockPage: [Sign] {
        let isKeptBack = has(
            "blocked", "not permitted", "not allowed", "is restricted", "has been denied", "access denied")
        let names = [
            "zscaler", "netskope", "forcepoint", "websense", "fortinet", "fortigate", "sophos", "mcafee web gateway",
            "palo alto", "blue coat", "umbrella", "web gateway", "web filter", "url filter", "content filter",
            "internet usage policy", "acceptable use", "web policy", "security policy", "category:", "url category",
            "your organization has", "company policy",
        ]
        guard isKeptBack, !has("conditional access", "sign-in was successful"),
            let name = names.first(where: { text.contains($0) })
        else { return [] }
        return [Sign(.proxyRefused, .certain, name)]
    }

    /// A reverse proxy's log names why the server behind it does not answer: a refusal, a time-out, a handshake of its own.
    private var upstream: [Sign] {
        let names = [
            "while connecting to upstream", "connecting to upstream", "reading response header from upstream",
            "handshaking to upstream", "upstream timed out", "upstream prematurely closed", "no live upstreams",
            "upstream sent", "upstream request timeout", "upstream server", "upstream connect error", "ah01114",
            "ah00957", "ah00898",
            "ah01102", "ah00959", "reading from remote server", "has no server available", "<nosrv>", "backend is down",
            "502.3", "502.4", "arr_", "backend server", "dial tcp * backend", "reverse proxy", "cloudflare",
            "backend_connection", "target group", "origin server",
        ]
        let fails = has(
            "fail", "error", "refused", "timed out", "closed", "unreachable", "down", "unavailable", "50", "52",
            "no ", "invalid", "reset")
        guard fails, let name = names.first(where: { matches($0) }) else { return [] }
        return [Sign(.serverUnavailable, .certain, name)]
    }

    /// The codes that TLS libraries and browsers give a certificate; they are exact where the sentence beside them guesses.
    private var certificate: [Sign] {
        let codes: [(String, FailureID, FailureID?)] = [
            ("self_signed_cert", .tlsUntrusted, .tlsIncompleteChain),
            ("err_cert_authority_invalid", .tlsUntrusted, .tlsIncompleteChain),
            ("sec_error_unknown_issuer", .tlsUntrusted, .tlsIncompleteChain),
            ("mozilla_pkix_error_self_signed_cert", .tlsUntrusted, nil), ("untrustedroot", .tlsUntrusted, nil),
            ("num=18:", .tlsUntrusted, nil), ("num=19:", .tlsUntrusted, nil),
            ("unable_to_verify_leaf_signature", .tlsIncompleteChain, .tlsUntrusted),
            ("unable_to_get_issuer_cert", .tlsIncompleteChain, .tlsUntrusted),
            ("num=20:", .tlsIncompleteChain, .tlsUntrusted), ("partialchain", .tlsIncompleteChain, .tlsUntrusted),
        ]
        return codes.filter { text.contains($0.0) }.prefix(1).map { Sign($0.1, .certain, $0.0, second: $0.2) }
    }

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
        // The page of Entra ID prints the bare number.
        if let code = text.firstMatch(
            of: /error code: ?(?:16000|5[0-9]{4}|50[0-9]{4}|65001|7000[0-9]{2,3}|9[0-9]{4,5}|53[0-9]{3,4})\b/)
        {
            return [Sign(.singleSignOnFailed, .certain, String(code.output))]
        }
        if let phrase = Self.devicePolicy.first(where: { text.contains($0) }) {
            return [Sign(.singleSignOnFailed, .certain, phrase)]
        }
        if has(
            "signing cert", "signing key", "federation metadata", "idp cert", "sso cert", "federation cert", "entityid",
            "entity id"),
            has("roll", "rotat", "renew", "new ", "replace", "chang", "expire", "updat", "since", "mismatch"),
            !has("invalid_client")
        {
            return [Sign(.singleSignOnFailed, .certain, "the identity provider's signing certificate")]
        }
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

    /// What the sign-in pages of identity providers say of the device or of the user's assignment.
    private static let devicePolicy = [
        "you can't get there from here", "you cannot access this right now", "you can't access this right now",
        "device must be managed", "device to be managed", "device is required to be", "device must be compliant",
        "device must comply", "device to be compliant", "device is not compliant", "device isn't compliant",
        "managed by your organization", "does not meet the criteria to access", "doesn't meet the criteria",
        "sign-in was successful but", "need admin approval", "isn't available in your directory",
        "more information required", "device state", "unmanaged device", "not a trusted device", "join your device",
        "register your device", "enroll your device", "compliant device", "device policy",
    ]

    // MARK: OAuth

    private var oauth: [Sign] {
        var signs: [Sign] = []
        let isRefresh = has("grant_type=refresh_token", "refresh token", "refresh_token", "refreshing")
        let named: [(String, Sign)] = [
            ("invalid_client", invalidClient), ("invalid_grant", invalidGrant(isRefresh: isRefresh)),
            (
                "unauthorized_client",
                isClientUnknown
                    ? Sign(.applicationUnknown, .certain, "unauthorized_client", second: .applicationDisabled)
                    : Sign(.applicationDisabled, .certain, "unauthorized_client", second: .userNotGranted)
            ),
            ("redirect_uri_mismatch", Sign(.redirectMismatch, .certain, "redirect_uri_mismatch")),
            ("invalid_token", Sign(.sessionExpired, .certain, "invalid_token")),
            ("temporarily_unavailable", Sign(.serverUnavailable, .certain, "temporarily_unavailable")),
            ("server_error", Sign(.serverUnavailable, .likely, "server_error")),
        ]
        for (code, sign) in named where hasCode(code) { signs.append(sign) }
        if has("access_denied"), !has("okta") {
            let isForbidden = facts.contains { $0.status == 403 && [.token, .authorize].contains($0.target) }
            signs.append(
                isForbidden
                    ? Sign(.grantExpired, .likely, "access_denied with 403", second: .userNotGranted)
                    : has(
                        "cancel", "user denied", "denied by the user", "owner denied", "denied the request", "declined")
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

    /// Whether a code stands in the text by itself, and not as the beginning of a longer one.
    private func hasCode(_ code: String) -> Bool {
        text.ranges(of: code).contains { range in
            guard range.upperBound < text.endIndex else { return true }
            return !text[range.upperBound].isLetter && text[range.upperBound] != "_"
        }
    }

    /// Whether the text says that the server does not know the application.
    private var isClientUnknown: Bool {
        has(
            "unknown client", "no such client", "not registered", "client not found", "client id not found",
            "unknown application", "no such application", "unknown client_id", "is not known", "knows no application",
            "does not exist")
            || !has("secret")
                && text.contains(
                    /(?:unknown|no such|unrecogni[sz]ed|unregistered|nonexistent|non-existent|no) (?:oauth )?(?:client|application|app)\b|(?:client|application|app)\b(?! ?_?secret)[^.]{0,80}(?:not (?:be )?(?:found|known|registered|recogni[sz]ed|exist)|unknown|unrecogni[sz]ed|doesn't exist|no longer exists)/
                )
    }

    private var invalidClient: Sign {
        if isClientUnknown {
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
