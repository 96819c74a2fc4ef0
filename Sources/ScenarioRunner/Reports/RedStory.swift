public import Markup

/// A red scenario told to a person: where, expected beside seen, who is to blame, the rule, what mends it.
public struct RedStory: Sendable {
    /// The lines, the first one naming verdict and scenario.
    public let lines: [VisibleText]

    /// The lines as one text.
    public var text: String { lines.map(\.description).joined(separator: "\n") }

    /// Tells of one result.
    public init(_ result: ScenarioResult) {
        var lines: [VisibleText] = ["\(result.verdict.rawValue): \(result.id)", "  \(result.title)"]
        if let reason = result.reason { lines.append("  \(reason)") }
        for step in result.steps where step.verdict.isRed { lines += Self.lines(of: step, path: result.path) }
        for finding in result.findings { lines.append("  check: \(finding.check): \(finding.detail)") }
        if let blame = result.blame { lines.append("  blame: \(blame.text): \(blame.meaning)") }
        if let changed = Self.ifChanged(result) { lines.append("  \(changed)") }
        self.lines = lines
    }

    /// Whom to look at where the client or the server of this build was changed; nil where neither is a suspect.
    static func ifChanged(_ result: ScenarioResult) -> VisibleText? {
        guard let suspects = result.suspects, result.blame?.parties == nil else { return nil }
        let question: VisibleText = suspects.question.map { " \($0)" } ?? ""
        return "If you changed the client or the server of this build, suspect: \(suspects.text).\(question)"
    }

    /// What is wrong in one sentence: the first thing that was not met, else the reason or what a check found.
    public static func headline(of result: ScenarioResult) -> String {
        if let step = result.redStep, let mismatch = step.mismatches.first {
            let what = mismatch.what == "ok" ? "" : "\(mismatch.what): "
            let time = step.time.map { " (time \($0))" } ?? ""
            return
                "step \(step.number)\(time): \(what)expected \(mismatch.expected), seen \(short(mismatch.seen, step))"
        }
        return result.reason ?? result.findings.first.map { "\($0.check): \($0.detail)" } ?? result.verdict.rawValue
    }

    private static func lines(of step: StepResult, path: String) -> [VisibleText] {
        var lines: [VisibleText] = ["  \(path):\(step.line): step \(step.number): \(step.does)"]
        if let words = step.verdict.ofStep {
            lines.append("    Step \(step.number) \(words)\(step.time.map { ", time \($0)" } ?? "")")
        }
        for mismatch in step.mismatches {
            lines.append("    \(mismatch.what == "ok" ? "outcome" : mismatch.what)")
            lines.append("      expected  \(mismatch.expected)")
            lines.append("      seen      \(short(mismatch.seen, step))")
        }
        if let rule = step.rule {
            lines.append("    rule: \(rule)" + (step.evidence.map { " (\($0))" } ?? ""))
        }
        // What a failure says that is expected mends nothing here.
        let isExpected = step.failure.map { step.expected?.hasPrefix("failure \($0)") ?? false } ?? false
        if let remedy = step.remedy, !isExpected {
            lines.append("    remedy: \(remedy)" + (step.ask.map { " \($0)" } ?? ""))
        }
        return lines
    }

    /// What was seen, without the remedy that has a line of its own.
    private static func short(_ seen: String, _ step: StepResult) -> String {
        [step.remedy, step.ask].compactMap { $0 }.reduce(seen) { $0.replacing($1, with: "") }
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
