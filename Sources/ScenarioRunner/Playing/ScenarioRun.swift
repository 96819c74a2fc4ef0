public import ScenarioLanguage
package import Stage
import WorkTime

/// Plays many scenarios, several at a time; the results do not depend on how many.
public struct ScenarioRun: Sendable {
    /// A result with what it cost in the real world.
    public struct Played: Sendable {
        /// What came of the scenario.
        public let result: ScenarioResult
        /// Milliseconds of real time.
        public let milliseconds: Double

        /// Puts a result and its cost together.
        public init(result: ScenarioResult, milliseconds: Double) {
            self.result = result
            self.milliseconds = milliseconds
        }
    }

    private let player: ScenarioPlayer
    private let jobs: Int
    private let endsAtRed: Bool
    private let seed: UInt64
    private let checksRepairs: Bool

    /// A run with this seed, of at most `jobs` scenarios at a time; with `endsAtRed` none is begun after a failing one.
    ///
    /// With `checksRepairs` each passing scenario is played once more for each of its repairs, without it.
    public init(seed: UInt64 = 1, jobs: Int = 4, endsAtRed: Bool = false, checksRepairs: Bool = false) {
        self.seed = seed
        self.checksRepairs = checksRepairs
        player = ScenarioPlayer(seed: seed)
        self.jobs = max(1, jobs)
        self.endsAtRed = endsAtRed
    }

    /// A run in which a program is tried in place of the client of this package.
    ///
    /// With `judgesDeedsAlone`, as for a profile, what the program does not say of a failure spoils nothing.
    package init(
        seed: UInt64 = 1, jobs: Int = 4, endsAtRed: Bool = false, client: ClientProgram, judgesDeedsAlone: Bool = false
    ) {
        (self.seed, self.jobs, self.endsAtRed, checksRepairs) = (seed, max(1, jobs), endsAtRed, false)
        player = ScenarioPlayer(seed: seed, mutation: .none, client: client, judgesDeedsAlone: judgesDeedsAlone)
    }

    /// Plays all scenarios; `report` gets each one as it ends.
    ///
    /// Returns them in the order in which they were handed in; those that were not begun are skipped, with the reason.
    public func play(
        _ scenarios: [Scenario], report: @escaping @Sendable (Played) async -> Void = { _ in }
    ) async -> [Played] {
        await withTaskGroup(of: (Int, Played).self) { group in
            var waiting = scenarios.enumerated().makeIterator()
            var played: [Int: Played] = [:]
            var isOver = false
            func startNext() {
                guard !isOver, let next = waiting.next() else { return }
                group.addTask { (next.offset, await measure(next.element)) }
            }
            for _ in 0..<min(jobs, max(1, scenarios.count)) { startNext() }
            for await (index, result) in group {
                played[index] = result
                if endsAtRed, result.result.verdict.isRed { isOver = true }
                await report(result)
                startNext()
            }
            return scenarios.indices.map { played[$0] ?? Self.skipped(scenarios[$0]) }
        }
    }

    private static func skipped(_ scenario: Scenario) -> Played {
        var result = ScenarioResult(scenario)
        result.verdict = .skip
        result.reason = "not played: the run ended at a red scenario"
        return Played(result: result, milliseconds: 0)
    }

    private func measure(_ scenario: Scenario) async -> Played {
        let clock = SystemClock()
        let start = clock.now
        var result = await player.play(scenario)
        if checksRepairs, result.verdict == .pass {
            var complaints: [String] = []
            for repair in RepairCheck.repairs(of: scenario) {
                let check = RepairCheck(scenario: scenario, repair: repair, seed: seed)
                if let complaint = await check.complaint(played: result) { complaints.append(complaint) }
            }
            result.needlessRepairs = complaints
        }
        return Played(result: result, milliseconds: start.duration(to: clock.now) / .milliseconds(1))
    }
}
