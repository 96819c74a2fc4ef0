import ScenarioKeys

/// Checks a document out.
struct LockDocument: ActedStep {
    static let name = "user.lock"
    static let doc = "Checks a document out."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._document)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""

    func perform(on stage: Stage) async throws -> DoneReturn {
        try await stage.done(.lock(stage.documentRequest(actor(on: stage), server, document)))
    }
}
