package import ScenarioKeys
package import WorkServer

/// The firewall in front of a server, as files have it.
package struct FirewallSetup: Keyed {
    package static let topic = "firewall"
    package static let doc = "The firewall in front of a server."
    package static let keys: [ListedKey<Self>] = [.init(\._standard), .init(\._allowed), .init(\._rules)]

    /// A firewall that lets everybody in.
    package init() {}

    @Key("default", "What happens where no rule matches: a reset, silence, or a connection.")
    package var standard: Firewall.Default?
    @Key(
        "allow", "Ranges that are let in; short for rules that only allow.",
        example: "allow: [203.0.113.10/32, 198.51.100.0/24]")
    package var allowed: OneOrMore<CIDRBlock>?
    @Key(
        "rules", "Rules in order; the first one that matches decides.",
        example: "rules: [{ deny: 203.0.113.0/28 }, { allow: 203.0.113.0/24 }]")
    package var rules: [FirewallRule]?

    package func verify() throws(KeyIssue) {
        guard allowed == nil || rules == nil else {
            throw KeyIssue("'allow' is short for 'rules': use one of them", at: "allow")
        }
        _ = try firewall()
    }

    /// The firewall of a server.
    package func firewall() throws(KeyIssue) -> Firewall {
        var lines: [Firewall.Line] = []
        for block in allowed?.items ?? [] { lines.append(.allow(try block.range())) }
        for rule in rules ?? [] { lines.append(try rule.line()) }
        return Firewall(default: standard ?? .allow, rules: lines)
    }
}

/// A rule of the firewall.
package struct FirewallRule: Keyed {
    package static let topic = "firewall.rules"
    package static let doc = "A rule of the firewall: exactly one of the two."
    package static let keys: [ListedKey<Self>] = [.init(\._allowed), .init(\._denied)]

    /// A rule that says nothing yet.
    package init() {}

    @Key("allow", "Addresses that are let in.") package var allowed: CIDRBlock?
    @Key("deny", "Addresses that are kept out.") package var denied: CIDRBlock?

    package func verify() throws(KeyIssue) { _ = try line() }

    func line() throws(KeyIssue) -> Firewall.Line {
        switch (allowed, denied) {
        case (.some(let block), nil): .allow(try block.range())
        case (nil, .some(let block)): .deny(try block.range())
        default: throw KeyIssue("a rule is 'allow' or 'deny', one of the two")
        }
    }
}

extension CIDRBlock {
    /// The range as the server reads it.
    func range() throws(KeyIssue) -> AddressRange {
        guard let range = AddressRange(text) else {
            throw KeyIssue("'\(text)' is not an address range", suggestion: "write 203.0.113.10/32")
        }
        return range
    }
}
