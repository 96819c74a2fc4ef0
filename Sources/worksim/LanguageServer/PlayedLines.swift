import Rules
import ScenarioLanguage
import ScenarioRunner

/// What came of a file's steps, line by line, for the lenses above them.
struct PlayedLines {
    /// The words above each line, and what failed there.
    private(set) var lenses: [(line: Int, title: String)] = []
    private(set) var failures: [(line: Int, message: String)] = []

    init(_ results: [ScenarioResult]) {
        let steps = results.flatMap { result in result.steps.map { (row: Self.row(of: result), step: $0) } }
        for (line, all) in Dictionary(grouping: steps, by: \.step.line).sorted(by: { $0.key < $1.key }) {
            lenses.append((line, Self.title(all)))
            for (row, step) in all where step.verdict.isRed {
                let name = row.isEmpty ? "" : "[\(row)] "
                let why = step.mismatches.map { "\($0.what): expected \($0.expected), seen \($0.seen)" }
                let remedy = step.remedy.map { ["remedy: \($0)"] } ?? []
                let text = ([step.seen ?? step.verdict.rawValue] + why + remedy).joined(separator: "\n")
                failures.append((line, name + text))
            }
        }
        for result in results where result.verdict.isRed && result.redStep == nil {
            let findings = result.findings.map { "\($0.check): \($0.detail)" }
            failures.append((1, ([result.reason].compactMap(\.self) + findings).joined(separator: "\n")))
        }
    }

    private static func row(of result: ScenarioResult) -> String {
        String(result.id.drop { $0 != "[" }.dropFirst().dropLast())
    }

    /// A verdict with its rule; of the rows of a matrix, how many of them came out so.
    private static func title(_ steps: [(row: String, step: StepResult)]) -> String {
        let reds = steps.filter { $0.step.verdict.isRed }
        let shown = reds.first ?? steps[0]
        let rules = Set(steps.map { $0.step.rule ?? "" })
        var parts = ["\(mark(shown.step.verdict)) \(words(shown.step.verdict))"]
        if Set(steps.map(\.row)).count > 1 {
            parts[0] +=
                reds.isEmpty ? " in \(steps.count) rows" : " in \(reds.count) of \(steps.count) rows: \(shown.row)"
        }
        if shown.step.verdict.isRed {
            parts.append(shown.step.seen ?? "")
        } else if let failure = shown.step.failure, Set(steps.map(\.step.failure)).count == 1 {
            parts.append("failure \(failure.rawValue)")
        }
        if rules.count == 1 || shown.step.verdict.isRed, let rule = shown.step.rule,
            !parts.contains(where: { $0.contains(rule) })
        {
            parts.append(rule)
        }
        return parts.joined(separator: " · ")
    }

    private static func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "✓"
        case .fail: "✗"
        case .vacuous: "∅"
        case .error: "!"
        case .known: "~"
        case .untested, .skip, .notReached: "–"
        }
    }

    private static func words(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "as expected"
        case .fail: "failed"
        case .vacuous: "vacuous: it failed for another reason"
        case .error: "in error"
        case .known: "known failure"
        case .untested: "untested"
        case .skip: "skipped"
        case .notReached: "not reached"
        }
    }
}
