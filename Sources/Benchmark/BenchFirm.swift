import Secrets
import WorkServer

/// A firm of as many documents as wanted, the same for every run: 500 in a workspace, 100 in a folder.
struct BenchFirm {
    /// The log-in of whoever calls.
    static let user = "ADA"
    static let password = "a password for measuring"
    static let library = "ACTIVE"
    /// The tenth document of the first folder, behind its workspace and folder.
    static let someDocument = 12

    private static let kinds = ["Agreement", "Letter", "Memo", "Complaint", "Minutes", "Opinion", "Lease", "Notice"]
    private static let parties = ["Bolt", "Acme", "Crane", "Dover", "Elm", "Frost", "Grant", "Hale", "Irwin", "Jarvis"]
    private static let syllables = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo"]

    let firm: Firm
    /// What the documents hold, in bytes.
    private(set) var textBytes = 0

    init(documents: Int) {
        var random = Steps(state: UInt64(documents))
        let words = (0..<4_000).map { _ in (0..<4).map { _ in random.pick(Self.syllables) }.joined() }
        var workspaces: [String: FirmContent.Node] = [:]
        var bytes = 0
        var made = 0
        while made < documents {
            let number = workspaces.count
            var folders: [String: FirmContent.Node] = [:]
            while made < documents, folders.count < 5 {
                var inside: [String: FirmContent.Node] = [:]
                while made < documents, inside.count < 100 {
                    let (name, document) = Self.document(made, client: number % 100, words, &random)
                    bytes += document.versions.reduce(0) { $0 + $1.utf8.count }
                    inside[name] = .document(document)
                    made += 1
                }
                folders["Folder \(folders.count + 1)"] = .container(inside, FirmContent.Container())
            }
            var said = FirmContent.Container()
            if number % 10 == 9 {
                said.defaultSecurity = "private"
                said.access = ["group LITIGATION": "read"]
            }
            workspaces["Matter \(1_000_000 + number)"] = .container(folders, said)
        }
        var firm = Firm()
        firm.users = [
            FirmUser(id: Self.user, fullName: "Ada Byron", password: Secret(Self.password), groups: ["LITIGATION"])
        ]
        firm.libraries = [Self.library]
        firm.content = FirmContent(libraries: [Self.library: .container(workspaces, FirmContent.Container())])
        for client in 0..<100 {
            firm.content.tables.customs[.custom1, default: [:]]["C\(client)"] = LookupEntry(text: "Client \(client)")
        }
        self.firm = firm
        textBytes = bytes
    }

    private static func document(
        _ number: Int, client: Int, _ words: [String], _ random: inout Steps
    ) -> (String, FirmContent.Document) {
        var document = FirmContent.Document()
        document.versions = [
            (0..<40).map { _ in random.pick(words) }.joined(separator: " ") + " warranty\(number % 50)"
        ]
        document.profile = [
            "author": "USER\(random.below(50))", "custom1": "C\(client)", "custom2": "M\(number / 500)",
            "comment": "\(random.pick(words)) \(random.pick(words))",
        ]
        return ("\(random.pick(kinds)) \(random.pick(parties)) \(100_000 + number).docx", document)
    }
}

/// A sequence of numbers that is the same on every machine.
struct Steps {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
}
