import ScenarioKeys
import Secrets

/// Changes what was entered for a server.
struct EditServer: ActedStep {
    static let name = "office.edit_server"
    static let doc = "Changes what was entered for a server."
    static let keys: [ListedKey<Self>] = [
        .init(\._person), .init(\._server), .init(\._url), .init(\._clientSecret), .init(\._clientID),
        .init(\._newName),
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
    @Key("name", "The name that it is to have from now on.") var newName: String?

    func perform(on stage: Stage) async throws -> DoneReturn {
        let request = try await stage.serverRequest(actor(on: stage), server.map { ServerName($0) })
        return try await stage.done(
            .editServer(
                .init(
                    person: request.person, server: request.server, newName: newName, url: url, clientID: clientID,
                    clientSecret: clientSecret.map { .init($0) })))
    }
}
