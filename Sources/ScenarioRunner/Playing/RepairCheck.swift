public import ScenarioLanguage

/// Whether a step marked `repair` mends anything: left out, the next try must fail as the first one did.
public struct RepairCheck: Sendable {
    private let scenario: Scenario
    private let repair: Step
    private let seed: UInt64

    /// A check of one repair of a scenario.
    public init(scenario: Scenario, repair: Step, seed: UInt64 = 1) {
        self.scenario = scenario
        self.repair = repair
        self.seed = seed
    }

    /// The repairs of a scenario that another try follows.
    public static func repairs(of scenario: Scenario) -> [Step] {
        scenario.steps.filter { $0.repair && nextTry(after: $0, in: scenario) != nil }
    }

    /// Plays the scenario without the repair.
    ///
    /// - Parameter played: the result of the whole scenario with the same seed, where that is known already.
    /// - Returns: what is wrong with the repair; nil where it is needed.
    public func complaint(played: ScenarioResult? = nil) async -> String? {
        guard let next = Self.nextTry(after: repair, in: scenario) else { return nil }
        let whole: ScenarioResult
        if let played { whole = played } else { whole = await ScenarioPlayer(seed: seed).play(scenario) }
        guard let before = lastTry(before: repair, of: next, in: whole) else { return nil }
        // Rows in which nothing fails need no repair.
        guard before.failure != nil else { return nil }
        let result = await ScenarioPlayer(seed: seed).play(scenario, omitting: repair.number)
        guard let second = result.steps.first(where: { $0.number == next.number }) else { return nil }
        if second.failure != nil, Self.isSame(second, before) { return nil }
        return "\(scenario.id): without the repair in line \(repair.line) the next try must fail as before "
            + "(\(before.seen ?? "nothing")), but came out as: \(second.seen ?? second.verdict.rawValue)"
    }

    /// The same failure by the same rule, or the client that remembers: a session that was ended by a refusal is not asked
    /// for again.
    private static func isSame(_ second: StepResult, _ first: StepResult) -> Bool {
        (second.failure == first.failure && second.rule == first.rule) || second.rule == "client.session.missing"
    }

    /// The step after the repair that plays an earlier one again.
    private static func nextTry(after repair: Step, in scenario: Scenario) -> Step? {
        scenario.steps.first { step in
            if case .again = step.kind { step.number > repair.number } else { false }
        }
    }

    /// The last play of the same step before the repair.
    private func lastTry(before repair: Step, of next: Step, in result: ScenarioResult) -> StepResult? {
        guard case .again(let id) = next.kind else { return nil }
        let numbers = scenario.steps.filter { step in
            if case .again(let other) = step.kind, other == id { return true }
            return step.id == id
        }.map(\.number)
        return result.steps.last { $0.number < repair.number && numbers.contains($0.number) }
    }
}
