import ScenarioKeys
import WorkServer

/// A colleague saves a new version of a document.
struct EditDocument: ColleagueStep {
    static let name = "work.edit"
    static let doc = "A colleague saves a new version of a document."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] =
        [.init(\._person), .init(\._server), .init(\._document), .init(\._program)] + ListedKey.group(\.contents)

    @Key(.as(.colleague)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""
    @Key(
        "in", "The program that they use; DeskSite unless said.", example: "in: DeskSite",
        unseen: "The program stands in the document's history alone, which only another program's request reads.")
    var program: String?
    var contents = ContentsKeys()

    func verify() throws(KeyIssue) { try contents.verify() }

    func perform(on stage: Stage) async throws -> Nothing {
        try command(on: stage) { .edit(document: $0, bytes: Array((contents.contents ?? "").utf8)) }
    }
}
