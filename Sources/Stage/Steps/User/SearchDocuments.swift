import ScenarioKeys

/// Searches documents.
struct SearchDocuments: ActedStep {
    static let name = "user.search"
    static let doc = "Searches documents."
    static let alone: String? = "text"
    static let keys: [ListedKey<Self>] = [
        .init(\._person), .init(\._server), .init(\._text), .init(\._library),
    ]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key("text", "What to look for.", required: true) var text = ""
    @Key("library", "The library to search; all unless said.", example: "library: ACTIVE") var library: FolderPath?

    func perform(on stage: Stage) async throws -> DocumentsReturn {
        let request = try await stage.serverRequest(actor(on: stage), server)
        return try await stage.documentsReturn(
            of: .search(
                .init(person: request.person, server: request.server, library: library?.name, text: text)))
    }
}
