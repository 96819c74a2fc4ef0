import Rules
import WorkServer

/// The page of the docs that says how a simulated server differs from a real one.
struct DifferencesPage {
    let areas: [Differences.Area]
    let catalogue: RuleCatalogue
    let missing: [KnownPath]

    /// The page as Markdown.
    var text: String {
        var lines = [
            "# Differences from a real server", "",
            "`worksim differences --markdown` prints this page; `worksim differences --json` has the same as JSON.", "",
            "Documented is what iManage's or a vendor's text says, observed is what public client code shows, and assumed is "
                + "a reading of ours. Each assumed rule has a switch with the other readings: `assume:` in a scenario, "
                + "`--assume` of `worksim serve`.",
            "", "## Areas", "", "| area | documented | observed | assumed |", "|---|--:|--:|--:|",
        ]
        lines += areas.map { "| \($0.name) | \($0.documented) | \($0.observed) | \($0.assumed.count) |" }
        lines += [
            "", "## Paths that are known and not served", "", "\(KnownPaths.served.count) operations are served.", "",
        ]
        lines += ["| path | evidence | what a program misses |", "|---|---|---|"]
        lines += missing.map { path in
            "| `\(path.method) \(path.path)` | \(path.evidence.rawValue) | \(Self.cell(path.note)) |"
        }
        lines += ["", "## Served, and simpler than a real server", "", "| about | evidence | here |", "|---|---|---|"]
        lines += KnownLimit.all.map { limit in
            "| \(Self.cell(limit.about)) | \(limit.evidence.rawValue) | \(Self.cell(limit.here)) |"
        }
        lines += ["", "## Assumed, area by area"]
        for area in areas where !area.assumed.isEmpty {
            lines += ["", "### \(area.name)", "", "| rule | decides | switches |", "|---|---|---|"]
            lines += area.assumed.map(row)
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ rule: Rule) -> String {
        let switches = rule.switches.compactMap { catalogue.switch($0) }
            .map { question in "`\(question.id)`: \(question.values.map(\.name).joined(separator: ", "))" }
        return "| `\(rule.id)` | \(Self.cell(rule.decides)) | \(Self.cell(switches.joined(separator: "; "))) |"
    }

    /// A text as a cell of a table can hold it.
    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|").replacing("\n", with: " ") }
}
