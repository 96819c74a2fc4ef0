import IntegrationClient
public import Rules
import Stage
import WorkServer

/// Every rule of server, client and network, with how well it is known.
public struct RuleLedger: Sendable {
    /// All rules and switches.
    public let catalogue: RuleCatalogue
    private let byID: [String: Rule]

    /// A ledger of one catalogue.
    public init(_ catalogue: RuleCatalogue) {
        self.catalogue = catalogue
        byID = Dictionary(catalogue.rules.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The rules of everything that plays here.
    public static let all = RuleLedger(
        workServerRules.joined(with: integrationClientRules).joined(with: stageRules))

    /// The rule with this id, if there is one.
    public func rule(_ id: String) -> Rule? { byID[id] }
}
