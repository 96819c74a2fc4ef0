import ScenarioKeys
import Synchronization
import WorkServer

/// Makes a server's name known on the internet.
struct PublishServer: ServerStep {
    static let name = "network.publish"
    static let doc = "Makes a server's name known on the internet."
    static let alone: String? = "url"
    static let keys: [ListedKey<Self>] = [.init(\._server), .init(\._url)]

    @Key(.server) var server: ServerName?
    @Key(
        "url", "The URL that it is known by from now on; its present one unless said.",
        example: "url: \"https://work.example.com\"")
    var url: ServerURL?

    func perform(on stage: Stage) async throws -> Nothing {
        var server = try target(on: stage)
        let url = url?.text ?? server.url
        server.url = url
        server.running.setPublicName(url: url)
        stage.network.publish(
            host: server.host, urlPort: StageServer.port(of: url), port: server.running.port, isPublic: true)
        let published = server
        stage.state.withLock { $0.servers[published.name] = published }
        return Nothing()
    }
}
