import ScenarioKeys
import WorkServer

/// A colleague restores a document from the trash.
struct RestoreDocument: ColleagueStep {
    static let name = "work.restore"
    static let doc = "A colleague restores a document from the trash."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._document), .init(\._program)]

    @Key(.as(.colleague)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""
    @Key(
        "in", "The program that they use; DeskSite unless said.", example: "in: DeskSite",
        unseen: "The program stands in the document's history alone, which only another program's request reads.")
    var program: String?

    func perform(on stage: Stage) async throws -> Nothing {
        try command(on: stage) { .restore(document: $0) }
    }
}
