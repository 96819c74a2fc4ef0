import Crypto
import Foundation
import Markup

/// A conformance result as one page that needs no other file and no script.
struct ConformancePage {
    private let conformance: Conformance

    init(_ conformance: Conformance) { self.conformance = conformance }

    /// The page; the same bytes for the same result.
    var html: HTML {
        let result = conformance
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(Self.shown(result.clientText)) \(result.sentence)</title>
            <style>\(HTML(markup: Self.style))</style>
            </head>
            <body>
            <h1 class="\(result.conforms ? "pass" : "fail")">\(Self.shown(result.clientText)) \(result.sentence)</h1>
            <dl>
            \(facts.map { "<dt>\($0.0)</dt><dd>\(Self.shown($0.1))</dd>\n" as HTML })
            </dl>
            \(Profile.Level.allCases.map(section))
            </body>
            </html>

            """
    }

    private var facts: [(String, String)] {
        let result = conformance
        return [
            ("Date of the run", result.date),
            ("Profile", "\(result.profile.name) \(result.profile.version), frozen \(result.profile.date)"),
            ("Scenarios that must pass", result.must.text), ("Scenarios that should pass", result.should.text),
            ("WorkSim", result.worksim), ("Seed", String(result.seed)), ("Digest of the scenarios", result.suite),
        ]
    }

    private func section(_ level: Profile.Level) -> HTML {
        let rows = conformance.scenarios.filter { $0.level == level }
        guard !rows.isEmpty else { return .nothing }
        return """
            <h2>\(level == .must ? "Scenarios that must pass" : "Scenarios that should pass")</h2>
            <table>
            <thead><tr><th scope="col">Verdict</th><th scope="col">Scenario</th><th scope="col">Remarks</th></tr></thead>
            <tbody>
            \(rows.map(Self.row))
            </tbody>
            </table>

            """
    }

    private static func row(_ row: Conformance.Row) -> HTML {
        let silent = row.notCompared.isEmpty ? nil : "Not compared: \(row.notCompared.joined(separator: ", "))"
        let remarks = [row.reason, silent].compactMap { $0 }.joined(separator: ". ")
        return """
            <tr id="\(shown(row.id))"><td class="\(row.verdict.rawValue)">\(row.verdict.rawValue)</td>\
            <td>\(shown(row.title))<br><code>\(shown(row.id))</code></td><td>\(shown(remarks))</td></tr>

            """
    }

    /// A text from outside as the page shows it.
    private static func shown(_ text: String) -> String { VisibleText(line: text).description }

    private static let style = """
        :root{color-scheme:light dark}
        body{max-width:60rem;margin:0 auto;padding:1.5rem;font:15px/1.5 system-ui,sans-serif}
        h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.1rem}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{opacity:.75}dd{margin:0;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-top:1px solid #8884}
        td{overflow-wrap:anywhere}.pass{color:light-dark(#17693e,#6fd39c)}
        .fail,.error,.vacuous,.known{color:light-dark(#b3261e,#ff9b92)}.untested,.skip{color:light-dark(#8a4b00,#f2bd6b)}
        """

    private static let policy =
        "default-src 'none'; style-src 'sha256-\(Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString())'; "
        + "base-uri 'none'; form-action 'none'"
}
