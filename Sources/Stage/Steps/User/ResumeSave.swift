import ScenarioKeys

/// Resumes a save whose outcome is unknown.
struct ResumeSave: ActedStep {
    static let name = "user.resume_save"
    static let doc = "Resumes a save whose outcome is unknown."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._document)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""

    func perform(on stage: Stage) async throws -> SavedReturn {
        try await stage.savedReturn(of: .resumeSave(stage.documentRequest(actor(on: stage), server, document)))
    }
}
