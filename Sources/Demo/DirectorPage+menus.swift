import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// The menus of the bar: time, what can be broken, the stories.
extension DirectorPage {
    var menus: HTML {
        """
        <div class="menus">\(menu("jump", "Jump ahead", jumps))\(menu("break", "Break something", breaks))\
        \(menu("stories", "Stories", stories))</div>
        """
    }

    private func menu(_ id: String, _ label: String, _ content: HTML) -> HTML {
        "<details class=\"menu\" id=\"menu-\(id)\"><summary class=\"button\">\(label)</summary><div class=\"sheet\">\(content)</div></details>"
    }

    private var jumps: HTML {
        let lengths = [("31s", "31 seconds"), ("31m", "31 minutes"), ("1d", "1 day"), ("366d", "366 days")]
        return form("jump", "\(lengths.map { "<button name=\"by\" value=\"\($0.0)\">\($0.1)</button>" as HTML })")
    }

    private var breaks: HTML {
        let broken = library.filter { !RepairCheck.repairs(of: $0).isEmpty }
        guard !broken.isEmpty else { return "<p>No story with a repair was given.</p>" }
        return """
            \(Self.search("break", "Search failures"))
            <p class="hint">Documented failures, each with its repair. Your story waits meanwhile.</p>
            \(form("break", "\(Self.groups(broken, in: "break"))"))
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

    /// A button for each file, grouped by folder; of a file with a matrix only its first row is offered.
    private static func groups(_ scenarios: [Scenario], in menu: String) -> [HTML] {
        var seen: Set<String> = []
        let told = scenarios.filter { seen.insert($0.fileID).inserted }
        var areas: [(id: String, scenarios: [Scenario])] = []
        for scenario in told {
            let id = String(scenario.fileID.prefix { $0 != "/" })
            if let index = areas.firstIndex(where: { $0.id == id }) {
                areas[index].scenarios.append(scenario)
            } else {
                areas.append((id, [scenario]))
            }
        }
        return areas.enumerated().map { index, area in
            let buttons = area.scenarios.map { scenario -> HTML in
                let words = ([scenario.id] + scenario.covers).joined(separator: " ")
                return
                    "<button name=\"story\" value=\"\(scenario.id)\" data-words=\"\(words)\">\(scenario.title)</button>"
            }
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
