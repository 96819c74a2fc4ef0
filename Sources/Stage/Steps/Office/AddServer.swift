import ScenarioKeys
import Secrets
import Synchronization

/// Enters a work server with its URL and client secret.
struct AddServer: ActedStep {
    static let name = "office.add_server"
    static let doc = "Enters a work server with its URL and client secret."
    static let alone: String? = "url"
    static let keys: [ListedKey<Self>] = [
        .init(\._person), .init(\._server), .init(\._url), .init(\._clientSecret), .init(\._clientID),
    ]
    static let cast = Cast.organizationAdmin

    @Key(.as(.organizationAdmin)) var person: PersonName?
    @Key("server", "What O&D is to call the server; the name of the only one unless said.")
    var server: String?
    @Key(
        "url", "The server's URL as it is typed; what the server is known by unless said.",
        example: "url: \"https://work.example.com\"")
    var url: String?
    @Key("client_secret", "The secret that Control Center generated.", example: "client_secret: $secret")
    var clientSecret: Secret?
    @Key("client_id", "The client id, where it differs from the deployment's.") var clientID: String?

    func perform(on stage: Stage) async throws -> ServerReturn {
        let name = server ?? stage.state.withLock { $0.servers.count == 1 ? $0.servers.keys.first : nil }
        let entry = ClientRequest.ServerEntry(
            person: try actor(on: stage), server: name, url: try url ?? stage.server(server).url, clientID: clientID,
            clientSecret: (clientSecret ?? name.flatMap { known in stage.state.withLock { $0.clientSecrets[known] } })
                .map { .init($0) })
        return try await stage.serverReturn(of: .addServer(entry))
    }
}
