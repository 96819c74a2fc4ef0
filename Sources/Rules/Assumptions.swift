/// The readings in force for what is not known of the real product.
public struct Assumptions: Codable, Hashable, Sendable {
    @usableFromInline var chosen: [String: String]
    /// Who notes what is asked; nil where nobody does.
    ///
    /// It is no part of the value.
    @usableFromInline var log: QuestionLog?

    private enum CodingKeys: CodingKey { case chosen }

    /// Takes the readings that differ from the standard, by switch id; `log` notes each switch that is asked.
    public init(_ chosen: [String: String] = [:], log: QuestionLog? = nil) {
        self.chosen = chosen
        self.log = log
    }

    /// Whether the same readings are chosen.
    public static func == (one: Assumptions, other: Assumptions) -> Bool { one.chosen == other.chosen }

    /// Hashes the readings that are chosen.
    public func hash(into hasher: inout Hasher) { hasher.combine(chosen) }

    /// Returns the reading of a switch: the chosen one, else its first.
    ///
    /// Inlinable, since a call asks for a dozen readings and each would look up the generic type anew.
    @inlinable
    public func reading<Reading>(of question: Switch<Reading>) -> Reading {
        log?.note(question.id)
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
