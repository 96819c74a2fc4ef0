import ScenarioKeys

/// Opens a document.
struct OpenDocument: ActedStep {
    static let name = "user.open"
    static let doc = "Opens a document."
    static let alone: String? = "document"
    static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._server), .init(\._document), .init(\._version)]
    static let cast = Cast.user

    @Key(.as(.user)) var person: PersonName?
    @Key(.server) var server: ServerName?
    @Key(.document, required: true) var document: DocumentReference = ""
    @Key("version", "Which version; the latest unless said.", shape: .integer(1...1_000_000)) var version: Int?

    func perform(on stage: Stage) async throws -> OpenedReturn {
        let request = try await stage.documentRequest(actor(on: stage), server, document)
        let (reply, notices) = try await stage.ask(
            .open(
                .init(
                    person: request.person, server: request.server, document: request.document, version: version)))
        guard case .opened(let version, let bytes, let text) = reply else { throw StageTrouble(unanswered: Self.name) }
        var returned = OpenedReturn()
        returned.version = version
        returned.bytes = bytes
        returned.text = text
        returned.notices = notices
        return returned
    }
}

/// A document that was opened.
struct OpenedReturn: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._version), .init(\._bytes), .init(\._text)]

    @Key("version", "The document's version.") var version = 0
    @Key("bytes", "How many bytes of the document were transferred.") var bytes = 0
    @Key("text", "The document's text, unless it is large.") var text: String?
    var notices: [String] = []
}
