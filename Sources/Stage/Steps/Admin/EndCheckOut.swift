import ScenarioKeys
import WorkServer

/// Ends somebody's check-out of a document.
struct EndCheckOut: ControlCenterStep {
    static let name = "admin.end_check_out"
    static let doc = "Ends somebody's check-out of a document."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._document)]

    @Key(.as(.administrator)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""

    func perform(on stage: Stage) async throws -> RegistrationReturn {
        let server = try target(on: stage)
        return try command(
            .endCheckOut(document: stage.path(of: document, on: server)), at: server, on: stage)
    }
}
