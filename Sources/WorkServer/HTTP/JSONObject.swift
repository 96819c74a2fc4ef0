/// A JSON object of a request: texts, numbers, truths, lists and other objects; a number with a fraction, or one that no
/// `Int` holds, is kept as its text.
struct JSONObject: Sendable {
    /// A member's value.
    indirect enum Member: Sendable {
        case text(String)
        case number(Int)
        case truth(Bool)
        case list([Member])
        case object([String: Member])
        case null

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var number: Int? { if case .number(let number) = self { number } else { nil } }
        /// A truth, also as a text: clients of real servers send both.
        var truth: Bool? {
            switch self {
            case .truth(let truth): truth
            case .text(let text): Bool(text.lowercased())
            default: nil
            }
        }
        var isNull: Bool { if case .null = self { true } else { false } }
        subscript(name: String) -> Member? { if case .object(let members) = self { members[name] } else { nil } }
    }

    private let members: [String: Member]

    /// Reads a body.
    ///
    /// - Throws: `JSONReader.Problem` where it is no object, or one that readers of JSON disagree about.
    init(reading body: [UInt8], allowingDuplicates: Bool = false) throws(JSONReader.Problem) {
        members = try JSONReader.object(body, allowingDuplicates: allowingDuplicates)
    }

    subscript(name: String) -> Member? { members[name] }

    /// The object as a value.
    var root: Member { .object(members) }

    /// The names that it has, sorted.
    var names: [String] { members.keys.sorted() }
}
