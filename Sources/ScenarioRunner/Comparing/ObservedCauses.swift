import Rules
public import ScenarioLanguage

/// Finds which readings of an observed server make a scenario fail that passes without them.
public struct ObservedCauses: Sendable {
    private let differing: [String: String]
    private let player: ScenarioPlayer

    /// Looks at those of the readings, by switch, that are not the simulation's own.
    public init(_ readings: [String: String], seed: UInt64 = 1) {
        differing = readings.filter { RuleLedger.all.catalogue.switch($0.key)?.values.first?.name != $0.value }
        player = ScenarioPlayer(seed: seed)
    }

    /// The result with its causes: each reading with which alone the scenario fails, or all where it takes several.
    ///
    /// - Parameters:
    ///   - result: What came of the scenario with all readings.
    ///   - scenario: The scenario without them.
    /// - Returns: The result, unchanged where the scenario fails without the readings, too.
    public func explained(_ result: ScenarioResult, of scenario: Scenario) async -> ScenarioResult {
        guard result.verdict.isRed, !differing.isEmpty, await player.play(scenario).verdict == .pass else {
            return result
        }
        var causes: [String] = []
        let all = differing.sorted { $0.key < $1.key }
        for (id, reading) in all where await player.play(scenario.adopting([id: reading])).verdict.isRed {
            causes.append("\(id)=\(reading)")
        }
        if causes.isEmpty {
            // It takes several of them, or none: a client under test may fail for a reason of its own.
            guard await player.play(scenario.adopting(differing)).verdict.isRed else { return result }
            causes = all.map { "\($0.key)=\($0.value)" }
        }
        var explained = result
        explained.observed = causes
        return explained
    }
}
