public import Stage

/// Sets what came of a step beside what was expected of it.
public struct Judge: Sendable {
    /// What a judge finds.
    public struct Finding: Sendable {
        /// How the step came out.
        public var verdict: Verdict
        /// Whom a red verdict points at.
        public var blame: Blame?
        /// What was not met.
        public var mismatches: [Mismatch]
        /// Recommendations that were not met.
        public var warnings: [Mismatch]
    }

    let outcome: Outcome
    let expectation: Expectation

    /// Judges one outcome.
    public static func judge(_ outcome: Outcome, by expectation: Expectation) -> Finding {
        let judge = Judge(outcome: outcome, expectation: expectation)
        var finding = judge.finding
        for should in expectation.should {
            finding.warnings += Judge(outcome: outcome, expectation: should).details
        }
        return finding
    }

    private var finding: Finding {
        if let trouble = outcome.trouble {
            let blame: Blame = outcome.isTroubleOfTheFile ? .scenario : .simulator
            return red(.error, blame, [Mismatch(what: "step", expected: "it can be played", seen: trouble)])
        }
        guard let wanted = expectation.failure else { return success }
        let seen = outcome.decidingRule
        guard outcome.failure != nil, !outcome.ok else {
            // The refusal was there and the client went on all the same: that is the client's.
            let blame: Blame = expectation.because.map { seen == $0 } == true ? .client : .scenario
            return red(.fail, blame, [Mismatch(what: "failure", expected: wanted, seen: "it succeeded")])
        }
        if let because = expectation.because, because != seen {
            let reason = Mismatch(what: "because", expected: because, seen: seen ?? "no rule refused")
            return red(.vacuous, .scenario, [reason] + failureMismatch)
        }
        let unexpected = strangers(allowed: expectation.also + [expectation.because].compactMap { $0 })
        if !unexpected.isEmpty { return red(.fail, .scenario, unexpected + failureMismatch + details) }
        let mismatches = failureMismatch + details
        return mismatches.isEmpty
            ? Finding(verdict: .pass, blame: nil, mismatches: [], warnings: []) : red(.fail, responsible, mismatches)
    }

    /// The finding where the step must succeed.
    private var success: Finding {
        if let failure = outcome.failure {
            let blame: Blame = outcome.decidingRule == nil ? responsible : .configuration
            return red(
                .fail, blame, [Mismatch(what: "ok", expected: "it succeeds", seen: "\(failure.id): \(failure.message)")]
            )
        }
        guard outcome.ok else {
            return red(.error, .simulator, [Mismatch(what: "ok", expected: "it succeeds", seen: "it did not")])
        }
        let unexpected = strangers(allowed: expectation.also)
        if !unexpected.isEmpty { return red(.fail, .configuration, unexpected + details) }
        let mismatches = details
        return mismatches.isEmpty
            ? Finding(verdict: .pass, blame: nil, mismatches: [], warnings: []) : red(.fail, responsible, mismatches)
    }

    /// Who made what a refusal does not explain.
    private var responsible: Blame {
        switch outcome.answeredBy {
        case .client: .client
        case .server: .configuration
        case .stage: .scenario
        }
    }

    private func red(_ verdict: Verdict, _ blame: Blame, _ mismatches: [Mismatch]) -> Finding {
        Finding(verdict: verdict, blame: blame, mismatches: mismatches, warnings: [])
    }

    /// Refusals that nobody mended and nobody expected.
    private func strangers(allowed: [String]) -> [Mismatch] {
        var told: Set<String> = []
        return outcome.refusals.filter { !$0.answered && !allowed.contains($0.rule) && told.insert($0.rule).inserted }
            .map { Mismatch(what: "also", expected: "no other refusal", seen: "\($0.rule) by \($0.by)") }
    }

    private var failureMismatch: [Mismatch] {
        guard let wanted = expectation.failure, let failure = outcome.failure, failure.id != wanted else { return [] }
        return [Mismatch(what: "failure", expected: wanted, seen: "\(failure.id): \(failure.message)")]
    }
}
