import ScenarioKeys
import WorkServer

/// Stops a server and starts it again.
struct RestartServer: ServerStep {
    static let name = "server.restart"
    static let doc = "Stops a server and starts it again."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._server), .init(\._lost)]

    @Key(.server) var server: ServerName?
    @Key("loses", "What the server no longer knows afterwards.", example: "loses: [tokens]")
    var lost: OneOrMore<Loss> = []

    func perform(on stage: Stage) async throws -> Nothing {
        let server = try target(on: stage)
        stage.network.setRunning(true, port: server.running.port)
        for what in lost.items { server.running.lose(what.rawValue) }
        return Nothing()
    }
}
