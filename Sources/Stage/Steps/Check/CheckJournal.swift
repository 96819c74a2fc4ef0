import ScenarioKeys
import WorkServer

/// Looks for words in a server's journal.
struct CheckJournal: ServerStep {
    static let name = "check.journal"
    static let doc = "Looks for words in a server's journal; a secret's reference matches its redacted name."
    static let alone: String? = "contains"
    static let keys: [ListedKey<Self>] = [.init(\._server), .init(\._wanted), .init(\._unwanted)]

    @Key(.server) var server: ServerName?
    @Key("contains", "What must be there.", example: "contains: [oauth.grant.expired]")
    var wanted: OneOrMore<JournalText> = []
    @Key("lacks", "What must not be there.", example: "lacks: [$main.client_secret]")
    var unwanted: OneOrMore<JournalText> = []

    private var words: WordsKeys {
        var words = WordsKeys()
        words.wanted = OneOrMore(wanted.items.map(\.name))
        words.unwanted = OneOrMore(unwanted.items.map(\.name))
        return words
    }

    func verify() throws(KeyIssue) { try words.verify(Self.name) }

    func perform(on stage: Stage) async throws -> Nothing {
        let name = try target(on: stage).name
        let text = stage.chronicle.entries.filter { $0.server == name }.map { entry in
            [entry.rule, entry.path, entry.detail, entry.requestText, entry.responseText].compactMap { $0 }
                .joined(separator: " ")
        }.joined(separator: "\n")
        try words.check(text, what: "the journal of \(name)", on: stage)
        return Nothing()
    }
}
