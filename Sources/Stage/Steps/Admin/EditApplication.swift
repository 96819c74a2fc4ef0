import ScenarioKeys
import WorkServer

/// Changes fields of a registered application.
struct EditApplication: ApplicationStep {
    static let name = "admin.edit_application"
    static let doc = "Changes fields of a registered application."
    static let keys: [ListedKey<Self>] =
        [.init(\._person), .init(\._server), .init(\._application)] + ListedKey.group(\.fields) + [.init(\._change)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.application) var application: ApplicationName?
    var fields = ApplicationSetup()
    @Key(
        "change", "Fields to change, among them the name, where `application` says which one is meant.",
        example: "change: { name: O&D }")
    var change: ApplicationSetup?

    func verify() throws(KeyIssue) {
        guard change == nil || fields.written == .map([]) else {
            throw KeyIssue("fields stand under 'change' or beside it, not both", at: "change")
        }
    }

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        try command(
            .editApplication(application: applicationName(on: stage), form: stage.form(of: change ?? fields)),
            at: target(on: stage), on: stage)
    }
}
