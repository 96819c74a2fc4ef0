import ScenarioKeys
import WorkServer

/// A colleague checks a document in; without text or size there is no new version.
struct CheckInDocument: ColleagueStep {
    static let name = "work.check_in"
    static let doc = "A colleague checks a document in; without text or size there is no new version."
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
        try command(on: stage) { .checkIn(document: $0, bytes: contents.contents.map { Array($0.utf8) }) }
    }
}
