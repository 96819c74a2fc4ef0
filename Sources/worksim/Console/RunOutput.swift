import ArgumentParser
import Foundation
import Markup
import ScenarioRunner

/// In which form a run is printed on the standard output.
enum RunFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// Test Anything Protocol, version 14.
    case tap
    /// A JSON object a line, as things happen.
    case jsonl
    /// Text, with annotations that GitHub shows on the line of the file.
    case github
}

/// Tells of a run as it goes on.
protocol RunOutput: Sendable {
    /// Before the first scenario.
    func began(scenarios: Int, seed: UInt64)
    /// A scenario has ended.
    func ended(_ played: ScenarioRun.Played)
    /// All have ended.
    func finished(_ report: RunReport, milliseconds: Double)
}

/// For people: quiet when green, reds at once in a line and at the end with their story.
struct TextOutput: RunOutput {
    /// How much is printed of scenarios that pass.
    enum Detail {
        case reds, scenarios, steps
    }

    let detail: Detail
    let console: Console

    func began(scenarios: Int, seed: UInt64) {}

    func ended(_ played: ScenarioRun.Played) {
        let result = played.result
        guard detail != .reds || result.verdict.isRed else { return }
        let cost = detail == .reds ? "" : "  \(Int(played.milliseconds.rounded())) ms"
        var lines: [VisibleText] = ["\(result.verdict.rawValue)  \(result.id)\(cost)"]
        if detail == .steps { lines += result.steps.map { "      \($0.summary)" } }
        // In one go: scenarios that end at the same time do not mix their lines.
        console.write(lines, first: result.verdict.isRed ? .bad : result.verdict == .pass ? .good : .plain)
    }

    func finished(_ report: RunReport, milliseconds: Double) {
        for played in report.played where played.result.verdict.isRed {
            console.write("")
            console.write(RedStory(played.result).lines, first: .bad)
        }
        for played in report.played where played.result.verdict == .known {
            console.write("known: \(played.result.id): \(played.result.reason ?? "")")
        }
        for played in report.played where played.result.verdict == .untested {
            console.write("untested: \(played.result.id): \(played.result.reason ?? "")", .quiet)
        }
        for (result, step, warning) in report.warnings {
            console.write(
                "warning: \(result.path):\(step.line): \(warning.what) should be \(warning.expected), is \(warning.seen)"
            )
        }
        if let row = report.played.map(\.result).first(where: { $0.verdict.isRed && $0.id.contains(",") }) {
            console.write("\nhint: worksim shrink '\(row.id)' \(row.path) finds which rows make it fail", .quiet)
        }
        let summary = report.summary
        if summary.red > 0 { console.write("") }
        console.write(
            "\(summary.text); \(String(format: "%.1f", milliseconds / 1000)) s",
            summary.red > 0 ? .bad : summary.pass == summary.total ? .good : .plain)
    }
}

/// A line a red step, in the words of GitHub's workflow commands; the rest is text.
struct GitHubOutput: RunOutput {
    let text: TextOutput

    func began(scenarios: Int, seed: UInt64) {}

    func ended(_ played: ScenarioRun.Played) {}

    func finished(_ report: RunReport, milliseconds: Double) {
        for played in report.played where played.result.verdict.isRed {
            let result = played.result
            let story = RedStory(result).lines.dropFirst().joined(separator: "\n")
            annotate(
                "error", result, line: result.redStep?.line ?? 1, "\(result.verdict.rawValue): \(result.id)", story)
        }
        for (result, step, warning) in report.warnings {
            annotate(
                "warning", result, line: step.line, "\(warning.what) is not as recommended",
                "\(warning.what) should be \(warning.expected), is \(warning.seen)")
        }
        for played in report.played where played.result.verdict == .known {
            annotate(
                "notice", played.result, line: 1, "known: \(played.result.id)",
                "\(played.result.reason ?? "")")
        }
        text.finished(report, milliseconds: milliseconds)
    }

    private func annotate(
        _ kind: String, _ result: ScenarioResult, line: Int, _ title: VisibleText, _ message: VisibleText
    ) {
        text.console.write(command: Self.annotation(kind, path: result.path, line: line, title: title, message))
    }

    /// A workflow command, in which what would end a property or the line is written as percent signs.
    static func annotation(_ kind: String, path: String, line: Int, title: VisibleText, _ message: VisibleText)
        -> VisibleText
    {
        "::\(kind) file=\(property("\(path)")),line=\(line),title=\(property(title))::\(data(message))"
    }

    private static func data(_ text: VisibleText) -> String {
        text.description.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: VisibleText) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
