import ScenarioKeys
import WorkServer

/// Disarms faults.
struct ClearFaults: ServerStep {
    static let name = "network.clear_faults"
    static let doc = "Disarms every fault, or those of one server."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._server)]

    @Key("server", "Whose faults; those of all servers unless said.") var server: ServerName?

    func perform(on stage: Stage) async throws -> Nothing {
        stage.network.clearFaults(port: server == nil ? nil : try target(on: stage).running.port)
        return Nothing()
    }
}
