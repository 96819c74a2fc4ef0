package import ScenarioLanguage
import Stage

/// Plays scenarios whose steps run at the same time under many orders of admission, to find one that makes them fail.
///
/// A seed chooses who goes first wherever several could, so that the seed of a failing play repeats it.
package struct Exploration: Sendable {
    /// What came of one scenario under all orders.
    package struct Explored: Sendable {
        /// The scenario's id.
        package let id: String
        /// The seeds with which it failed, in order.
        package let failing: [UInt64]
        /// What came of it with the first of them.
        package let failure: ScenarioResult?
    }

    /// What came of each scenario, in the order of the ids.
    package let explored: [Explored]

    /// The scenarios that fail under some order.
    package var failing: [Explored] { explored.filter { !$0.failing.isEmpty } }

    /// Those scenarios of some that play steps at the same time.
    package static func racing(_ scenarios: [Scenario]) -> [Scenario] {
        scenarios.filter { scenario in
            scenario.steps.contains { if case .together = $0.kind { true } else { false } }
        }
    }

    /// Plays each scenario with each seed, `jobs` plays at a time, by the player that `player` makes for a seed.
    package init(
        _ scenarios: [Scenario], seeds: ClosedRange<UInt64>, jobs: Int,
        player: @escaping @Sendable (UInt64) -> ScenarioPlayer
    ) async {
        var explored: [Explored] = []
        for scenario in scenarios {
            explored.append(await Self.explore(scenario, seeds, jobs, player))
        }
        self.explored = explored.sorted { $0.id < $1.id }
    }

    private static func explore(
        _ scenario: Scenario, _ seeds: ClosedRange<UInt64>, _ jobs: Int,
        _ player: @escaping @Sendable (UInt64) -> ScenarioPlayer
    ) async -> Explored {
        await withTaskGroup(of: (UInt64, ScenarioResult).self) { group in
            var waiting = seeds.makeIterator()
            func startNext() {
                guard let seed = waiting.next() else { return }
                group.addTask { (seed, await player(seed).play(scenario)) }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var failures: [UInt64: ScenarioResult] = [:]
            for await (seed, result) in group {
                if result.verdict.isRed { failures[seed] = result }
                startNext()
            }
            let failing = failures.keys.sorted()
            return Explored(
                id: scenario.id, failing: failing, failure: failing.first.flatMap { failures[$0] })
        }
    }
}
