import Markup
import Rules
import ScenarioRunner
import Stage

/// One message of the wire in full: both sides of it, the rule that decided, and what it changed.
extension DirectorPage {
    /// The page of a line; nil where there is none at that place any more.
    func message(moment: String, line number: Int) -> HTML? {
        let lines =
            moment == "now" ? underWay : Int(moment).flatMap { moments.indices.contains($0) ? moments[$0].lines : nil }
        guard let lines, lines.indices.contains(number) else { return nil }
        let line = lines[number]
        var page = Page(
            title: "\(line.what.isEmpty ? line.kind : line.what) - WorkSim demo", look: .demo, layout: "presenter",
            body: """
                <main><article id="message"><h1>\(line.what.isEmpty ? line.kind : line.what)</h1>
                <p>\(line.refused ? HTML.mark(.bad, "Refused") : HTML.mark(.good, "Accepted")) \(line.detail)</p>
                \(HTML.facts(Self.facts(line)))
                \(line.request.map { Self.part("Request", $0) })\(line.response.map { Self.part("Answer", $0) })
                \(line.changes.map(Self.changes))</article>
                <p><a href="/">Back to the demo</a></p></main>
                """)
        page.styles = ["/assets/stage.css"]
        return page.html
    }

    private static func facts(_ line: JournalLine) -> [(name: String, value: HTML)] {
        let rule = RuleLedger.all.rule(line.rule)
        let status: HTML? = line.status.map { "\($0)" }
        let error: HTML? = line.error.map { "<code>\($0)</code>" }
        let source: HTML? = rule.map { "\($0.evidence.rawValue): \($0.source)" }
        let facts: [(String, HTML?)] = [
            ("From", "\(from(line))"),
            ("To", "\(line.server == "network" ? "the network" : "Work server \(line.server)")"),
            ("Date", "\(line.date)"), ("Status", status),
            ("Error", error), ("Rule", "<code>\(line.rule)</code> \(rule?.decides)"), ("Known from", source),
        ]
        return facts.compactMap { name, value in value.map { (name, $0) } }
    }

    private static func from(_ line: JournalLine) -> String {
        switch line.party {
        case "office": "Office & Dragons"
        case "browser": "A user's browser"
        case "other": "Another program"
        default: line.party
        }
    }

    private static func part(_ title: String, _ message: JournalMessage) -> HTML {
        """
        <section><h2>\(title)</h2><pre tabindex="0" aria-label="\(title)">\(message.headers.joined(separator: "\n"))\
        \(message.body.map { "\n\n\($0)" })</pre></section>
        """
    }

    private static func changes(_ changes: [JournalChange]) -> HTML {
        let rows = changes.map { change -> HTML in
            "<tr><th scope=\"row\">\(change.path)</th><td>\(change.before)</td><td>\(change.after)</td></tr>"
        }
        return """
            <section><h2>What it changed</h2><div class="scroll" role="region" aria-label="What it changed" tabindex="0"><table><thead><tr><th scope="col">Where</th>\
            <th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
            """
    }
}
