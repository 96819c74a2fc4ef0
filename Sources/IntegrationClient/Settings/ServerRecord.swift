/// One work server in the organization settings; its secret lies in the vault.
struct ServerRecord: Sendable {
    var name: String
    var address: ServerAddress
    var clientID: String
    var standing = ServerStanding.notAnnounced
    /// Why staff rejected it.
    var reason: String?
    /// The version that it last told.
    var version: String?

    /// A URL below the server, the base exactly as entered.
    func url(_ path: String) -> String { address.url + path }

    var secretName: String { "secret/\(name)" }
}
