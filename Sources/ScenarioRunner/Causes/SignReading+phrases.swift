import Rules

extension SignReading {
    /// The signs that fixed phrases give: of .NET, Java, Node, Go, curl, Python, OpenSSL, proxies and browsers, and of what
    /// people say of iManage.
    var phrases: [Sign] {
        var signs: [Sign] = []
        for group in Self.network + Self.work {
            guard let phrase = group.phrases.first(where: { matches($0) }) else { continue }
            signs.append(
                Sign(group.cause, group.strength, phrase.replacing("*", with: "…"), second: group.second))
        }
        // A handshake that breaks off is the network's, the reason that stands beside it is more.
        if signs.contains(where: { $0.cause.rawValue.hasPrefix("tls-") || $0.cause == .notTLS }) {
            signs.removeAll { $0.cause == .connectionReset && $0.strength < .certain }
        }
        return signs
    }

    /// One cause's phrases; `*` stands for any text of the same line.
    struct PhraseGroup: Sendable {
        let cause: FailureID
        let strength: Sign.Strength
        var second: FailureID?
        let phrases: [String]

        init(_ cause: FailureID, _ strength: Sign.Strength, second: FailureID? = nil, _ phrases: [String]) {
            (self.cause, self.strength, self.second, self.phrases) = (cause, strength, second, phrases)
        }
    }

    private func matches(_ phrase: String) -> Bool {
        guard phrase.contains("*") else { return text.contains(phrase) }
        let parts = phrase.split(separator: "*")
        return lines.contains { line in
            var rest = line[...]
            for part in parts {
                guard let range = rest.firstRange(of: part) else { return false }
                rest = rest[range.upperBound...]
            }
            return true
        }
    }

    /// What people and programs say of the work server.
    static let work: [PhraseGroup] = [
        PhraseGroup(
            .calledFromBrowser, .certain,
            [
                "blocked by cors policy", "cross-origin request blocked", "access-control-allow-origin", "cors error",
                "cors policy", "preflight request doesn't pass", "cors request did not succeed",
                "cors missing allow origin",
            ]),
        PhraseGroup(
            .refreshNotAllowed, .certain,
            [
                "get a refresh token", "get refresh token", "no refresh token", "refresh_token is missing",
                "refresh token is missing", "refresh_token is empty", "refresh token is empty", "refresh_token is null",
                "refresh token empty", "\"refresh_token\":null", "\"refresh_token\": null", "\"refresh_token\":\"\"",
                "\"refresh_token\": \"\"", "without a refresh token", "refresh token not * returned",
                "did not return a refresh token",
                "refresh token was not returned", "missing refresh token", "allow refresh token", "refresh_token not",
                "refresh token is null", "refresh token was null", "refresh_token was null", "refresh_token was empty",
                "refresh token not issued", "no refresh_token",
            ]),
        PhraseGroup(
            .sessionExpired, .certain,
            [
                "refresh token * expired", "refresh_token * expired", "refresh token * revoked", "session has expired",
                "session expired", "session timed out", "token has expired", "token expired", "access token * expired",
                "session is no longer valid", "session is invalid", "please log in again", "refresh token * invalid",
                "token is no longer valid", "invalid session",
            ]),
        PhraseGroup(
            .grantExpired, .certain, second: .codeRefused,
            [
                "authorization code * expired", "code has expired", "code expired", "grant expired",
                "grant has expired", "auth code expired", "work token grant",
            ]),
        PhraseGroup(
            .codeRefused, .certain,
            [
                "code has already been used", "code was already", "code already redeemed",
                "authorization code is invalid", "authorization code * not valid", "code_verifier", "code verifier",
                "authorization code * already", "invalid authorization code",
            ]),
        PhraseGroup(
            .stateMismatch, .certain,
            [
                "state mismatch", "invalid state", "state parameter", "state does not match", "csrf",
                "state was not found", "mismatching_state",
            ]),
        PhraseGroup(
            .secretRefused, .certain,
            [
                "client secret * wrong", "client secret * invalid", "client secret * incorrect",
                "client secret * expired", "client secret * not match", "invalid client secret", "bad client_secret",
                "wrong client secret", "client authentication failed", "client_secret * invalid", "api secret * ",
                "client_secret * not match", "client_secret * wrong",
            ]),
        PhraseGroup(
            .applicationUnknown, .certain,
            [
                "unknown client", "client id * not registered", "client id * unknown", "client id * not found",
                "client_id * not found", "client_id * unknown", "client_id * not registered",
                "application * not registered", "application * not found", "no such application", "client not found",
                "no application with", "invalid client_id", "invalid client id", "unregistered client",
            ]),
        PhraseGroup(
            .applicationDisabled, .certain,
            [
                "application * not enabled", "application * disabled", "client * disabled", "app is disabled",
                "client is not enabled", "application is inactive", "client is inactive",
            ]),
        PhraseGroup(
            .userNotGranted, .certain,
            [
                "not granted access to", "no access to the application", "no access to this application",
                "not authorized to use this application", "not allowed to use this application",
                "user * not * access to application", "does not have access to this app",
                "not permitted to use this application",
            ]),
        PhraseGroup(
            .userLocked, .certain,
            [
                "account * locked", "account * disabled", "user * is locked", "user is disabled",
                "account has been locked", "login * disabled for", "logon is not allowed", "too many failed",
            ]),
        PhraseGroup(
            .addressNotTrusted, .certain,
            [
                "untrusted address", "not a trusted address", "address is not trusted", "ip address is not allowed",
                "ip * not in * trusted", "outside * trusted", "untrusted ip",
            ]),
        PhraseGroup(
            .signInRefused, .certain,
            [
                "password is incorrect", "password is wrong", "incorrect password", "wrong password",
                "invalid password", "invalid user name or password", "invalid username or password",
                "invalid user id or password", "invalid credentials", "bad credentials", "password * does not match",
                "logon failure", "wrong user name", "incorrect user name", "incorrect username",
                "invalid user or password", "password you entered",
            ]),
        PhraseGroup(
            .signInCancelled, .certain,
            [
                "user cancelled", "user canceled", "cancelled by the user", "canceled by the user", "cancelled by user",
                "canceled by user", "sign-in was cancelled", "login was cancelled", "login cancelled", "login canceled",
                "user closed", "popup_closed", "window was closed",
            ]),
        PhraseGroup(
            .checkedOutByOther, .certain,
            [
                "checked out by", "checked out to", "checked-out by", "is checked out", "document is locked",
                "is locked by", "locked for editing", "document is in use", "file is locked", "in use by",
                "locked by another", "already checked out", "opened by another",
            ]),
        PhraseGroup(
            .newerVersion, .certain,
            [
                "newer version", "etag mismatch", "if-match", "precondition failed", "has been modified since",
                "version conflict", "modified by another", "has changed since", "changed by another",
            ]),
        PhraseGroup(
            .uploadRefused, .certain,
            [
                "required field", "field is required", "invalid profile", "profile is invalid", "file is empty",
                "empty file", "zero bytes", "zero-byte", "0 bytes", "request entity too large", "payload too large",
                "search folder", "required profile", "required metadata", "no extension", "validation failed",
                "mandatory field", "profile validation",
            ]),
        PhraseGroup(
            .noRights, .likely,
            [
                "access denied", "accessdenied", "insufficient rights", "insufficient privilege",
                "insufficient permission", "permission denied", "do not have permission", "don't have permission",
                "does not have permission", "not authorized to", "no permission", "not have sufficient",
                "does not have the right", "do not have access", "read-only access", "have read only",
                "insufficient access",
            ]),
        PhraseGroup(
            .notFound, .likely,
            [
                "document not found", "document * not found", "folder not found", "folder * not found",
                "workspace not found", "workspace * not found", "no record", "document does not exist",
                "document * does not exist", "library * not found", "document * deleted", "no such document",
                "could not be found in", "moved to trash", "in the trash", "library * does not exist",
                "object not found", "folder * does not exist",
            ]),
        PhraseGroup(
            .throttled, .certain,
            ["too many requests", "rate limit", "ratelimit", "retry-after", "throttl", "slow down", "quota exceeded"]),
        PhraseGroup(
            .checksumMismatch, .certain,
            ["checksum", "hash mismatch", "sha256 mismatch", "digest mismatch", "content-md5", "sha-256 * match"]),
        PhraseGroup(
            .versionTooOld, .certain,
            [
                "work server * too old", "requires * work server 10", "version 10.1", "older than * 10.2",
                "10.2 or newer", "10.2 or later", "unsupported work server version", "server version * not supported",
                "minimum * version", "work server 10.1", "work server 9.", "upgrade * work server",
            ]),
        PhraseGroup(
            .serverNotValidated, .certain,
            [
                "not validated", "not confirmed the server", "waiting for confirmation", "pending validation",
                "server is pending",
            ]),
        PhraseGroup(
            .integrationNotEnabled, .certain,
            ["integration is off", "integration is not enabled", "imanage is not enabled", "integration not enabled"]),
        PhraseGroup(
            .singleSignOnFailed, .likely,
            [
                "assertion * expired", "assertion * audience", "idp certificate", "identity provider", "sso * fail",
                "sso error", "sso * certificate",
            ]),
    ]
}
