import Foundation
import Markup
import Rules
import ScenarioLanguage
import ScenarioRunner

/// The menus of the bar: time, what can be broken, the stories.
extension DirectorPage {
    var menus: HTML {
        """
        <div class="menus">\(menu("jump", "Jump ahead", jumps))\(menu("break", "Break something", breaks))\
        \(menu("stories", "Stories", stories))\(menu("download", "Download", downloads))</div>
        """
    }

    private func menu(_ id: String, _ label: String, _ content: HTML) -> HTML {
        "<details class=\"menu\" id=\"menu-\(id)\"><summary class=\"button\">\(label)</summary><div class=\"sheet\">\(content)</div></details>"
    }

    private var jumps: HTML {
        let lengths = [
            ("40s", "40 seconds"), ("2m", "2 minutes"), ("31m", "31 minutes"), ("1d", "1 day"), ("366d", "366 days"),
        ]
        return """
            \(form("jump", "\(lengths.map { "<button name=\"by\" value=\"\($0.0)\">\($0.1)</button>" as HTML })"))
            <p class="hint">While a sign-in page is open, the user takes that long to sign in.</p>
            """
    }

    private var downloads: HTML {
        """
        <p class="hint">What was done so far:</p>
        <ul><li><a href="/director/story.yaml" download>Story (YAML)</a>: a scenario that plays it again</li>
        <li><a href="/director/report.html" download>Report (HTML)</a>: the story played anew, each message and rule</li>
        <li><a href="/director/slides">Slides (PDF)</a>: a page for each moment, to print or to save</li></ul>
        """
    }

    private var breaks: HTML {
        let broken = library.filter { Breakage(of: $0) != nil }
        guard !broken.isEmpty else { return "<p>No story with a repair was given.</p>" }
        return """
            \(Self.search("break", "Search failures"))
            <p class="hint">Failures, each with its repair, and how well the server's behavior is known. Your story waits meanwhile.</p>
            \(form("break", "\(Self.symptoms(among: broken))\(Self.groups(broken, in: "break"))"))
            """
    }

    private var stories: HTML {
        "\(Self.search("stories", "Search stories"))\(form("tell", "\(Self.groups(library, in: "stories"))"))"
    }

    /// A field that leaves of a menu what has the typed words; it stands outside of the form, so that Enter sends none.
    private static func search(_ id: String, _ label: String) -> HTML {
        """
        <div class="search"><label class="unseen" for="search-\(id)">\(label)</label>
        <input type="search" id="search-\(id)" data-search="menu-\(id)" placeholder="\(label)" autocomplete="off">
        <p class="hint found" role="status"></p></div>
        """
    }

    /// What people say first, where the stories are there that play it.
    private static func symptoms(among scenarios: [Scenario]) -> HTML? {
        let buttons = Symptom.all.compactMap { symptom -> HTML? in
            guard
                let scenario = scenarios.first(where: { $0.id == symptom.story })
                    ?? scenarios.first(where: { $0.fileID == symptom.story })
            else { return nil }
            return button(scenario, words: symptom.words)
        }
        guard !buttons.isEmpty else { return nil }
        return """
            <div class="area" role="group" aria-labelledby="area-symptoms"><p class="heading" id="area-symptoms">What people say</p>\(buttons)</div>
            """
    }

    private static func button(_ scenario: Scenario, words: String) -> HTML {
        let found = ([scenario.id] + scenario.covers).joined(separator: " ")
        let evidence = Breakage(of: scenario)?.evidence.map { " <small>\($0.rawValue)</small>" as HTML }
        return "<button name=\"story\" value=\"\(scenario.id)\" data-words=\"\(found)\">\(words)\(evidence)</button>"
    }

    /// A button for each file, grouped by folder; of a file with a matrix only its first row is offered.
    private static func groups(_ scenarios: [Scenario], in menu: String) -> [HTML] {
        var seen: Set<String> = []
        let files = scenarios.filter { seen.insert($0.fileID).inserted }
        var areas: [(id: String, scenarios: [Scenario])] = []
        for scenario in files {
            let id = String(scenario.fileID.prefix { $0 != "/" })
            if let index = areas.firstIndex(where: { $0.id == id }) {
                areas[index].scenarios.append(scenario)
            } else {
                areas.append((id, [scenario]))
            }
        }
        return areas.enumerated().map { index, area in
            let buttons = area.scenarios.map { button($0, words: $0.title) }
            let heading = "area-\(menu)-\(index)"
            return """
                <div class="area" role="group" aria-labelledby="\(heading)"><p class="heading" id="\(heading)">\(Self.words(forArea: area.id)) \
                <small>\(buttons.count)</small></p>\(buttons)</div>
                """
        }
    }

    /// What a folder of scenarios is about; a folder of one's own goes by its name.
    private static func words(forArea folder: String) -> String {
        switch folder {
        case "0-road": "The whole road"
        case "1-version": "The server's version"
        case "2-register": "Registering the application"
        case "3-network": "Network and public URL"
        case "4-settings": "Settings of the work server"
        case "5-validation": "Adding and validating the server"
        case "6-login": "Logging in"
        case "6-use": "Working with documents"
        case "7-trouble": "Troubleshooting"
        case "8-wire": "On the wire"
        case "9-transport": "Connections and certificates"
        default: folder.drop { !$0.isLetter }.capitalized
        }
    }
}
