import Rules
import ScenarioLanguage
import Stage
import WorkTime

/// `ok`: the step succeeds.
struct SuccessExpectation: ExpectedPart {
    static let key = "ok"

    init() {}

    init(_ value: Value) throws(ExpectationTrouble) {
        guard ["yes", "true", "ok"].contains(value.text) else {
            throw ExpectationTrouble("ok takes yes; name a failure where the step must fail")
        }
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        guard !outcome.ok || outcome.failure != nil else { return [] }
        let seen = outcome.failure.map { "\($0.id): \($0.message)" } ?? "it did not"
        return [Mismatch(what: Self.key, expected: "it succeeds", seen: seen)]
    }
}

/// `failure`: the step fails, and the client gives the failure this id.
struct FailureExpectation: ExpectedPart {
    static let key = "failure"
    let id: FailureID
    /// Whether any failure will do.
    private var isFree = false

    /// The expectation that the step fails, whatever the client calls it.
    var withoutID: FailureExpectation {
        var free = self
        free.isFree = true
        return free
    }

    init(_ value: Value) throws(ExpectationTrouble) { id = FailureID(rawValue: try value.word(at: Self.key)) }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        guard let failure = outcome.failure, !outcome.ok else {
            return [Mismatch(what: Self.key, expected: id.rawValue, seen: "it succeeded")]
        }
        guard failure.id != id, !isFree else { return [] }
        return [Mismatch(what: Self.key, expected: id.rawValue, seen: "\(failure.id): \(failure.message)")]
    }
}

/// `because`: the rule of the last refusal that the client did not answer within the step.
struct BecauseExpectation: ExpectedPart {
    static let key = "because"
    let rule: String

    init(_ value: Value) throws(ExpectationTrouble) { rule = try value.word(at: Self.key) }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        guard outcome.decidingRule != rule else { return [] }
        return [Mismatch(what: Self.key, expected: rule, seen: outcome.decidingRule ?? "no rule refused")]
    }
}

/// `also`: the rules of other refusals that may be met; one that is not named is a mismatch, also where there is no `also`.
struct AlsoExpectation: ExpectedPart {
    static let key = "also"
    private let rules: [String]

    init() { rules = [] }

    init(_ value: Value) throws(ExpectationTrouble) { rules = try TextExpectation.texts(value, at: Self.key) }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        // The refusal that decided a failure is judged by `because`.
        let deciding = outcome.failure == nil ? nil : outcome.decidingRule
        var reported: Set<String> = []
        return outcome.refusals
            .filter { refusal in
                !refusal.answered && refusal.rule != deciding && !rules.contains(refusal.rule)
                    && reported.insert(refusal.rule).inserted
            }
            .map { Mismatch(what: Self.key, expected: "no other refusal", seen: "\($0.rule) by \($0.by)") }
    }
}

/// `at`: the exchange or layer at which the step failed.
struct PlaceExpectation: ExpectedPart {
    static let key = "at"
    private let place: String

    init(_ value: Value) throws(ExpectationTrouble) { place = try value.word(at: Self.key) }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        guard outcome.failure?.at != place else { return [] }
        return [Mismatch(what: Self.key, expected: place, seen: outcome.failure?.at ?? "nothing failed")]
    }
}

/// `status`: the HTTP status of the failure; `none` where no response came.
struct StatusExpectation: ExpectedPart {
    static let key = "status"
    private let status: Int?

    init(_ value: Value) throws(ExpectationTrouble) {
        let text = try value.word(at: Self.key)
        status = Int(text)
        guard status != nil || text == "none" else {
            throw ExpectationTrouble("status takes a number such as 403, or none")
        }
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        guard outcome.failure?.status != status else { return [] }
        return [Mismatch(what: Self.key, expected: Self.text(status), seen: Self.text(outcome.failure?.status))]
    }

    private static func text(_ status: Int?) -> String { status.map { String($0) } ?? "none" }
}

/// `error`: the error code on the wire; `none` where no response came, or where it has no code.
struct ErrorExpectation: ExpectedPart {
    static let key = "error"
    private let code: String?

    init(_ value: Value) throws(ExpectationTrouble) {
        let text = try value.word(at: Self.key)
        code = text == "none" ? nil : text
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        guard outcome.failure?.error != code else { return [] }
        return [Mismatch(what: Self.key, expected: code ?? "none", seen: outcome.failure?.error ?? "none")]
    }
}

/// `message`: what the person is shown of the failure.
struct MessageExpectation: ExpectedPart {
    static let key = "message"
    private let words: TextExpectation

    init(_ value: Value) throws(ExpectationTrouble) { words = try TextExpectation(value, at: Self.key) }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        words.mismatches(in: outcome.failure?.message ?? "", what: Self.key)
    }
}

/// `notice`: what the step warns of though it succeeds.
struct NoticeExpectation: ExpectedPart {
    static let key = "notice"
    private let words: TextExpectation

    init(_ value: Value) throws(ExpectationTrouble) { words = try TextExpectation(value, at: Self.key) }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        words.mismatches(in: outcome.notices.joined(separator: "\n"), what: Self.key)
    }
}

/// `remedy`: the steps of which the client proposes one.
struct RemedyExpectation: ExpectedPart {
    static let key = "remedy"
    private let steps: [String]

    init(_ value: Value) throws(ExpectationTrouble) {
        steps = try TextExpectation.texts(value["any_of"] ?? value, at: Self.key)
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        guard outcome.failure?.remedy.map(steps.contains) != true else { return [] }
        let expected = steps.joined(separator: " or ")
        return [Mismatch(what: Self.key, expected: expected, seen: outcome.failure?.remedy ?? "none")]
    }
}

/// `within`: the virtual time that may pass.
struct WithinExpectation: ExpectedPart {
    static let key = "within"
    private let limit: Duration

    init(_ value: Value) throws(ExpectationTrouble) {
        guard let duration = Duration(text: try value.word(at: Self.key)) else {
            throw ExpectationTrouble("within takes a duration such as 90s")
        }
        limit = duration
    }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        if let elapsed = Duration(text: outcome.elapsed), elapsed <= limit { return [] }
        return [Mismatch(what: Self.key, expected: limit.text, seen: outcome.elapsed)]
    }
}

extension Value {
    /// The scalar's text.
    ///
    /// - Throws: `ExpectationTrouble` for a list or a map.
    fileprivate func word(at key: String) throws(ExpectationTrouble) -> String {
        guard let text, !text.isEmpty else { throw ExpectationTrouble("\(key) takes one word") }
        return text
    }
}
