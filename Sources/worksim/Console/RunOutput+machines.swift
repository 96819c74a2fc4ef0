import Markup
import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// Test Anything Protocol 14: a point a scenario, in the order of the ids, told as soon as those before it are.
final class TAPOutput: RunOutput {
    private struct Waiting {
        var next = 0
        var played: [String: ScenarioRun.Played] = [:]
    }

    private let ids: [String]
    private let console: Console
    private let waiting = Mutex(Waiting())

    /// For scenarios of these ids, in their order.
    init(ids: [String], console: Console) {
        self.ids = ids
        self.console = console
    }

    func began(scenarios: Int, seed: UInt64) {
        console.write(["TAP version 14", "1..\(scenarios)"], first: .plain)
    }

    func ended(_ played: ScenarioRun.Played) {
        waiting.withLock { waiting in
            waiting.played[played.result.id] = played
            while waiting.next < ids.count, let ready = waiting.played.removeValue(forKey: ids[waiting.next]) {
                waiting.next += 1
                console.write(Self.point(waiting.next, ready), first: .plain)
            }
        }
    }

    func finished(_ report: RunReport, milliseconds: Double) {
        // Whatever was not begun has not been told yet.
        for played in report.played { ended(played) }
        console.write("# \(report.summary.text)")
    }

    /// A test point with its directive or its diagnosis.
    static func point(_ number: Int, _ played: ScenarioRun.Played) -> [VisibleText] {
        let result = played.result
        let name: VisibleText = "\(number) - \(escaped(result.id))"
        switch result.verdict {
        case .pass: return ["ok \(name)"]
        case .skip, .notReached: return ["ok \(name) # SKIP \(escaped(result.reason ?? ""))"]
        case .untested: return ["ok \(name) # SKIP untested: \(escaped(result.reason ?? ""))"]
        // `TODO` is a word of the format and no note of ours: TAP 14, section Directives
        // (testanything.org/tap-version-14-specification.html), has it for a test point that is expected to fail, which a
        // harness must not count as a failure. `OutputTests` holds it.
        case .known: return ["not ok \(name) # TODO \(escaped(result.reason ?? ""))"]
        case .fail, .vacuous, .error: break
        }
        var lines: [VisibleText] = [
            "not ok \(name)", "  ---", "  message: \(RedStory.headline(of: result).quotedForYAML)",
        ]
        lines.append("  severity: \(result.verdict.rawValue)")
        lines.append("  at:")
        lines.append("    file: \(result.path.quotedForYAML)")
        lines.append("    line: \(result.redStep?.line ?? 1)")
        for (key, value) in [
            ("blame", result.blame?.text), ("rule", result.redStep?.rule), ("remedy", result.redStep?.remedy),
            ("story", RedStory(result).text),
        ] {
            if let value { lines.append("  \(key): \(value.quotedForYAML)") }
        }
        return lines + ["  ..."]
    }

    private static func escaped(_ text: String) -> String {
        VisibleText(line: text).description.replacing("\\", with: "\\\\").replacing("#", with: "\\#")
    }
}

/// JSON Lines: `run`, a `scenario` as each ends, `summary`; each line is one object with its `event`.
struct JSONLinesOutput: RunOutput {
    private struct Began: Encodable {
        let event = "run"
        let schema = 1
        let scenarios: Int
        let seed: UInt64
    }

    private struct Ended: Encodable {
        let event = "scenario"
        let milliseconds: Double
        let result: ScenarioResult
    }

    private struct Finished: Encodable {
        let event = "summary"
        let milliseconds: Double
        let summary: RunReport.Summary
    }

    let console: Console

    func began(scenarios: Int, seed: UInt64) { write(Began(scenarios: scenarios, seed: seed)) }

    func ended(_ played: ScenarioRun.Played) {
        write(Ended(milliseconds: Self.rounded(played.milliseconds), result: played.result))
    }

    func finished(_ report: RunReport, milliseconds: Double) {
        write(Finished(milliseconds: Self.rounded(milliseconds), summary: report.summary))
    }

    private func write(_ value: some Encodable) {
        try? console.write(jsonLine: value)
    }

    private static func rounded(_ milliseconds: Double) -> Double { (milliseconds * 10).rounded() / 10 }
}
