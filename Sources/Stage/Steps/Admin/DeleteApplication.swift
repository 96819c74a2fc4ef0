import ScenarioKeys
import WorkServer

/// Deletes an application's registration.
struct DeleteApplication: ApplicationStep {
    static let name = "admin.delete_application"
    static let doc = "Deletes an application's registration."
    static let alone: String? = "application"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._application)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        try command(.deleteApplication(application: applicationName(on: stage)), at: target(on: stage), on: stage)
    }
}
