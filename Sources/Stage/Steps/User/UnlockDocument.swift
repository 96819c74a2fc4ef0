import ScenarioKeys

/// Ends a check-out.
struct UnlockDocument: ActedStep {
    static let name = "user.unlock"
    static let doc = "Ends a check-out."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._document)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""

    func perform(on stage: Stage) async throws -> DoneReturn {
        try await stage.done(.unlock(stage.documentRequest(actor(on: stage), server, document)))
    }
}
