import ScenarioKeys
import WorkServer

/// Exports an application's registration, to send it to a colleague.
struct ExportRegistration: ApplicationStep {
    static let name = "admin.export_registration"
    static let doc = "Exports an application's registration, to send it to a colleague."
    static let alone: String? = "application"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._application)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        try command(.exportRegistration(application: applicationName(on: stage)), at: target(on: stage), on: stage)
    }
}
