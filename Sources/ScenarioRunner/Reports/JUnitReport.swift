import Foundation
import Markup

/// A run in the form that build servers read: a suite a file, one test case a scenario, with its steps as output.
///
/// It keeps to the schema of Jenkins' xUnit plugin (junit-10.xsd), in which the file is an attribute of the suite.
struct JUnitReport {
    let played: [ScenarioRun.Played]
    let milliseconds: Double

    var text: String {
        let summary = RunReport.Summary(played.map(\.result))
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"WorkSim\" \(counts(summary)) time=\"\(seconds(milliseconds))\">")
        for (_, file) in files { lines += suite(file) }
        return (lines + ["</testsuites>", ""]).joined(separator: "\n")
    }

    /// The scenarios by file, in the order of the ids.
    private var files: [(path: String, played: [ScenarioRun.Played])] {
        Dictionary(grouping: played, by: \.result.path).map { ($0.key, $0.value) }
            .sorted { $0.1[0].result.id < $1.1[0].result.id }
    }

    private func suite(_ played: [ScenarioRun.Played]) -> [String] {
        let summary = RunReport.Summary(played.map(\.result))
        let result = played[0].result
        let head =
            "  <testsuite name=\"\(Self.attribute(fileID(result)))\" \(counts(summary)) skipped=\"\(summary.skip + summary.known + summary.untested)\" "
            + "time=\"\(seconds(played.reduce(0) { $0 + $1.milliseconds }))\" file=\"\(Self.attribute(result.path))\">"
        return [head] + played.map { testCase($0) } + ["  </testsuite>"]
    }

    private func counts(_ summary: RunReport.Summary) -> String {
        "tests=\"\(summary.total)\" failures=\"\(summary.fail + summary.vacuous)\" errors=\"\(summary.error)\""
    }

    private func fileID(_ result: ScenarioResult) -> String { String(result.id.prefix { $0 != "[" }) }

    private func testCase(_ played: ScenarioRun.Played) -> String {
        let result = played.result
        // A row's own name may hold a slash.
        let name = result.section.isEmpty ? result.id : String(result.id.dropFirst(result.section.count + 1))
        let head =
            "    <testcase classname=\"\(Self.attribute(result.section.isEmpty ? "scenarios" : result.section))\" "
            + "name=\"\(Self.attribute(name))\" time=\"\(seconds(played.milliseconds))\">"
        let steps =
            "<system-out>\(Self.contents(([result.title] + result.steps.map(\.summary)).map { VisibleText(line: $0).description }.joined(separator: "\n")))</system-out>"
        return [head, verdict(result).map { "      " + $0 }, "      " + steps, "    </testcase>"].compactMap { $0 }
            .joined(separator: "\n")
    }

    private func verdict(_ result: ScenarioResult) -> String? {
        switch result.verdict {
        case .pass: return nil
        case .untested: return "<skipped message=\"\(Self.attribute("untested: " + (result.reason ?? "")))\"/>"
        case .known, .skip, .notReached: return "<skipped message=\"\(Self.attribute(result.reason ?? ""))\"/>"
        case .error, .fail, .vacuous:
            let tag = result.verdict == .error ? "error" : "failure"
            let type = [result.verdict.rawValue, result.blame?.text].compactMap { $0 }.joined(separator: " ")
            let story = Self.contents(RedStory(result).text)
            return
                "<\(tag) type=\"\(type)\" message=\"\(Self.attribute(RedStory.headline(of: result)))\">\(story)</\(tag)>"
        }
    }

    private func seconds(_ milliseconds: Double) -> String {
        String(format: "%.3f", locale: Locale(identifier: "en_US_POSIX"), milliseconds / 1000)
    }

    /// A text within an element, on several lines.
    private static func contents(_ text: String) -> String { escaped(VisibleText(lines: text)) }

    /// A text within an attribute, where a line break would become a blank.
    private static func attribute(_ text: String) -> String { escaped(VisibleText(line: text)) }

    /// What can be seen can be in XML 1.0; its own marks become references.
    private static func escaped(_ text: VisibleText) -> String { HTML.escaped(text.description) }
}

extension StepResult {
    /// The step and what came of it on one line: `1  user.log_in as: ada -> ok`.
    public var summary: String {
        let end = seen.map { " -> \($0)" } ?? (note.map { " \($0)" } ?? "")
        return "\(number)  \(verdict == .pass ? "" : "\(verdict.rawValue) ")\(does)\(end)"
    }
}
