public import Stage

/// Compares what came of a step with what was expected of it.
public struct Judge: Sendable {
    /// What a judge finds.
    public struct Finding: Sendable {
        /// How the step came out.
        public var verdict: Verdict
        /// Whom a failing verdict points at.
        public var blame: Blame?
        /// What was not met.
        public var mismatches: [Mismatch]
        /// Recommendations that were not met.
        public var warnings: [Mismatch]
        /// The keys of the expectation that were not compared, since the client does not say what they are about.
        public var notCompared: [String] = []
    }

    /// What a step is that is as expected, but for what the client does not say.
    enum Silence: Sendable {
        /// Untested.
        case untested
        /// Passed: what the client does is judged, and its words where it has any.
        case passes
    }

    let outcome: Outcome
    let expectation: Expectation

    /// Judges one outcome.
    public static func judge(_ outcome: Outcome, by expectation: Expectation) -> Finding {
        judge(outcome, by: expectation, reported: Set(ClientHello.Reported.allCases))
    }

    /// Judges one outcome of a client that says so much of failures; `silence` is what a step is that would pass although
    /// something could not be compared.
    static func judge(
        _ outcome: Outcome, by expectation: Expectation, reported: Set<ClientHello.Reported>,
        silence: Silence = .untested
    ) -> Finding {
        let (expectation, unheard) = expectation.heard(from: reported, of: outcome)
        var finding = Judge(outcome: outcome, expectation: expectation).finding
        if finding.verdict == .pass { finding.notCompared = unheard }
        if finding.verdict == .pass, !unheard.isEmpty, silence == .untested {
            finding.verdict = .untested
            finding.mismatches = [
                Mismatch(
                    what: "step", expected: "the client says what is compared",
                    seen: "the client does not say: \(unheard.joined(separator: ", "))")
            ]
        }
        finding.warnings = expectation.recommended.flatMap { $0.mismatches(in: outcome) }
        return finding
    }

    private var finding: Finding {
        if let untested = outcome.untested {
            return Finding(
                verdict: .untested, blame: nil,
                mismatches: [Mismatch(what: "step", expected: "the client does it", seen: untested)], warnings: [])
        }
        if let trouble = outcome.trouble {
            let blame: Blame =
                outcome.isTroubleOfTheFile ? .scenario : outcome.isTroubleOfTheClient ? .client : .simulator
            return failing(.error, blame, [Mismatch(what: "step", expected: "it can be played", seen: trouble)])
        }
        guard outcome.ok || outcome.failure != nil else {
            return failing(.error, .simulator, [Mismatch(what: "ok", expected: "it succeeds", seen: "it did not")])
        }
        // A success in place of a failure, or the reverse, says all: the other keys are about what did not happen.
        let isFailureExpected = expectation.failure != nil
        guard isFailureExpected == (outcome.failure != nil) else {
            let turned = expectation.parts.filter { $0 is SuccessExpectation || $0 is FailureExpectation }
            return failing(.fail, suspects.ofTurn, turned.flatMap { $0.mismatches(in: outcome) })
        }
        let reason = expectation.part(BecauseExpectation.self)?.mismatches(in: outcome) ?? []
        guard reason.isEmpty else {
            let failure = expectation.part(FailureExpectation.self)?.mismatches(in: outcome) ?? []
            return failing(.vacuous, suspects.ofReason, reason + failure)
        }
        let mismatches = expectation.parts.flatMap { $0.mismatches(in: outcome) }
        guard !mismatches.isEmpty else { return Finding(verdict: .pass, blame: nil, mismatches: [], warnings: []) }
        return failing(.fail, suspects.of(mismatches), mismatches)
    }

    private var suspects: Suspects { Suspects(outcome: outcome, expectation: expectation) }

    private func failing(_ verdict: Verdict, _ blame: Blame, _ mismatches: [Mismatch]) -> Finding {
        Finding(verdict: verdict, blame: blame, mismatches: mismatches, warnings: [])
    }
}
