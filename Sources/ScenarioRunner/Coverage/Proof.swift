import Rules

/// What a scenario shows of the claims in its `covers`.
///
/// A claim is proven where a rule that serves it decided in a step: for a requirement's success one that accepts, for a
/// cell or a documented failure one that refuses, or one that accepts and names exactly that. A repair that repairs
/// nothing proves nothing.
struct Proof {
    private let rules: [String: [Rule]]

    init(ledger: RuleLedger) { rules = Dictionary(grouping: ledger.catalogue.rules, by: \.id) }

    /// Whether a result proves a claim.
    func proves(_ result: ScenarioResult, _ claim: String) -> Bool {
        guard result.verdict == .pass, result.needlessRepairs?.isEmpty ?? true else { return false }
        return (result.accepted ?? []).contains { serves($0, claim, asRefusal: false) }
            || (result.refused ?? []).contains { serves($0, claim, asRefusal: true) }
    }

    private func serves(_ id: String, _ claim: String, asRefusal isRefusal: Bool) -> Bool {
        rules[id]?.contains { Self.serves($0, claim, asRefusal: isRefusal) } ?? false
    }

    /// Whether a rule that decides proves a claim.
    static func serves(_ rule: Rule, _ claim: String, asRefusal isRefusal: Bool? = nil) -> Bool {
        guard isRefusal ?? rule.isRefusal else { return rule.serves.contains(claim) }
        let whole = claim.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(claim[..<$0]) }
        guard rule.serves.contains(claim) || whole.map(rule.serves.contains) ?? false else { return false }
        // A requirement by its bare id stands for its success.
        return Requirements.requirement(claim) == nil
    }
}
