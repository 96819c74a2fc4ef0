import Rules

/// What a firewall does with a connection, and by which rule.
struct FirewallVerdict: Sendable {
    /// How a connection is met.
    enum Manner: Sendable {
        case serve
        case reset
        case silence
    }

    let rule: Rule
    let manner: Manner
    let detail: String
}

extension Firewall {
    /// The verdict on a caller; the first rule that matches decides, else the default.
    func judge(_ address: String) -> FirewallVerdict {
        for line in rules {
            switch line {
            case .allow(let range) where range.contains(address):
                return FirewallVerdict(
                    rule: FirewallRules.allowed, manner: .serve, detail: "\(address) is let in by allow \(range).")
            case .deny(let range) where range.contains(address):
                return FirewallVerdict(
                    rule: FirewallRules.denied, manner: refusal, detail: "\(address) is kept out by deny \(range).")
            default:
                continue
            }
        }
        guard `default` != .allow else {
            return FirewallVerdict(
                rule: FirewallRules.allowed, manner: .serve, detail: "\(address) is let in by default.")
        }
        return FirewallVerdict(
            rule: FirewallRules.noRuleMatched, manner: refusal,
            detail: "No rule matches \(address); the default is \(`default`.rawValue).")
    }

    private var refusal: FirewallVerdict.Manner { `default` == .drop ? .silence : .reset }

    /// The rules in one line, for reports.
    var text: String {
        let lines = rules.map { line in
            switch line {
            case .allow(let range): "allow \(range)"
            case .deny(let range): "deny \(range)"
            }
        }
        return (lines + ["default \(`default`.rawValue)"]).joined(separator: ", ")
    }
}
