/// The readings in force for what is not known of the real product.
public struct Assumptions: Codable, Hashable, Sendable {
    private var chosen: [String: String]

    /// Takes the readings that differ from the standard, by switch id.
    public init(_ chosen: [String: String] = [:]) {
        self.chosen = chosen
    }

    /// Returns the reading of a switch: the chosen one, else its first.
    public func reading<Reading>(of question: Switch<Reading>) -> Reading {
        chosen[question.id].flatMap { Reading(rawValue: $0) } ?? question.standard
    }

    /// Chooses a reading by the ids' names, as a scenario does.
    public mutating func choose(_ value: String, for id: String) {
        chosen[id] = value
    }

    /// The readings that were chosen, by switch id.
    public var choices: [String: String] { chosen }
}
