import Foundation
public import ScenarioLanguage

/// A scenario that plays something, as a file to begin from: of a matrix with the one row that plays it.
public struct ModelScenario: Sendable {
    /// The file that it is from.
    public let path: String
    /// The new file's text.
    public let text: String
    /// Whether some step fails in it.
    public let fails: Bool
    /// Whether it has a repair, and a second try after that.
    public let isRepaired: Bool
    /// The ids of all other files that play the same.
    public let others: [String]

    /// Chooses the scenario that shows most: one that fails and is repaired before one that fails, and short ones first.
    ///
    /// Returns nil where no scenario plays it.
    ///
    /// - Parameters:
    ///   - name: a documented failure (`C1`), a requirement, a cell or a scenario's id.
    ///   - scenarios: what is searched.
    ///   - vocabulary: the names that the files may use.
    public init?(of name: String, among scenarios: [Scenario], vocabulary: Vocabulary = .catalogues) {
        let named = scenarios.filter { $0.id == name || $0.fileID == name }
        let found = named.isEmpty ? scenarios.filter { $0.covers.contains(name) } : named
        let ranked = found.sorted { Self.rank($0) < Self.rank($1) }
        for scenario in ranked {
            guard let data = FileManager.default.contents(atPath: scenario.path) else { continue }
            path = scenario.path
            let whole = String(decoding: data, as: UTF8.self)
            let row = scenario.id.dropFirst(scenario.fileID.count).dropFirst().dropLast().split(separator: ",")
            // A file that was asked for by its own name stays whole.
            let head = "# Begun from \(scenario.path), which plays \(name).\n"
            text = head + (name == scenario.fileID ? whole : Self.choosing(row, of: whole, path, vocabulary))
            fails = Self.fails(scenario)
            isRepaired = Self.isRepaired(scenario)
            others = Set(found.map(\.fileID)).subtracting([scenario.fileID]).sorted()
            return
        }
        return nil
    }

    private static func rank(_ scenario: Scenario) -> (Int, Int, String) {
        let shown = fails(scenario) ? isRepaired(scenario) ? 0 : endsWell(scenario) ? 1 : 2 : 3
        return (shown, scenario.steps.count, scenario.id)
    }

    private static func fails(_ scenario: Scenario) -> Bool {
        scenario.steps.contains { step in
            if case .together(let steps) = step.kind, steps.contains(where: { $0.expectation?["failure"] != nil }) {
                return true
            }
            return step.expectation?["failure"] != nil
        }
    }

    /// Whether something succeeds behind the last failure, where the right value is entered without a repair step.
    private static func endsWell(_ scenario: Scenario) -> Bool {
        scenario.steps.last?.expectation?["failure"] == nil
    }

    private static func isRepaired(_ scenario: Scenario) -> Bool { !RepairCheck.repairs(of: scenario).isEmpty }

    /// The file with one row of each axis; the whole file where some of it would then be left without use.
    private static func choosing(
        _ rows: [Substring], of text: String, _ path: String, _ vocabulary: Vocabulary
    ) -> String {
        let loader = ScenarioLoader(vocabulary: vocabulary)
        let axes = loader.axes(text: text, path: path)
        guard !axes.isEmpty, axes.count == rows.count else { return text }
        let wanted = Dictionary(zip(axes.map(\.name), rows.map(String.init))) { first, _ in first }
        let chosen = loader.choosing(wanted, text: text, path: path)
        let loaded = loader.load(text: chosen, path: path)
        return loaded.scenarios.isEmpty || !loaded.diagnostics.isEmpty ? text : chosen
    }
}
