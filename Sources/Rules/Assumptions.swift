/// The readings in force for what is not known of the real product.
public struct Assumptions: Codable, Hashable, Sendable {
    @usableFromInline var chosen: [String: String]

    /// Takes the readings that differ from the standard, by switch id.
    public init(_ chosen: [String: String] = [:]) {
        self.chosen = chosen
    }

    /// Returns the reading of a switch: the chosen one, else its first.
    ///
    /// Inlinable, since a call asks for a dozen readings and each would look up the generic type anew.
    @inlinable
    public func reading<Reading>(of question: Switch<Reading>) -> Reading {
        guard !chosen.isEmpty else { return question.standard }
        return chosen[question.id].flatMap { Reading(rawValue: $0) } ?? question.standard
    }

    /// Chooses a reading by the ids' names, as a scenario does.
    public mutating func choose(_ value: String, for id: String) {
        chosen[id] = value
    }

    /// The readings that were chosen, by switch id.
    public var choices: [String: String] { chosen }
}
