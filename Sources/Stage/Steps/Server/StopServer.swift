import ScenarioKeys
import WorkServer

/// Stops a server.
struct StopServer: ServerStep {
    static let name = "server.stop"
    static let doc = "Stops a server; nothing answers."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._server)]

    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> Nothing {
        let running = try target(on: stage).running
        stage.network.setRunning(false, port: running.port)
        running.closeConnections { StageNetwork.isOutside($0) }
        return Nothing()
    }
}
