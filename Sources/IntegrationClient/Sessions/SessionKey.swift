/// Whose session on which server.
struct SessionKey: Hashable, Sendable {
    let person: String
    let server: String

    /// Its name in the vault; lengths keep two names from running into one.
    var vaultName: String { "session/\(person.utf8.count):\(person)/\(server)" }
}

/// What a log-in brought; it exists in the clear only while it is used.
struct Session: Codable, Sendable {
    var accessToken: String
    var refreshToken: String?
    let customer: String
    /// Path of the API on the server: `/work/api/v2`.
    let apiPath: String
}
