/// Whose session on which server.
struct SessionKey: Hashable, Sendable {
    let person: String
    let server: String

    /// Its name in the vault; lengths keep two names from running into one.
    var vaultName: String { "session/\(person.utf8.count):\(person)/\(server)" }

    init(person: String, server: String) {
        self.person = person
        self.server = server
    }

    /// Reads a name of the vault; nil where it is none of a session.
    init?(vaultName: String) {
        guard vaultName.hasPrefix("session/") else { return nil }
        let rest = vaultName.dropFirst("session/".count)
        guard let colon = rest.firstIndex(of: ":"), let count = Int(rest[..<colon]), count >= 0 else {
            return nil
        }
        let names = rest[rest.index(after: colon)...].utf8
        guard names.count > count, names.dropFirst(count).first == UInt8(ascii: "/"),
            let person = String(names.prefix(count)),
            let server = String(names.dropFirst(count + 1))
        else { return nil }
        self.init(person: person, server: server)
    }
}

/// What a log-in brought; it exists in the clear only while it is used.
struct Session: Codable, Sendable {
    var accessToken: String
    var refreshToken: String?
    let customer: String
    /// Path of the API on the server: `/work/api/v2`.
    let apiPath: String
}
