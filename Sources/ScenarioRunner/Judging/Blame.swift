/// Whom a failing verdict points at: one side, or several and the questions that part them.
public struct Blame: Codable, Hashable, Sendable {
    /// A side that may have departed from what is right.
    public enum Side: String, Codable, Sendable, CaseIterable {
        /// The file expects what its own world does not lead to.
        case scenario
        /// The world is set up so that a party rightly refuses.
        case configuration
        /// The client made something wrong of what it met.
        case client
        /// The work server answered otherwise than it should.
        case server
        /// Something that must always hold does not.
        case simulator

        /// What it means, in words that follow its name and a colon.
        var meaning: String {
            switch self {
            case .scenario: "its steps or expectations do not fit its own world"
            case .configuration: "the world is set up so that a party rightly refuses"
            case .client: "it handles a right answer wrongly, or decides wrongly itself"
            case .server: "it answers differently than a work server should"
            case .simulator: "something that must always hold does not"
            }
        }

        /// The question that is answered with yes where it is this side.
        var question: String {
            switch self {
            case .scenario: "Has this file failed ever since it was written?"
            case .configuration: "Is the refusal right, as the world is set up?"
            case .client: "Would a correct client have acted differently after the same answers?"
            case .server: "Would a real work server have answered differently in the world of `given`?"
            case .simulator: "Does the same file pass in another run?"
            }
        }

        /// Whether it is a party whose code acts or answers.
        var isParty: Bool { self == .client || self == .server }
    }

    /// The sides, the likelier one first.
    public let sides: [Side]

    /// Sides, the likelier one first.
    init(_ sides: Side...) { self.sides = sides }

    private init(_ sides: [Side]) { self.sides = sides }

    /// The scenario file.
    public static let scenario = Blame(.scenario)
    /// What is set up in the world.
    public static let configuration = Blame(.configuration)
    /// Office & Dragons, or another client under test.
    public static let client = Blame(.client)
    /// The work server.
    public static let server = Blame(.server)
    /// WorkSim itself.
    public static let simulator = Blame(.simulator)
    /// The client or the server, where the same step shows what both made.
    static let eitherParty = Blame(.client, .server)

    /// The sides in words: `client`, `client or configuration`.
    public var text: String { sides.map(\.rawValue).joined(separator: " or ") }

    /// What the blame means, with the question that parts each side from those after it.
    var meaning: String {
        var sentences: [String] = []
        for side in sides.dropLast() {
            sentences.append("\(side.question) If so, it is the \(side.rawValue): \(side.meaning). If not:")
        }
        guard let last = sides.last else { return "" }
        return (sentences + [sentences.isEmpty ? "\(last.meaning)." : "it is the \(last.rawValue): \(last.meaning)."])
            .joined(separator: " ")
    }

    /// The question that parts the first side from the others, to be answered with yes for it; nil where one is named.
    public var question: String? { sides.count > 1 ? sides.first?.question : nil }

    /// The blame where both parties are known to be right: the file or its world departs.
    var ofRightParties: Blame {
        let others = sides.filter { !$0.isParty }
        return others.isEmpty ? .scenario : Blame(others)
    }

    /// The parties among the sides; nil where there are none.
    var parties: Blame? {
        let parties = sides.filter(\.isParty)
        return parties.isEmpty ? nil : Blame(parties)
    }

    /// Reads one side, or a list of them.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        sides = try (try? value.decode(Side.self)).map { [$0] } ?? value.decode([Side].self)
    }

    /// Writes one side as a word, several as a list.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        if let side = sides.first, sides.count == 1 { try value.encode(side) } else { try value.encode(sides) }
    }
}
