import Rules

/// What a refusal at the token end point most likely means; only the 403 is documented, the rest is read with care.
enum TokenRefusal: Equatable {
    case applicationUnknown, applicationDisabled, secretRefused, secretExpired, userNotGranted, redirectMismatch
    case codeRefused, grantExpired, refreshNotAllowed, oauthNotOffered

    /// Reads the refusal of a code's exchange.
    static func ofCode(_ body: ErrorBody, status: Int) -> TokenRefusal {
        if let refusal = ofApplication(body) { return refusal }
        switch body.key {
        case "invalid_request" where body.says("redirect"), "redirect_uri_mismatch": return .redirectMismatch
        case "invalid_grant", "access_denied", "":
            if let refusal = ofGrant(body) { return refusal }
        default: break
        }
        switch status {
        case 404, 405, 501: return .oauthNotOffered
        case 401: return .secretRefused
        case 403: return .grantExpired
        default: return body.key == "invalid_grant" ? .grantExpired : .codeRefused
        }
    }

    /// Reads the refusal of a refresh; nil means that the session is over.
    static func ofRefresh(_ body: ErrorBody) -> TokenRefusal? {
        if body.says("refresh"), body.says("not allowed", "not permitted", "allow refresh") {
            return .refreshNotAllowed
        }
        // RFC 6749, section 5.2: the application may not use this grant; a switched-off one says so in words.
        if body.key == "unauthorized_client", !body.says("disabled", "not enabled") { return .refreshNotAllowed }
        return ofApplication(body)
    }

    /// What is said of the application rather than of the code.
    private static func ofApplication(_ body: ErrorBody) -> TokenRefusal? {
        switch body.key {
        case "unauthorized_client": return .applicationDisabled
        case "unsupported_grant_type", "unsupported_response_type": return .oauthNotOffered
        case "invalid_client":
            if body.says("disabled", "not enabled") { return .applicationDisabled }
            if body.says("secret") { return body.says("expired") ? .secretExpired : .secretRefused }
            if body.says("unknown", "not registered", "not found", "no application", "no such") {
                return .applicationUnknown
            }
            return .secretRefused
        case "access_denied", "":
            return body.says("application is disabled", "application is not enabled", "not enabled")
                ? .applicationDisabled : nil
        default: return nil
        }
    }

    /// What is said of the code or of the user; nil where the words do not tell.
    private static func ofGrant(_ body: ErrorBody) -> TokenRefusal? {
        // A code that was redeemed before is dead whatever its age: what ends it is another log-in, not a setting.
        if body.says("already", "replay", "used before", "redeemed") { return .codeRefused }
        if body.says("expired", "expiry", "timed out", "timeout", "too old") { return .grantExpired }
        if body.says("redirect") { return .redirectMismatch }
        if body.says("verifier", "pkce", "challenge") { return .codeRefused }
        if body.says("unknown", "not issued", "another", "not found") {
            return .codeRefused
        }
        if body.says("user", "access tab", "not granted", "no access", "permission") { return .userNotGranted }
        return nil
    }

    /// The failure's id in the catalogue.
    var failure: FailureID {
        switch self {
        case .applicationUnknown: .applicationUnknown
        case .applicationDisabled: .applicationDisabled
        case .secretRefused, .secretExpired: .secretRefused
        case .userNotGranted: .userNotGranted
        case .redirectMismatch: .redirectMismatch
        case .codeRefused: .codeRefused
        case .grantExpired: .grantExpired
        case .refreshNotAllowed: .refreshNotAllowed
        case .oauthNotOffered: .oauthNotOffered
        }
    }
}
