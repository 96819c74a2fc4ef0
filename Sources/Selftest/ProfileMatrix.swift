package import ScenarioLanguage
import ScenarioRunner

/// Which wrong clients the scenarios of profiles notice: one that must pass and notices none would prove nothing.
package struct ProfileMatrix: Sendable {
    /// A scenario with the wrong clients that fail it.
    package struct Row: Sendable {
        /// The scenario's id.
        package let scenario: String
        /// The names of the wrong clients that it notices, in their order.
        package let notices: [String]
    }

    /// A row for each scenario that a client must pass, in the order of the ids.
    package let rows: [Row]

    /// The wrong clients that are tried: a profile is about clients.
    package static let allParties = Mutant.all.filter { $0.side == .client }

    /// Plays each scenario with each wrong client, `jobs` scenarios at a time; `ended` is called with each row.
    ///
    /// With `untilNoticed` a row ends with the first wrong client that is noticed.
    package init(
        _ scenarios: [Scenario], with parties: [Mutant] = allParties, untilNoticed: Bool = false, jobs: Int,
        ended: @escaping @Sendable (Row) -> Void = { _ in }
    ) async {
        rows = await withTaskGroup(of: Row.self) { group in
            var waiting = scenarios.makeIterator()
            func startNext() {
                guard let scenario = waiting.next() else { return }
                group.addTask {
                    let row = await Self.row(scenario, parties, untilNoticed)
                    ended(row)
                    return row
                }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var rows: [Row] = []
            for await row in group {
                rows.append(row)
                startNext()
            }
            return rows.sorted { $0.scenario < $1.scenario }
        }
    }

    private static func row(_ scenario: Scenario, _ parties: [Mutant], _ untilNoticed: Bool) async -> Row {
        // Those that are said to fail it come first.
        let (likely, others) = (
            parties.filter { $0.concerns(scenario) }, parties.filter { !$0.concerns(scenario) }
        )
        var notices: Set<String> = []
        for party in likely + others {
            if untilNoticed, !notices.isEmpty { break }
            let result = await ScenarioPlayer(mutation: party.mutation).play(scenario, blaming: false)
            if result.verdict.isRed { notices.insert(party.name) }
        }
        return Row(scenario: scenario.id, notices: parties.map(\.name).filter(notices.contains))
    }

    /// The scenarios that notice no wrong client.
    package var blind: [String] { rows.filter(\.notices.isEmpty).map(\.scenario) }

    /// The matrix in lines: each scenario with the number and the names of the wrong clients that it notices.
    package var lines: [String] {
        rows.flatMap { row in
            row.notices.isEmpty
                ? ["\(row.scenario): NOTICES NO WRONG CLIENT"]
                : ["\(row.scenario): notices \(row.notices.count)"] + row.notices.map { "  \($0)" }
        }
    }
}

extension Mutant {
    /// Whether a scenario is one that the party's row names.
    func concerns(_ scenario: Scenario) -> Bool {
        fails.contains { ScenarioSuite.pattern($0, names: scenario) }
    }
}
