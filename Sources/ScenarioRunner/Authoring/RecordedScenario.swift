import ScenarioLanguage

/// A scenario made from a recording, played once: with the rules of its refusals, and what came out otherwise.
public struct RecordedScenario: Sendable {
    /// The scenario's text.
    public let text: String
    /// What came out otherwise than in the recording: each step with what was expected and seen.
    public let differences: [String]

    /// Plays a scenario and fills in the rules that the recording does not name.
    ///
    /// - Parameters:
    ///   - text: the scenario's text.
    ///   - path: the file that it will be.
    ///   - namesRules: whether the recording named the rules of its refusals.
    public init(playing text: String, path: String, namesRules: Bool) async {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if !namesRules {
            // In the line of the steps, so that each line keeps its number.
            let going = lines.map { $0 == "steps:" ? "keep_going: true" : $0 }
            let start = going.firstIndex(of: "keep_going: true") ?? 0
            let played = Array(going.prefix(start)) + ["keep_going: true", "steps:"] + going.dropFirst(start + 1)
            for step in await Self.play(played.joined(separator: "\n"), path).steps {
                // The line before was added.
                guard let rule = step.rule, let line = Self.expectation(from: step.line - 2, in: lines) else {
                    continue
                }
                lines[line] = lines[line].replacing(": \(NewScenario.unknownRule),", with: ": \(rule),")
            }
        }
        self.text = lines.joined(separator: "\n")
        differences = await Self.play(self.text, path).differences
    }

    private static func expectation(from start: Int, in lines: [String]) -> Int? {
        guard lines.indices.contains(start) else { return nil }
        return lines[start...].prefix(3).firstIndex { $0.hasPrefix("    expect: ") }
    }

    private static func play(_ text: String, _ path: String) async -> (steps: [StepResult], differences: [String]) {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: path)
        guard let scenario = loaded.scenarios.first, loaded.diagnostics.isEmpty else {
            return ([], loaded.diagnostics.map(\.description))
        }
        let result = await ScenarioPlayer().play(scenario)
        let differences = result.steps.filter(\.verdict.isRed).map { step in
            "line \(step.line), \(step.does): expected \(step.expected ?? "success"), but saw \(step.seen ?? "nothing")"
        }
        guard differences.isEmpty, result.verdict != .pass else { return (result.steps, differences) }
        return (result.steps, [result.reason ?? result.findings.first?.detail ?? result.verdict.rawValue])
    }
}
