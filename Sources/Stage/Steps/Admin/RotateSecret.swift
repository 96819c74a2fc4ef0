import ScenarioKeys
import WorkServer

/// Generates a new client secret; the old one no longer works.
struct RotateSecret: ApplicationStep {
    static let name = "admin.rotate_secret"
    static let doc = "Generates a new client secret; the old one no longer works."
    static let alone: String? = "application"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._application)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        let server = try target(on: stage)
        let returned = try command(
            .rotateSecret(application: applicationName(on: stage)), at: server, on: stage)
        stage.keep(returned, of: server.name)
        return returned
    }
}
