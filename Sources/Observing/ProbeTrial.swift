import Rules

/// The answers to the calls of one probe, and what was kept of them.
struct ProbeTrial {
    var answers: [ServerAnswer] = []
    /// Why the last call has no answer; nil where all have one.
    var failure: NoAnswer?
    var kept: [String: String] = [:]
    /// The server's release, where it is known.
    var release: Release?
    /// The path of the last answer, against which a form resolves.
    var path = "/"
    /// The cookies of the server's pages.
    private(set) var cookies: [String: String] = [:]

    init(answers: [ServerAnswer] = [], release: Release? = nil) { (self.answers, self.release) = (answers, release) }

    /// Keeps the cookies of an answer, as a browser does.
    mutating func meet(_ answer: ServerAnswer) {
        for (name, value) in answer.headers where name.lowercased() == "set-cookie" {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2, cookies.count < 50 { cookies[String(pair[0])] = String(pair[1]) }
        }
    }

    /// Whether something holds of the answers.
    func holds(_ check: ProbeCheck) -> Bool {
        switch check {
        case .same(let one, let other): kept[one] != nil && kept[one] == kept[other]
        case .differ(let one, let other): kept[one] != nil && kept[other] != nil && kept[one] != kept[other]
        case .any(let checks): checks.contains { holds($0) }
        case .release(let from, let before):
            release.flatMap { release in
                Release(from).flatMap { from in Release(before).map { from <= release && release < $0 } }
            } ?? false
        case .status, .statusNot, .json, .word, .header, .body:
            answer(check.call).map { Self.holds(check, of: $0) } ?? false
        }
    }

    private func answer(_ call: Int?) -> ServerAnswer? {
        guard let call else { return nil }
        let index = call < 0 ? answers.count + call : call
        return answers.indices.contains(index) ? answers[index] : nil
    }

    private static func holds(_ check: ProbeCheck, of answer: ServerAnswer) -> Bool {
        switch check {
        case .status(let statuses, _): statuses.contains(answer.status)
        case .statusNot(let statuses, _): !statuses.contains(answer.status)
        case .json(let place, let kinds, _): answer.json.map { kinds.contains($0.at(place)?.kind ?? .missing) } ?? false
        case .word(let place, let words, _): answer.json?.at(place)?.scalar.map(words.contains) ?? false
        case .header(let name, let isThere, _): (answer.header(name) != nil) == isThere
        case .body(let kinds, _): kinds.contains(answer.kind)
        case .same, .differ, .release, .any: false
        }
    }

    /// What the answers say of a switch.
    func verdict(on question: SwitchDescription, _ probe: Probe, evidence: [String]) -> Finding {
        if let failure { return .notSeen(failure.rawValue) }
        guard probe.occasion.allSatisfy(holds) else { return .notSeen(probe.otherwise) }
        let fitting = probe.answers.filter { $0.checks.allSatisfy(holds) }
        guard fitting.count == 1, let reading = fitting.first?.reading else { return .gap(evidence) }
        return reading == question.values.first?.name ? .asSimulated(reading, evidence) : .differs(reading, evidence)
    }
}

/// What is known of one switch after an observation.
public enum Finding: Sendable, Hashable {
    /// The server does what the simulation does without being set.
    case asSimulated(String, [String])
    /// The server has another reading, which a switch plays.
    case differs(String, [String])
    /// The server does what no reading does.
    case gap([String])
    /// Nothing can be said, and why.
    case notSeen(String)

    /// The reading that was seen; nil where none was.
    public var reading: String? {
        switch self {
        case .asSimulated(let reading, _), .differs(let reading, _): reading
        case .gap, .notSeen: nil
        }
    }
}
