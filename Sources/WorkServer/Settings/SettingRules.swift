import Rules

/// The rules of the server's settings, its node and its start.
enum SettingRules {
    static let changed = Rule(
        "settings.changed", decides: "A setting is changed.", grants: "The new value holds at once.",
        serves: ["trouble.403-grant-expiry"], evidence: .documented, source: "O&D help: set it to at least 30 seconds")
    static let unknown = Rule(
        "settings.unknown", decides: "No setting has that name.", answer: "Refused.",
        serves: ["trouble.403-grant-expiry"],
        evidence: .documented, source: "Control Center shows the settings to choose from")
    static let malformed = Rule(
        "settings.value.malformed", decides: "A setting's value cannot be read.", answer: "Refused at the field.",
        serves: ["trouble.403-grant-expiry"], evidence: .documented, source: "a setting of time takes a time")
    static let outOfRange = Rule(
        "settings.value.out-of-range", decides: "A setting's value lies outside of what the server takes.",
        answer: "Refused at the field.", serves: ["trouble.403-grant-expiry"], evidence: .assumed,
        source: "the range of Work Token Grant Expiry is not public", switches: [ranges.id])
    static let loaded = Rule(
        "server.started", decides: "A server starts with a firm's data.", grants: "It serves that firm.",
        serves: ["path.order"], evidence: .documented, source: "a server has the data it was set up with")
    static let nodeChanged = Rule(
        "server.changed", decides: "The server's address or certificate is changed.", grants: "It holds at once.",
        serves: ["network.public-url"], evidence: .documented, source: "O&D help: the server needs a public URL")
    static let assumptionChanged = Rule(
        "server.assumption-changed", decides: "An unknown is read in another way.", grants: "It holds at once.",
        serves: ["path.order"], evidence: .documented, source: "the simulator's own switch, not the product's")

    enum Ranges: String, SwitchReading { case checked, unchecked }
    static let ranges = Switch<Ranges>(
        "settings.ranges", question: "Which values does a setting of time take?",
        readings: [
            .checked: "Those of its range: 1s to 24h for Work Token Grant Expiry.",
            .unchecked: "Any length up to a hundred years.",
        ],
        probe: .none(
            "only an administrator's work in Control Center shows it, and an observation changes no registration"))

    static let catalogue = RuleCatalogue(
        rules: [changed, unknown, malformed, outOfRange, loaded, nodeChanged, assumptionChanged], switches: [ranges])
}
