import ScenarioKeys

/// Keys that many steps have.
extension KeyText {
    static let server = KeyText("server", "Which server; the only one unless said.")
    static let application = KeyText(
        "application", "The application's name; Office & Dragons unless said.",
        example: "application: Office & Dragons")
    static let document = KeyText(
        "document", "The document: its path, or `$id`.",
        example: "document: ACTIVE/Acme v. Bolt/Pleadings/Complaint.docx")
    static let folder = KeyText("folder", "The folder's path.", example: "folder: ACTIVE/Acme v. Bolt/Pleadings")

    /// `as:` for the people who fit.
    static func `as`(_ cast: Cast) -> KeyText {
        KeyText("as", "Who does it: \(cast.words); may be left out where only one fits.")
    }
}

/// A step at one server.
protocol ServerStep: StageStep {
    var server: ServerName? { get }
}

extension ServerStep {
    /// The server that is named, else the only one.
    func target(on stage: Stage) throws(StageTrouble) -> StageServer { try stage.server(server?.name) }
}

/// A document's contents, as text or by their size alone.
struct ContentsKeys: Keyed {
    static let topic = "contents"
    static let doc = "The contents of a document."
    static let keys: [ListedKey<Self>] = [.init(\._text), .init(\._size)]

    @Key("text", "The contents as text.")
    var text: String?
    @Key("size", "The contents by their size alone, at most 16MiB.", example: "size: 10MiB")
    var size: ByteCount?

    /// More than this is not held in memory for one step.
    private static let largest = 16 << 20

    func verify() throws(KeyIssue) {
        guard text == nil || size == nil else {
            throw KeyIssue("the contents are 'text' or a 'size', not both", at: "size")
        }
        if let size, size.bytes > Self.largest { throw KeyIssue("'size' is at most 16MiB", at: "size") }
    }

    /// The contents; nil where nothing is said of them.
    var contents: String? { text ?? size.map { String(repeating: "x", count: $0.bytes) } }
}
