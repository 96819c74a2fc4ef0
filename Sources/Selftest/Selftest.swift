import ScenarioLanguage
package import ScenarioRunner

/// Holds scenarios against parties that are deliberately wrong: a suite proves something where it notices each of them.
package struct Selftest: Sendable {
    /// How one scenario judged one wrong party.
    package struct Judgement: Sendable {
        /// The wrong party.
        package let mutant: Mutant
        /// What came of the scenario.
        package let result: ScenarioResult

        /// Whether the guilty side is named and no other one.
        package var isRight: Bool { result.blame?.sides == [mutant.side] }
        /// What the failing run says by itself, without a right one beside it.
        package var alone: Alone {
            guard let sides = result.suspects?.sides else { return .silent }
            guard sides.contains(mutant.side) else { return .wrong }
            return sides.count == 1 ? .right : .both
        }
    }

    /// How a failing run points at the guilty party by itself.
    package enum Alone: String, CaseIterable, Sendable {
        /// It names the guilty party alone.
        case right
        /// It names both parties, with the question that parts them.
        case both
        /// It names neither party.
        case silent
        /// It names the other party alone.
        case wrong
    }

    /// The wrong parties that were tried, in their order.
    package let mutants: [Mutant]
    /// The scenarios that failed.
    package let judgements: [Judgement]
    /// The patterns that no scenario of the suite fits, or of which none failed, with the mutant.
    package let survivors: [(mutant: Mutant, pattern: String)]

    /// The share of right blame that is asked for, in percent.
    package static let wanted = 95

    /// Plays the scenarios that are about each mutant, `jobs` mutants at a time; `ended` is called with each that is done.
    package init(
        _ mutants: [Mutant], of suite: ScenarioSuite, jobs: Int, ended: @escaping @Sendable (Mutant) -> Void = { _ in }
    ) async {
        self.mutants = mutants
        let found = await withTaskGroup(of: [Judgement].self) { group in
            var waiting = mutants.makeIterator()
            func startNext() {
                guard let mutant = waiting.next() else { return }
                group.addTask {
                    let judgements = await Self.judge(mutant, suite)
                    ended(mutant)
                    return judgements
                }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var all: [Judgement] = []
            for await judgements in group {
                all += judgements
                startNext()
            }
            return all
        }
        let order = Dictionary(mutants.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
        judgements = found.sorted {
            (order[$0.mutant.name] ?? 0, $0.result.id) < (order[$1.mutant.name] ?? 0, $1.result.id)
        }
        survivors = mutants.flatMap { mutant in
            let failed = Set(found.filter { $0.mutant.name == mutant.name }.map(\.result.id))
            return mutant.fails.filter { pattern in
                failed.isDisjoint(with: suite.matching(pattern).map(\.id))
            }.map { (mutant: mutant, pattern: $0) }
        }
    }

    private static func judge(_ mutant: Mutant, _ suite: ScenarioSuite) async -> [Judgement] {
        var judgements: [Judgement] = []
        for scenario in mutant.fails.flatMap({ suite.matching($0) }) {
            let result = await ScenarioPlayer(mutation: mutant.mutation).play(scenario)
            if result.verdict.isRed { judgements.append(Judgement(mutant: mutant, result: result)) }
        }
        return judgements
    }

    // MARK: What came of it

    /// How many failures are blamed on the guilty side.
    package var right: Int { judgements.count(where: \.isRight) }
    /// Whether enough failures are blamed on the guilty side.
    package var isBlamedRightly: Bool { right * 100 >= judgements.count * Self.wanted }
    /// How often a failing run points at the guilty party by itself.
    package var alone: [Alone: Int] { Dictionary(grouping: judgements, by: \.alone).mapValues(\.count) }
    /// Whether every mutant was noticed, and enough failures are blamed on the guilty side.
    package var hasPassed: Bool { survivors.isEmpty && isBlamedRightly }

    /// One line for each mutant and scenario: the verdict, and whom it points at.
    package var matrix: [String] {
        mutants.flatMap { mutant in
            let own = judgements.filter { $0.mutant.name == mutant.name }
            let head = "\(mutant.side.rawValue), \(mutant.replaces): \(mutant.name)"
            let noticed = own.map { judgement in
                "  \(judgement.result.verdict.rawValue) \(judgement.result.id): blame \(judgement.result.blame?.text ?? "nobody")"
                    + (judgement.isRight ? "" : ", although it is the \(mutant.side.rawValue)")
            }
            let missed = survivors.filter { $0.mutant.name == mutant.name }.map { "  NOT NOTICED by \($0.pattern)" }
            return [head] + noticed + missed
        }
    }

    /// The counts, in lines.
    package var summary: [String] {
        let noticed = mutants.count { mutant in !survivors.contains { $0.mutant.name == mutant.name } }
        let sides = [Blame.Side.server, .client].map { side in
            let own = judgements.filter { $0.mutant.side == side }
            let alone = Alone.allCases.map { kind in "\(own.count { $0.alone == kind }) \(kind.rawValue)" }
            return
                "\(side.rawValue): \(own.count(where: \.isRight)) of \(own.count) failures blamed rightly; without a right "
                + "run \(alone.joined(separator: ", "))"
        }
        let share = judgements.isEmpty ? 0 : right * 1_000 / judgements.count
        let total =
            "\(noticed) of \(mutants.count) wrong parties noticed; \(share / 10).\(share % 10) % of \(judgements.count) "
            + "failures blamed rightly"
        return sides + [total]
    }
}
