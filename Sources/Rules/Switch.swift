/// An unknown made explicit: a question about the real server, and the readings that can be played.
public struct Switch: Codable, Hashable, Sendable {
    /// One possible reading.
    public struct Value: Codable, Hashable, Sendable {
        /// How a scenario names it: `forbidden_403`.
        public let name: String
        /// What the server does under it, one sentence.
        public let means: String

        /// Names a reading and says what it does.
        public init(_ name: String, _ means: String) {
            self.name = name
            self.means = means
        }
    }

    /// How `assume:` names it; often the id of the rule that it changes.
    public let id: String
    /// What is not known, as a question.
    public let question: String
    /// The readings; the first one holds unless a scenario says otherwise.
    public let values: [Value]

    /// Makes a switch; `values` holds at least two readings, the default first.
    public init(_ id: String, question: String, values: [Value]) {
        precondition(values.count > 1, "a switch has at least two values: \(id)")
        self.id = id
        self.question = question
        self.values = values
    }

    /// The reading that holds unless a scenario says otherwise.
    public var standard: String { values[0].name }
}
