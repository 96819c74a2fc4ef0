import ScenarioKeys
import WorkServer

/// Reads the server's release in Control Center.
struct LookUpVersion: ControlCenterStep {
    static let name = "admin.look_up_version"
    static let doc = "Reads the server's release in Control Center."
    static let alone: String? = "server"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        try command(.lookUpVersion, at: target(on: stage), on: stage)
    }
}
