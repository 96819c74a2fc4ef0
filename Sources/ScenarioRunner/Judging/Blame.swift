/// Whom a failing verdict points at: one side, or two and the question that parts them.
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
            case .scenario: "it expects what its own world does not lead to"
            case .configuration: "the world is set up so that a party rightly refuses"
            case .client: "it makes something wrong of what it meets, or decides wrongly itself"
            case .server: "it answers or decides otherwise than a work server should"
            case .simulator: "something that must always hold does not"
            }
        }
    }

    /// The sides, the likelier one first.
    public let sides: [Side]

    private init(_ sides: Side...) { self.sides = sides }

    /// One side.
    init(side: Side) { sides = [side] }

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
    /// The client where it decides wrongly, the configuration where it decides rightly.
    static let clientOrConfiguration = Blame(.client, .configuration)
    /// The client where it acts wrongly, the scenario where it acts rightly.
    static let clientOrScenario = Blame(.client, .scenario)
    /// The server where it answers wrongly, the scenario where it answers rightly.
    static let serverOrScenario = Blame(.server, .scenario)

    /// Every value that a result may have.
    static let all: [Blame] =
        Side.allCases.map { Blame(side: $0) } + [clientOrConfiguration, clientOrScenario, serverOrScenario]

    /// The sides in words: `client`, `client or configuration`.
    public var text: String { sides.map(\.rawValue).joined(separator: " or ") }

    /// What the blame means, and the question that parts two sides.
    var meaning: String {
        let meanings = sides.map(\.meaning)
        guard let question else { return meanings.joined() + "." }
        return "\(question) If so, it is the \(sides[0].rawValue): \(meanings[0]). If not, it is the "
            + "\(sides[1].rawValue): \(meanings[1])."
    }

    /// The question that parts two sides, to be answered with yes for the first one; nil where one side is named.
    public var question: String? {
        switch self {
        case .clientOrConfiguration:
            "Would the client have to accept what it met, as the world is set up?"
        case .clientOrScenario: "Would a right client have acted otherwise, after the same answers?"
        case .serverOrScenario: "Would a real work server have answered otherwise, in the world of `given`?"
        default: nil
        }
    }

    /// Reads one side, or a list of two.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        sides = try (try? value.decode(Side.self)).map { [$0] } ?? value.decode([Side].self)
    }

    /// Writes one side as a word, two as a list.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        if let side = sides.first, sides.count == 1 { try value.encode(side) } else { try value.encode(sides) }
    }
}
