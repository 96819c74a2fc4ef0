import Foundation

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
            "  <testsuite name=\"\(escaped(fileID(result)))\" \(counts(summary)) skipped=\"\(summary.skip + summary.known)\" "
            + "time=\"\(seconds(played.reduce(0) { $0 + $1.milliseconds }))\" file=\"\(escaped(result.path))\">"
        return [head] + played.map { testCase($0) } + ["  </testsuite>"]
    }

    private func counts(_ summary: RunReport.Summary) -> String {
        "tests=\"\(summary.total)\" failures=\"\(summary.fail + summary.vacuous)\" errors=\"\(summary.error)\""
    }

    private func fileID(_ result: ScenarioResult) -> String { String(result.id.prefix { $0 != "[" }) }

    private func testCase(_ played: ScenarioRun.Played) -> String {
        let result = played.result
        let name = result.id.split(separator: "/").last.map(String.init) ?? result.id
        let head =
            "    <testcase classname=\"\(escaped(result.section.isEmpty ? "scenarios" : result.section))\" "
            + "name=\"\(escaped(name))\" time=\"\(seconds(played.milliseconds))\">"
        let steps =
            "<system-out>\(escaped(([result.title] + result.steps.map(\.summary)).joined(separator: "\n")))</system-out>"
        return [head, verdict(result).map { "      " + $0 }, "      " + steps, "    </testcase>"].compactMap { $0 }
            .joined(separator: "\n")
    }

    private func verdict(_ result: ScenarioResult) -> String? {
        switch result.verdict {
        case .pass: return nil
        case .known, .skip, .notReached: return "<skipped message=\"\(escaped(result.reason ?? ""))\"/>"
        case .error, .fail, .vacuous:
            let tag = result.verdict == .error ? "error" : "failure"
            let type = [result.verdict.rawValue, result.blame?.text].compactMap { $0 }.joined(separator: " ")
            let story = escaped(RedStory(result).lines.joined(separator: "\n"))
            return "<\(tag) type=\"\(type)\" message=\"\(escaped(RedStory.headline(of: result)))\">\(story)</\(tag)>"
        }
    }

    private func seconds(_ milliseconds: Double) -> String {
        String(format: "%.3f", locale: Locale(identifier: "en_US_POSIX"), milliseconds / 1000)
    }

    /// The text as XML takes it; characters that XML cannot hold become a question mark.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t", "\r": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension StepResult {
    /// The step and what came of it on one line: `1  user.log_in as: ada -> ok`.
    public var summary: String {
        let end = seen.map { " -> \($0)" } ?? (note.map { " \($0)" } ?? "")
        return "\(number)  \(verdict == .pass ? "" : "\(verdict.rawValue) ")\(does)\(end)"
    }
}
