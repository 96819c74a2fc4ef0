import IntegrationClient
import ScenarioKeys

/// Saves a document; a new version looks and locks first, then uploads.
struct SaveDocument: ActedStep {
    static let name = "user.save"
    static let doc = "Saves a document; a new version looks and locks first, then uploads."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] =
        [.init(\._person), .init(\._server), .init(\._document)] + ListedKey.group(\.contents)
        + [.init(\._mode), .init(\._conflict), .init(\._folder), .init(\._newName)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""
    var contents = ContentsKeys()
    @Key("how", "As a new version, or as a new document.") var mode: SaveMode?
    @Key(
        "conflict",
        "What is done if somebody saved since or has it checked out: ask, save all the same, or save a copy beside it.",
        example: "conflict: copy")
    var conflict: ConflictChoice?
    @Key(.folder) var folder: FolderPath?
    @Key("name", "The name of a new document or a copy.") var newName: String?

    func verify() throws(KeyIssue) { try contents.verify() }

    func perform(on stage: Stage) async throws -> SavedReturn {
        let request = try await stage.documentRequest(actor(on: stage), server, document)
        return try await stage.savedReturn(
            of: .save(
                .init(
                    person: request.person, server: request.server, document: request.document,
                    text: contents.contents ?? "", mode: mode ?? .version, conflict: conflict ?? .ask,
                    folder: folder?.name, name: newName)))
    }
}
