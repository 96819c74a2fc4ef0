import ScenarioKeys
import WorkServer

/// Disables an application.
struct DisableApplication: ApplicationStep {
    static let name = "admin.disable_application"
    static let doc = "Disables an application."
    static let alone: String? = "application"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._application)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        try command(.disable(application: applicationName(on: stage)), at: target(on: stage), on: stage)
    }
}
