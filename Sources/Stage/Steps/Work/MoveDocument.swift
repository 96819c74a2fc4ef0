import ScenarioKeys
import WorkServer

/// A colleague moves a document to another folder.
struct MoveDocument: ColleagueStep {
    static let name = "work.move"
    static let doc = "A colleague moves a document to another folder."
    static let keys: [ListedKey<Self>] = [
        .init(\._person), .init(\._server), .init(\._document), .init(\._program), .init(\._folder),
    ]

    @Key(.as(.colleague)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""
    @Key(
        "in", "The program that they use; DeskSite unless said.", example: "in: DeskSite",
        unseen: "The program stands in the document's history alone, which only another program's request reads.")
    var program: String?
    @Key("to", "The path of the folder.", required: true) var folder: FolderPath = ""

    func perform(on stage: Stage) async throws -> Nothing {
        try command(on: stage) { .move(document: $0, to: folder.name) }
    }
}
