/// A red scenario told to a person: where, expected beside seen, who is to blame, the rule, what mends it.
public struct RedStory: Sendable {
    /// The lines, the first one naming verdict and scenario.
    public let lines: [String]

    /// Tells of one result.
    public init(_ result: ScenarioResult) {
        var lines = ["\(result.verdict.rawValue): \(result.id)", "  \(result.title)"]
        if let reason = result.reason { lines.append("  \(reason)") }
        for step in result.steps where step.verdict.isRed { lines += Self.lines(of: step, path: result.path) }
        for finding in result.findings { lines.append("  check: \(finding.check): \(finding.detail)") }
        if let blame = result.blame { lines.append("  blame: \(blame.rawValue)") }
        self.lines = lines
    }

    private static func lines(of step: StepResult, path: String) -> [String] {
        var lines = ["  \(path):\(step.line): step \(step.number): \(step.does)"]
        for mismatch in step.mismatches {
            lines.append("    \(mismatch.what)")
            lines.append("      expected  \(mismatch.expected)")
            lines.append("      seen      \(mismatch.seen)")
        }
        if let rule = step.rule {
            lines.append("    rule: \(rule)" + (step.evidence.map { " (\($0))" } ?? ""))
        }
        if let remedy = step.remedy {
            lines.append("    remedy: \(remedy)" + (step.ask.map { " \($0)" } ?? ""))
        }
        return lines
    }
}
