import Foundation
public import ScenarioLanguage

/// The text of a scenario to begin with.
public enum NewScenario {
    /// What stands above everything: editors complete the file with it.
    static let head = "# yaml-language-server: $schema=scenario.schema.json\n"

    /// A scenario on a preset that is green as it stands.
    ///
    /// Returns nil where there is no such preset.
    public static func text(preset: String, title: String) -> String? {
        guard let steps = steps[preset] ?? (BuiltInPresets.texts[preset] == nil ? nil : fallback) else { return nil }
        return head + "title: \(quoted(title))\n\ngiven:\n  preset: \(preset)\n\nsteps:\n" + steps
    }

    private static let fallback = "  - clock.advance: 1s\n"

    private static let logIn = """
          - id: log_in
            user.log_in: { as: ada }
          - user.list_libraries: { as: ada }
            expect: { shows: { libraries: [ACTIVE, ARCHIVE] } }

        """

    /// The first steps on each preset: the next thing that somebody there would do.
    private static let steps: [String: String] = [
        "empty": "  - note: Nobody has done anything on this server yet.\n" + fallback,
        "small-firm": "  - office.enable_imanage: { as: omar }\n",
        "added": """
          - office.announce_server: { as: omar }
          - office.review: { as: sven }
          - office.confirm: { as: sven }

        """ + logIn,
        "registered": logIn,
        "cloud": logIn,
        "firm": logIn,
        "connected": """
          - user.open: { as: ada, document: $complaint }
            expect: { shows: { version: 1 } }

        """,
    ]

    /// The file of a scenario that plays something, to be changed: the shortest of those that name it in `covers`.
    ///
    /// - Parameters:
    ///   - name: a documented failure (`C1`), a requirement, a cell or a scenario's id.
    ///   - scenarios: what is searched.
    /// - Returns: the scenario's path, and the ids of all others that would do; nil where none plays it.
    public static func model(of name: String, among scenarios: [Scenario]) -> (path: String, others: [String])? {
        let named = scenarios.filter { $0.id == name || $0.fileID == name }
        let found = named.isEmpty ? scenarios.filter { $0.covers.contains(name) } : named
        guard let model = found.min(by: { ($0.steps.count, $0.id) < ($1.steps.count, $1.id) }) else { return nil }
        let others = Set(found.map(\.fileID)).subtracting([model.fileID])
        return (model.path, others.sorted())
    }

    /// A text as YAML takes it on one line.
    static func quoted(_ text: String) -> String {
        if text.wholeMatch(of: /[A-Za-z][A-Za-z0-9 ,.\/()'-]*[A-Za-z0-9.)]/) != nil, !text.contains(": ") {
            return text
        }
        return text.quotedForYAML
    }
}
