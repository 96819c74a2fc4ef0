import Rules
import ScenarioKeys
package import ScenarioLanguage
package import ScenarioRunner
import Stage

/// Forces each reading that is not the usual one over scenarios that do not choose it: a switch that no scenario notices
/// has no effect.
///
/// A scenario that never asks a switch goes the same way under each of its readings, so that only those are played which
/// ask it.
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
        /// How many scenarios ask the switch and do not choose its reading.
        package let asking: Int
        /// How many scenarios ask the switch and choose its reading.
        package let choosing: Int

        /// Why nobody can notice the reading where it is forced; nil where nothing says so.
        package var reason: String? {
            if let reason = ReadingTrials.withoutEffect[reading.description] { return reason }
            guard asking == 0, choosing > 0 else { return nil }
            return "only the \(choosing) that choose its reading ask the switch"
        }

        /// Whether it is noticed, or is known to have no effect; what is said to have none must have none.
        package var isExplained: Bool { (noticedBy == nil) == (reason != nil) }
    }

    /// What came of each reading, in the order of the switches.
    package let trials: [Trial]

    /// The readings that no scenario noticed.
    package var unnoticed: [Reading] { trials.filter { $0.noticedBy == nil }.map(\.reading) }
    /// Readings that nobody noticed without a reason that says why, and those that are noticed although one says that
    /// they cannot be.
    package var unexplained: [Reading] { trials.filter { !$0.isExplained }.map(\.reading) }
    /// Whether each reading is noticed, or is known to have no effect, and none is said to have none that has.
    package var hasPassed: Bool { unexplained.isEmpty }

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
        let free = scenarios.filter { $0.knownFailing == nil }
        let plays = await Self.each(free, jobs: jobs) { scenario in
            let log = QuestionLog()
            let result = await ScenarioPlayer(mutation: .none, questions: log).play(scenario)
            return Play(scenario: scenario, rules: Set(result.rules), asked: log.ids)
        }
        trials = await Self.each(readings, jobs: jobs) { reading in
            let trial = await Self.trial(of: reading, plays)
            ended(trial)
            return trial
        }
    }

    /// What a scenario meets under the usual readings, or those that it chooses.
    private struct Play {
        let scenario: Scenario
        let rules: Set<String>
        let asked: Set<String>
    }

    private static func trial(of reading: Reading, _ plays: [Play]) async -> Trial {
        let changed = Set(RuleLedger.all.catalogue.rules.filter { $0.switches.contains(reading.question) }.map(\.id))
        let concerned = plays.filter { $0.asked.contains(reading.question) }
        let asking = concerned.filter { $0.scenario.world["assume"]?[reading.question] == nil }
        let choosing = concerned.count - asking.count
        let first = asking.filter { !changed.isDisjoint(with: $0.rules) }
        let rest = asking.filter { changed.isDisjoint(with: $0.rules) }
        for play in first + rest {
            let result = await ScenarioPlayer().play(play.scenario.adopting([reading.question: reading.name]))
            if result.verdict.isRed {
                return Trial(reading: reading, noticedBy: play.scenario.id, asking: asking.count, choosing: choosing)
            }
        }
        return Trial(reading: reading, noticedBy: nil, asking: asking.count, choosing: choosing)
    }

    /// What `body` makes of each item, `jobs` at a time, in the order of the items.
    private static func each<Item: Sendable, Made: Sendable>(
        _ items: [Item], jobs: Int, _ body: @escaping @Sendable (Item) async -> Made
    ) async -> [Made] {
        await withTaskGroup(of: (Int, Made).self) { group in
            var waiting = items.enumerated().makeIterator()
            func startNext() {
                guard let (place, item) = waiting.next() else { return }
                group.addTask { (place, await body(item)) }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var made: [(Int, Made)] = []
            for await one in group {
                made.append(one)
                startNext()
            }
            return made.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
