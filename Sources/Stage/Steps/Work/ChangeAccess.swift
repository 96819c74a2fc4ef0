import ScenarioKeys
import WorkServer

/// A colleague changes who may do what with a document or folder.
struct ChangeAccess: ColleagueStep {
    static let name = "work.change_access"
    static let doc = "A colleague changes who may do what with a document or folder."
    static let keys: [ListedKey<Self>] = [
        .init(\._person), .init(\._server), .init(\._document), .init(\._program), .init(\._access),
    ]

    @Key(.as(.colleague)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""
    @Key(
        "in", "The program that they use; DeskSite unless said.", example: "in: DeskSite",
        unseen: "The program stands in the document's history alone, which only another program's request reads.")
    var program: String?
    @Key("access", "What each person may do from now on.", required: true, example: "access: { ben: read }")
    var access: [AccountName: Right] = [:]

    func perform(on stage: Stage) async throws -> Nothing {
        try command(on: stage) { path, server in
            .changeAccess(
                path: path,
                access: access.reduce(into: [:]) {
                    $0[stage.account(of: $1.key.name, on: server.name).uppercased()] = $1.value.level
                })
        }
    }
}
