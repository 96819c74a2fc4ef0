/// The readings of a switch; the raw value is how a scenario names one, the first case is the default.
public protocol SwitchReading: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {}

/// An unknown made explicit: a question about the real server, and the readings that can be played.
///
/// Code compares readings, never their words, so that a misspelt one does not compile.
public struct Switch<Reading: SwitchReading>: Sendable {
    /// How `assume:` names it; often the id of the rule that it changes.
    public let id: String
    /// What is not known, as a question.
    public let question: String
    /// The reading that holds unless a scenario says otherwise.
    public let standard: Reading
    /// What the server does under each reading, one sentence, in the order of the cases.
    private let meanings: [Reading: String]
    /// The probe that distinguishes the readings on a real server, or why none can.
    private let probe: SwitchProbe<Reading>

    /// Makes a switch; every reading has its meaning, and there are at least two.
    public init(
        _ id: String, question: String, readings: KeyValuePairs<Reading, String>, probe: SwitchProbe<Reading>
    ) {
        let meanings = Dictionary(readings.map { ($0.key, $0.value) }) { first, _ in first }
        precondition(Reading.allCases.count > 1, "a switch has at least two readings: \(id)")
        precondition(
            Array(Reading.allCases) == readings.map(\.key), "the readings of \(id) are its cases, in their order")
        self.id = id
        self.question = question
        self.meanings = meanings
        self.probe = probe
        standard = Reading.allCases[Reading.allCases.startIndex]
    }
}

extension Switch: SwitchDeclaration {
    /// The question with its readings, without their type.
    public var description: SwitchDescription {
        let reason: String? = if case .none(let reason) = probe { reason } else { nil }
        return SwitchDescription(
            id: id, question: question,
            values: Reading.allCases.map { SwitchDescription.Value(name: $0.rawValue, means: meanings[$0] ?? "") },
            probe: probe.probe, withoutProbe: reason)
    }
}

/// A switch of any readings, as a catalogue collects them.
public protocol SwitchDeclaration: Sendable {
    /// How `assume:` names it.
    var id: String { get }
    /// The question with its readings, without their type.
    var description: SwitchDescription { get }
}

/// What a catalogue says of a switch.
public struct SwitchDescription: SwitchDeclaration, Encodable, Hashable {
    /// One possible reading.
    public struct Value: Encodable, Hashable, Sendable {
        /// How a scenario names it: `forbidden_403`.
        public let name: String
        /// What the server does under it, one sentence.
        public let means: String
    }

    /// How `assume:` names it.
    public let id: String
    /// What is not known, as a question.
    public let question: String
    /// The readings; the first one holds unless a scenario says otherwise.
    public let values: [Value]
    /// The probe that distinguishes the readings on a real server; nil where none can.
    public let probe: Probe?
    /// Why no probe is possible, a clause; nil where there is one.
    public let withoutProbe: String?

    /// The description itself.
    public var description: SwitchDescription { self }
}
