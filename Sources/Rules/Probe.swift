/// Finds the reading of a switch on a real server: calls, and what each reading answers to them.
public struct Probe: Sendable, Hashable {
    /// What one reading answers.
    public struct Answer: Sendable, Hashable {
        /// The reading.
        public let reading: String
        /// All of these hold under it, and under no other reading.
        public let checks: [ProbeCheck]
    }

    /// The calls in order; none where an answer that comes by itself is judged, as that of a server which throttles.
    public let calls: [ProbeCall]
    /// Without these the answers say nothing of the question.
    public let occasion: [ProbeCheck]
    /// Why there was no occasion, a clause.
    public let otherwise: String
    /// What each reading answers, in the order of the readings.
    public let answers: [Answer]

    /// All names that the calls need and do not keep themselves.
    public var needs: [String] {
        var kept: Set<String> = []
        var needed: [String] = []
        for call in calls {
            for name in call.templates.flatMap(Probe.names) where !kept.contains(name) && !needed.contains(name) {
                let ownName = call.keeps[name] != nil
                if !ownName { needed.append(name) }
            }
            kept.formUnion(call.keeps.keys)
        }
        // Who may not make things may not ask for their removal, not even of what is not there.
        if calls.contains(where: { $0.method == "DELETE" }), !needed.contains("scratch") { needed.append("scratch") }
        return needed
    }

    /// The names that must be known in a text: `<name>`, and `<name:url>`; not `<name?>`, which may be missing.
    public static func names(in template: String) -> [String] {
        template.matches(of: /<([a-z_]+)(:url)?>/).map { String($0.output.1) }
    }
}

/// What the declaration of a switch says of telling its readings apart from outside.
public enum SwitchProbe<Reading: SwitchReading>: Sendable {
    /// Calls, the occasion without which they say nothing, and what each reading answers.
    case calls(
        [ProbeCall], when: [ProbeCheck] = [], else: String = "the server gave no occasion",
        KeyValuePairs<Reading, [ProbeCheck]>)
    /// What each reading shows in the answer of a server that throttles, should one come.
    case throttled(KeyValuePairs<Reading, [ProbeCheck]>)
    /// Why no probe is possible, a clause.
    case none(String)

    /// The probe without the type of its readings; nil where none is possible.
    var probe: Probe? {
        switch self {
        case .none: nil
        case .calls(let calls, let occasion, let otherwise, let answers):
            Probe(calls: calls, occasion: occasion, otherwise: otherwise, answers: Self.plain(answers))
        case .throttled(let answers):
            Probe(
                calls: [], occasion: [.status([429])], otherwise: "the server did not throttle",
                answers: Self.plain(answers))
        }
    }

    private static func plain(_ answers: KeyValuePairs<Reading, [ProbeCheck]>) -> [Probe.Answer] {
        precondition(
            Array(Reading.allCases) == answers.map(\.key), "a probe has an answer for each reading, in their order")
        return answers.map { Probe.Answer(reading: $0.key.rawValue, checks: $0.value) }
    }
}

extension Probe: Encodable {
    private enum CodingKeys: String, CodingKey { case calls, occasion, answers }

    /// Writes calls and checks in words, as a person reads them.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(calls.map(\.label), forKey: .calls)
        if !occasion.isEmpty { try container.encode(occasion.map(\.description), forKey: .occasion) }
        let words = answers.map { ($0.reading, $0.checks.map(\.description)) }
        try container.encode(Dictionary(words) { first, _ in first }, forKey: .answers)
    }
}
