import ScenarioKeys

/// The names behind the places of a file that take a name.
extension Vocabulary {
    /// What may stand where `names` are asked for, with what each means.
    func entries(of names: Shape.Names) -> [Entry] {
        switch names {
        case .rules: rules
        case .failures: failures
        case .covers: requirements + documentedFailures
        case .settings: settings
        case .releases: releases.map { Entry($0, "A release of the work server.") }
        case .presets: presetEntries
        case .switches: switchQuestions
        case .steps: steps.map { Entry($0.topic, $0.doc) }
        }
    }
}

extension Shape.Names {
    /// What one of these names is, for messages: `unknown rule 'x'`.
    public var singular: String {
        switch self {
        case .rules: "rule"
        case .failures: "failure"
        case .covers: "requirement, cell or documented failure"
        case .settings: "setting"
        case .releases: "release"
        case .presets: "preset"
        case .switches: "switch"
        case .steps: "step"
        }
    }

    /// Every kind of name.
    static let all: [Shape.Names] = [.rules, .failures, .covers, .settings, .releases, .presets, .switches, .steps]
}
