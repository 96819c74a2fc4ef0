/// The rules and switches of one module, or of several joined.
public struct RuleCatalogue: Sendable {
    /// All rules, sorted by id.
    public let rules: [Rule]
    /// All switches, sorted by id.
    public let switches: [SwitchDescription]

    /// Collects rules and switches; ids are unique, and a rule names only switches that are there.
    public init(rules: [Rule], switches: [any SwitchDeclaration]) {
        self.rules = rules.sorted { $0.id < $1.id }
        self.switches = switches.map(\.description).sorted { $0.id < $1.id }
    }

    /// Both catalogues as one.
    public func joined(with other: RuleCatalogue) -> RuleCatalogue {
        RuleCatalogue(rules: rules + other.rules, switches: switches + other.switches)
    }

    /// The rule with this id, if there is one.
    public func rule(_ id: String) -> Rule? {
        rules.first { $0.id == id }
    }

    /// The switch with this id, if there is one.
    public func `switch`(_ id: String) -> SwitchDescription? {
        switches.first { $0.id == id }
    }
}
