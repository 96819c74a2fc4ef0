import Foundation
import ScenarioLanguage

/// The text of a scenario to begin with.
public enum NewScenario {
    /// Stands for the rule of a refusal that a recording does not name; playing finds it out.
    static let unknownRule = "oauth.access.missing"

    /// A scenario on a preset that is green as it stands.
    ///
    /// Returns nil where there is no such preset.
    public static func text(
        preset: String, title: String, among presets: [String: String] = BuiltInPresets.texts
    ) -> String? {
        guard let text = presets[preset] else { return nil }
        // What follows on a preset of one's own is for its author to say.
        let isBuiltIn = text == BuiltInPresets.texts[preset]
        let steps = isBuiltIn ? steps[preset] ?? fallback : fallback
        return "title: \(quoted(title))\n\ngiven:\n  preset: \(preset)\n\nsteps:\n" + steps
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

    /// A text as YAML takes it on one line.
    static func quoted(_ text: String) -> String {
        if text.wholeMatch(of: /[A-Za-z][A-Za-z0-9 ,.\/()'-]*[A-Za-z0-9.)]/) != nil, !text.contains(": ") {
            return text
        }
        return text.quotedForYAML
    }
}
