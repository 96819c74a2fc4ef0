import ScenarioKeys
import WorkServer

/// A colleague checks a document out.
struct CheckOutDocument: ColleagueStep {
    static let name = "work.check_out"
    static let doc = "A colleague checks a document out."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._document), .init(\._program)]

    @Key(.as(.colleague)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""
    @Key("in", "The program that they use; DeskSite unless said.", example: "in: DeskSite") var program: String?

    func perform(on stage: Stage) async throws -> Nothing {
        try command(on: stage) { .checkOut(document: $0, program: program ?? "DeskSite") }
    }
}
