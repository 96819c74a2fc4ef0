import Foundation

/// A run in the form that build servers read: one test case a scenario, its section as class.
struct JUnitReport {
    let played: [ScenarioRun.Played]
    let milliseconds: Double

    var text: String {
        let summary = RunReport.Summary(played.map(\.result))
        let skipped = summary.skip + summary.known
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        let counts =
            "tests=\"\(summary.total)\" failures=\"\(summary.fail + summary.vacuous)\" errors=\"\(summary.error)\""
        lines.append("<testsuites name=\"WorkSim\" \(counts) time=\"\(seconds(milliseconds))\">")
        lines.append(
            "  <testsuite name=\"scenarios\" \(counts) skipped=\"\(skipped)\" time=\"\(seconds(milliseconds))\">")
        lines += played.map { testCase($0) }
        return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
    }

    private func testCase(_ played: ScenarioRun.Played) -> String {
        let result = played.result
        let name = result.id.split(separator: "/").last.map(String.init) ?? result.id
        let head =
            "    <testcase classname=\"\(escaped(result.section))\" name=\"\(escaped(name))\" "
            + "file=\"\(escaped(result.path))\" time=\"\(seconds(played.milliseconds))\""
        let detail = escaped(RedStory(result).lines.joined(separator: "\n"))
        let message = escaped(result.redStep?.mismatches.first.map { "\($0.what): \($0.seen)" } ?? result.reason ?? "")
        let type = [result.verdict.rawValue, result.blame?.rawValue].compactMap { $0 }.joined(separator: " ")
        switch result.verdict {
        case .pass: return head + "/>"
        case .known, .skip, .notReached:
            return head + ">\n      <skipped message=\"\(escaped(result.reason ?? ""))\"/>\n    </testcase>"
        case .error, .fail, .vacuous:
            let tag = result.verdict == .error ? "error" : "failure"
            return head + ">\n      <\(tag) type=\"\(type)\" message=\"\(message)\">\(detail)</\(tag)>\n    </testcase>"
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
