import ScenarioKeys
import WorkServer

/// Starts a server that was stopped.
struct StartServer: ServerStep {
    static let name = "server.start"
    static let doc = "Starts a server that was stopped."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._server)]

    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> Nothing {
        stage.network.setRunning(true, port: try target(on: stage).running.port)
        return Nothing()
    }
}
