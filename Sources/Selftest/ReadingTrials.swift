import Rules
import ScenarioKeys
package import ScenarioLanguage
package import ScenarioRunner

/// Forces each reading that is not the usual one over scenarios that do not choose it: a switch that no scenario notices
/// has no effect.
package struct ReadingTrials: Sendable {
    /// A reading that is forced.
    package struct Reading: Hashable, Sendable, CustomStringConvertible {
        /// The switch.
        package let question: String
        /// How `assume` names the reading.
        package let name: String

        /// The switch with its reading.
        package var description: String { "\(question): \(name)" }
    }

    /// What came of forcing a reading.
    package struct Trial: Sendable {
        /// The reading.
        package let reading: Reading
        /// A scenario that failed; nil where none did.
        package let noticedBy: String?
        /// How many scenarios were played.
        package let played: Int
    }

    /// What came of each reading, in the order of the switches.
    package let trials: [Trial]

    /// Readings that no scenario that does not choose them can notice, with the reason.
    package static let withoutEffect: [String: String] = [:]

    /// Whether each reading is noticed, or is known to have no effect, and none is said to have none that has.
    package var hasPassed: Bool { Set(unnoticed.map(\.description)) == Set(Self.withoutEffect.keys) }

    /// The readings that no scenario noticed.
    package var unnoticed: [Reading] { trials.filter { $0.noticedBy == nil }.map(\.reading) }

    /// All readings of a ledger that are not the usual ones.
    package static func readings(of ledger: RuleLedger) -> [Reading] {
        ledger.catalogue.switches.flatMap { question in
            question.values.dropFirst().map { Reading(question: question.id, name: $0.name) }
        }
    }

    /// Forces readings, `jobs` at a time, over scenarios until one fails; those that meet a rule of the switch go first.
    package init(
        _ readings: [Reading], of scenarios: [Scenario], jobs: Int,
        ended: @escaping @Sendable (Trial) -> Void = { _ in }
    ) async {
        let rules = Dictionary(
            await ScenarioRun(jobs: jobs).play(scenarios).map { ($0.result.id, Set($0.result.rules)) }
        ) { first, _ in first }
        let trials = await withTaskGroup(of: Trial.self) { group in
            var waiting = readings.makeIterator()
            func startNext() {
                guard let reading = waiting.next() else { return }
                group.addTask {
                    let trial = await Self.trial(of: reading, scenarios, rules)
                    ended(trial)
                    return trial
                }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var trials: [Trial] = []
            for await trial in group {
                trials.append(trial)
                startNext()
            }
            return trials
        }
        let found = Dictionary(trials.map { ($0.reading, $0) }) { first, _ in first }
        self.trials = readings.compactMap { found[$0] }
    }

    private static func trial(
        of reading: Reading, _ scenarios: [Scenario], _ rules: [String: Set<String>]
    ) async -> Trial {
        let changed = Set(RuleLedger.all.catalogue.rules.filter { $0.switches.contains(reading.question) }.map(\.id))
        let free = scenarios.filter { $0.world["assume"]?[reading.question] == nil && $0.knownFailing == nil }
        let first = free.filter { !changed.isDisjoint(with: rules[$0.id] ?? []) }
        let rest = free.filter { changed.isDisjoint(with: rules[$0.id] ?? []) }
        var played = 0
        for scenario in first + rest {
            played += 1
            let result = await ScenarioPlayer().play(scenario.adopting([reading.question: reading.name]))
            if result.verdict.isRed { return Trial(reading: reading, noticedBy: scenario.id, played: played) }
        }
        return Trial(reading: reading, noticedBy: nil, played: played)
    }
}
