import ScenarioKeys
import WorkServer

/// Enables an application, so that people can log in through it.
struct EnableApplication: ApplicationStep {
    static let name = "admin.enable_application"
    static let doc = "Enables an application, so that people can log in through it."
    static let alone: String? = "application"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._application)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        try command(.enable(application: applicationName(on: stage)), at: target(on: stage), on: stage)
    }
}
