import ScenarioKeys
import WorkServer

/// Takes a server's name off the internet.
struct UnpublishServer: ServerStep {
    static let name = "network.unpublish"
    static let doc = "Takes a server's name off the internet."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._server)]

    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> Nothing {
        stage.network.unpublish(port: try target(on: stage).running.port)
        return Nothing()
    }
}
