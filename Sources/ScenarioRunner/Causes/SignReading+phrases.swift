import Rules

extension SignReading {
    /// The signs that the words of an answer give, and of what people say of iManage.
    var answers: [Sign] {
        // A file of any program may be locked.
        let isOfWork = has(
            "document", "imanage", "o&d", "office & dragons", "work server", "workspace", "matter", "/work/", "!",
            "version")
        // What a certificate's check is called, too.
        let isCertificates = has("certificate", "certpath", "pkix", "x509")
        return [unknownLibrary].compactMap(\.self)
            + signs(of: Self.work).filter { sign in
                switch sign.cause {
                case .checkedOutByOther: isOfWork
                case .uploadRefused: sign.seen != "validation failed" || !isCertificates
                default: true
                }
            }
    }

    /// A library that is named and that the server does not have; what is not found *in* a library is another thing.
    private var unknownLibrary: Sign? {
        let form =
            /(?:library|database) ["']?[a-z0-9_-]+["']? (?:does not exist|doesn't exist|is unknown|is not known|not known|not found|was not found|is not one of|is invalid)/
        return text.firstMatch(of: form).map {
            Sign(.customerOrLibraryWrong, .certain, String($0.output), second: .notFound)
        }
    }

    /// The signs of failures before any status.
    var network: [Sign] {
        var signs = signs(of: Self.network)
        // A handshake that breaks off is the network's, the reason that stands beside it is more.
        if signs.contains(where: { $0.cause.rawValue.hasPrefix("tls-") || $0.cause == .notTLS }) {
            signs.removeAll { $0.cause == .connectionReset && $0.strength < .certain }
        }
        // A browser tries several times and prints the stages; the last word is that the name does not exist.
        if has("nxdomain", "non-existent domain") { signs.removeAll { $0.cause == .nameUnanswered } }
        // The page of a browser that could not connect says that the server may be unavailable.
        if signs.contains(where: { [.connectionRefused, .connectionTimedOut].contains($0.cause) }) {
            signs.removeAll { $0.cause == .serverUnavailable && $0.strength < .certain }
        }
        return signs
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
                "refresh token is not set", "no refresh token is set", "every 30 minutes", "every half hour",
                "after half an hour", "every half an hour", "after 30 minutes",
                "refresh token is not allowed", "refresh tokens are not allowed", "refresh token not allowed",
                "refresh token * off", "refresh token * disabled", "without refresh token", "without refresh_token",
                "lacks a refresh token", "refresh_token absent", "no refresh-token", "refresh_token=null",
                "refresh_token: null", "refresh_token=none", "'refresh_token': none", "refreshtoken is null",
                "refreshtoken was null", "refreshtoken=null",
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
                "code has already been used", "code was already", "code used twice", "code replay", "code was redeemed",
                "code has been used", "code already redeemed",
                "authorization code is invalid", "authorization code * not valid", "code_verifier", "code verifier",
                "authorization code * already", "invalid authorization code",
            ]),
        PhraseGroup(
            .stateMismatch, .certain,
            [
                "state mismatch", "invalid state", "state parameter", "state does not match", "csrf warning",
                "csrf detected",
                "state doesn't match", "state differs", "state not equal", "unknown state", "another browser",
                "state was not found", "mismatching_state",
            ]),
        PhraseGroup(
            .secretRefused, .certain,
            [
                "client secret * wrong", "client secret * invalid", "client secret * incorrect",
                "client secret * expired", "client secret * not match", "invalid client secret", "bad client_secret",
                "wrong client secret", "client authentication failed", "client_secret * invalid",
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
                "account * locked", "account * disabled", "locked out", "user * locked", "locked user",
                "user * is disabled",
                "login is disabled", "logon disabled", "login disabled", "user * deactivated", "account * deactivated",
                "account * inactive", "disabled user", "failed log-in attempts", "failed login attempts",
                "user * is locked", "user is disabled",
                "account has been locked", "login * disabled for", "logon is not allowed", "too many failed",
            ]),
        PhraseGroup(
            .addressNotTrusted, .certain,
            [
                "network is not trusted", "network not trusted", "untrusted address", "trusted addresses",
                "trusted network", "trusted ip", "trusted range",
                "trusted location",
                "not allowed from this ip", "not allowed from your ip", "from this ip address", "your ip address",
                "not allowed from this network", "not allowed from this location", "from this location",
                "outside the office network", "from home * not from", "ip restriction", "from an unknown network",
                "not a trusted address", "address is not trusted", "ip address is not allowed",
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
                "closed the sign-in", "closed the login", "closed the window", "pressed cancel", "clicked cancel",
                "clicked deny", "denied consent", "consent was denied", "user_cancelled", "cancelled sign-in",
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
                "newer version", "etag mismatch", "precondition failed", "in the meantime", "while i had it open",
                "while i was editing", "after i opened", "since i opened", "since you opened", "after you opened",
                "someone else saved", "somebody else saved", "saved a version", "colleague saved",
                "overwrite * changes",
                "saved over", "more recent version", "later version", "version on the server is newer",
                "has been changed since", "has been modified since",
                "version conflict", "modified by another", "has changed since", "changed by another",
            ]),
        PhraseGroup(
            .uploadRefused, .certain,
            [
                "required field", "field is required", "required custom", "is a required", "must not be empty: custom",
                "invalid profile", "profile is invalid", "file is empty",
                "empty file", "zero bytes", "zero-byte", "0 bytes", "request entity too large", "payload too large",
                "search folder", "required profile", "required metadata", "no extension", "validation failed",
                "mandatory field", "profile validation",
            ]),
        PhraseGroup(
            .callbackIncomplete, .certain,
            [
                "without a code", "without code", "no code in", "no code parameter", "no authorization code",
                "missing authorization code", "authorization code is missing", "authorization code missing",
                "missing code", "code is missing", "code parameter is missing", "missing parameter: code",
                "parameter: code", "missing required parameter: code", "without code and state", "neither code nor",
                "missing the code", "code parameter missing", "no code or state", "without what a log-in needs",
                "without state", "missing state", "state is missing", "no state in", "missing parameter: state",
                "callback without", "without any parameters", "callback with no", "code=&", "\"code\":null",
                "parameter 'code'", "parameter \"code\"", "callback has no", "code: undefined", "code=undefined",
                "code=null", "state=undefined", "query string is empty", "empty callback", "lost the code",
            ]),
        PhraseGroup(
            .outcomeUnknown, .certain,
            [
                "whether it was saved", "whether it is saved", "whether the save", "whether the document was saved",
                "if it was saved", "if it is saved", "if the save", "not sure * saved", "don't know * saved",
                "do not know * saved", "may have been saved", "might have been saved", "may or may not",
                "outcome unknown", "outcome is unknown", "unknown outcome", "outcome of the", "lost while saving",
                "broke while saving", "lost during * save", "lost during * upload", "dropped while saving",
                "lost before * answer", "before the answer", "before the response", "no answer to * upload",
                "no response to * upload", "upload * response * lost", "whether the upload", "if the upload",
                "whether it went through", "if it went through", "whether it arrived", "if it arrived",
                "while uploading", "unclear whether", "not clear whether", "after the request body",
                "after the whole body", "after the body", "request was sent * no response", "body * sent * no response",
            ]),
        PhraseGroup(
            .customerOrLibraryWrong, .certain,
            [
                "wrong customer", "customer id is wrong", "customer id * wrong", "customer id * incorrect",
                "customer id * not exist", "customer id * unknown", "customer id * invalid", "customer id * not found",
                "unknown customer", "invalid customer", "customer * not found", "customer * does not exist",
                "customer_id * not", "customer * unknown", "no such customer", "no customer", "unknown library",
                "library not found", "library is unknown", "library does not exist", "no such library", "wrong library",
                "invalid library", "no library named", "unknown database", "database not found",
                "library name is wrong",
                "no library called", "nrc_invalid_customer", "nrc_invalid_library", "/customers/0/",
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
                "object not found", "no longer there", "was deleted", "has been deleted", "was moved",
                "no longer exists",
                "cannot be found", "purged", "folder * does not exist",
            ]),
        PhraseGroup(
            .throttled, .certain,
            [
                "too many requests", "rate limit", "rate-limited", "throttl", "slow down", "quota exceeded",
                "too many calls",
            ]),
        PhraseGroup(
            .checksumMismatch, .certain,
            [
                "checksum", "hash mismatch", "sha256 mismatch", "digest mismatch", "sha-256 * match", "bytes remaining",
                "incompleteread", "content_length_mismatch", "content-length delimited", "body was cut",
                "was cut short", "cut off after", "truncated", "curl: (18)", "fewer bytes", "body is shorter",
                "bytes missing", "corrupt download", "damaged after download", "incomplete download",
                "download is incomplete", "bytes instead of", "received * of * bytes", "got * of * bytes",
                "content-length * received", "content-length * but",
            ]),
        PhraseGroup(
            .singleSignOnFailed, .likely,
            [
                "assertion * expired", "assertion * audience", "idp certificate", "identity provider", "sso * fail",
                "sso error", "sso * certificate",
            ]),
    ]
}
