import Rules

/// A refusal in the shape of RFC 6749: a status, an error code, a description.
struct OAuthRefusal: Error, Sendable {
    let status: Int
    let error: String
    let description: String
}

/// A refusal that a browser shows.
struct PageRefusal: Error, Sendable {
    let status: Int
    let heading: String
    let message: String
}

/// A refusal in the API's error envelope.
struct APIRefusal: Error, Sendable {
    let status: Int
    let code: String?
    let message: String
    /// Seconds after which the call may be tried again.
    var retryAfter: Int?
    /// Whether the call had an access token, and it is refused.
    var isTokenRefused = false
    /// What is wrong with each field, as `messages` has it.
    var fields: [Field] = []

    /// What is wrong with a field.
    struct Field: Sendable {
        let name: String
        let message: String
        /// What is wrong, in a word.
        var code = "NRC_INVALID_PARAM"
    }

    init(status: Int, code: String?, message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    init(_ refusal: AccessRefusal) {
        self.init(status: refusal.status, code: refusal.code, message: refusal.message)
        retryAfter = refusal.retryAfter
        isTokenRefused = refusal.status == 401 && refusal.rule.id != AccessRules.missing.id
    }
}
