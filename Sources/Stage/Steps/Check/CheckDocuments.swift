import ScenarioKeys
import WorkServer

/// Counts documents on a server.
struct CheckDocuments: ServerStep {
    static let name = "check.documents"
    static let doc = "Counts documents on a server."
    static let alone: String? = "folder"
    static let keys: [ListedKey<Self>] = [.init(\._server), .init(\._folder), .init(\._text), .init(\._count)]

    @Key(.server) var server: ServerName?
    @Key(.folder) var folder: FolderPath?
    @Key("with_text", "Only documents whose latest version has this text.")
    var text: String?
    @Key("count", "How many there must be.", shape: .integer(0...1_000_000))
    var count: Int?

    func perform(on stage: Stage) async throws -> DocumentsReturn {
        let content = try target(on: stage).running.snapshot.content
        let all = folder.map { content.documents(below: $0.name) } ?? content.allDocuments
        let found = all.filter { document in text.map { document.latest?.text == $0 } ?? true }
        if let count, count != found.count {
            throw Stage.PartyFailure(
                checkFailed:
                    "\(found.count) such \(found.count == 1 ? "document is" : "documents are") there, not \(count).")
        }
        var returned = DocumentsReturn()
        returned.documents = found.map(\.name)
        return returned
    }
}

/// Names of documents.
struct DocumentsReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._documents)]

    @Key("documents", "The documents' names, in any order.") var documents: [String] = []
    var notices: [String] = []
}
