import Crypto
import Foundation
import Markup

/// A run as one page that needs nothing beside itself: no request, no time of the real world, no secret.
///
/// Without JavaScript it shows the summary, every scenario and the stories of the red ones; the script draws the rest.
struct HTMLReport {
    let results: [ScenarioResult]
    let seed: UInt64
    let sources: SourceTexts
    let proofs: RunProofs

    private static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
    /// The parts share one scope, in this order.
    private static let script: String = {
        let parts = [
            PackageResources.page_js, PackageResources.scenario_js, PackageResources.diagram_js,
            PackageResources.article_js, PackageResources.reading_js, PackageResources.moving_js,
        ]
        return "(() => {\n'use strict';\n\(parts.map { String(decoding: $0, as: UTF8.self) }.joined())})();\n"
    }()

    /// The page; the same bytes for the same results.
    func page() throws -> String {
        let encoder = JSONEncoder.results
        let data = String(decoding: try encoder.encode(PageData(results, seed: seed, sources: sources)), as: UTF8.self)
            .replacing("<", with: "\\u003c")
        let summary = RunReport.Summary(results)
        let html: HTML = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(HTML(markup: Self.policy))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>\(Self.headline(summary)) – WorkSim</title>
            <link rel="icon" href="data:image/svg+xml,\(HTML(markup: Self.icon(isRed: summary.red > 0)))">
            <style>\(HTML(markup: Self.style))</style>
            </head>
            <body>
            <div id="static">
            <header class="top"><span class="brand">WorkSim</span></header>
            <main>
            <h1>\(Self.headline(summary))</h1>
            <p>\(summary.text)</p>
            <noscript><p>Switch JavaScript on to see every message, the article and the search.</p></noscript>
            \(sections)
            </main>
            </div>
            <footer class="proofs">
            \(proofs.sentences.map { "<p>\(Self.shown($0))</p>\n" as HTML })</footer>
            <script type="application/json" id="data">\(HTML(markup: data))</script>
            <script>\(HTML(markup: Self.script))</script>
            </body>
            </html>

            """
        return html.text
    }

    /// The result in one sentence.
    static func headline(_ summary: RunReport.Summary) -> String {
        if summary.red == 1, summary.total == 1 { return "The scenario did not pass" }
        if summary.red > 0 {
            return "\(summary.red) of \(summary.total) scenarios did not pass"
        }
        if summary.pass == 0 { return "No scenario passed" }
        if summary.pass == summary.total {
            return summary.total == 1 ? "The scenario passed" : "All \(summary.total) scenarios passed"
        }
        return "\(summary.pass) of \(summary.total) scenarios passed, none failed"
    }

    /// The scenarios by section, red ones with their story.
    private var sections: [HTML] {
        let groups = Dictionary(grouping: results, by: \.section)
        return groups.keys.sorted().map { section in
            let items = (groups[section] ?? []).map(Self.item)
            return "<h2>\(Self.shown(section.isEmpty ? "Scenarios" : section))</h2>\n<ul>\n\(items)</ul>\n"
        }
    }

    private static func item(_ result: ScenarioResult) -> HTML {
        let story: HTML? = result.verdict.isRed ? "<pre>\(RedStory(result).text)</pre>" : nil
        return """
            <li id="\(shown(result.id))"><b class="v-\(result.verdict.rawValue)">\(result.verdict.rawValue)</b> \
            \(shown(result.title)) <code>\(shown(result.id))</code>\(story)</li>

            """
    }

    /// A text from outside as the page shows it.
    private static func shown(_ text: String) -> String { VisibleText(lines: text).description }

    /// Nothing may be loaded, and of what is inline only this style and this script count.
    private static let policy: String = {
        let (css, js) = (fingerprint(style), fingerprint(script))
        return "default-src 'none'; style-src '\(css)'; script-src '\(js)'; img-src data:; base-uri 'none'; "
            + "form-action 'none'"
    }()

    private static func fingerprint(_ text: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }

    private static func icon(isRed: Bool) -> String {
        "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='7' fill='%23"
            + (isRed ? "c62828" : "1a7f4b") + "'/%3E%3C/svg%3E"
    }
}
