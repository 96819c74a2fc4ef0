import Rules

/// What a scenario shows of the claims in its `covers`.
///
/// A claim is proven where a rule that serves it decided in a step: for a requirement's success one that accepts, for a
/// cell or a documented failure one that refuses, or one that accepts and names exactly that. A repair that repairs
/// nothing proves nothing.
struct Proof {
    private let serving: [String: Set<String>]

    init(ledger: RuleLedger) {
        serving = Dictionary(ledger.catalogue.rules.map { ($0.id, Set($0.serves)) }) { $0.union($1) }
    }

    /// Whether a result proves a claim.
    func proves(_ result: ScenarioResult, _ claim: String) -> Bool {
        guard result.verdict == .pass, result.needlessRepairs?.isEmpty ?? true else { return false }
        func serves(_ rule: String, _ name: String) -> Bool { serving[rule]?.contains(name) ?? false }
        if (result.accepted ?? []).contains(where: { serves($0, claim) }) { return true }
        // A requirement by its bare id stands for its success.
        if Requirements.all.contains(where: { $0.id == claim }) { return false }
        let requirement = String(claim.prefix { $0 != "/" })
        return (result.refused ?? []).contains { serves($0, claim) || serves($0, requirement) }
    }
}
