/// One thing that a party does, as a scenario's step, a button or a recording names it: `{"user.log_in": {"as": "ada"}}`.
public struct Action: Codable, Hashable, Sendable {
    /// The step's name: `user.log_in`.
    public let name: String
    /// Its arguments, with the keys of the scenario language.
    public let arguments: [String: JSON]

    /// Names an action with its arguments.
    public init(_ name: String, _ arguments: [String: JSON] = [:]) {
        self.name = name
        self.arguments = arguments
    }

    /// Reads the form that `encode` writes; keys that are left out take their usual value.
    public init(from decoder: any Decoder) throws {
        let map = try [String: [String: JSON]](from: decoder)
        guard map.count == 1, let (name, arguments) = map.first else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "an action is a map with exactly one key, its name"))
        }
        self.init(name, arguments)
    }

    /// Writes the form that scenario files use.
    public func encode(to encoder: any Encoder) throws {
        try [name: arguments].encode(to: encoder)
    }

    /// The names of the actions that can be played; the others are errors of the simulator, never silent.
    public static var built: Set<String> { Set(StepRegistry.standard.names) }
}
