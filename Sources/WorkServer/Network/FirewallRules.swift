import Rules

/// The rules of the firewall in front of the server.
enum FirewallRules {
    static let allowed = Rule(
        "firewall.allowed", decides: "A rule lets the address in, or none matches and the default allows.",
        grants: "The connection is served.",
        serves: ["network.firewall", "network.allowlist", "network.single-tenant", "network.public-url"],
        evidence: .documented,
        source: "O&D help: allow external connections")
    static let denied = Rule(
        "firewall.denied", decides: "A rule keeps the address out.",
        answer: "Reset, or silence where the default is to drop.",
        serves: ["network.allowlist/wrong-address"], evidence: .documented, source: "O&D help: only allow O&D's address"
    )
    static let noRuleMatched = Rule(
        "firewall.no-rule-matched", decides: "No rule matches and the default keeps out.",
        answer: "Reset, or silence where the default is to drop.",
        serves: [
            "network.firewall/drop", "network.firewall/reject", "network.allowlist/wrong-address", "A6", "A13",
            "network.allowlist", "network.ask-imanage", "network.single-tenant", "A5",
        ],
        evidence: .documented, source: "O&D help: only allow O&D's address")
    static let edited = Rule(
        "firewall.edited", decides: "The firewall's rules are replaced.",
        grants: "They hold at once; connections that they refuse are closed.",
        serves: ["network.firewall", "network.ask-imanage"],
        evidence: .documented, source: "an ordinary stateful firewall that is told to drop known connections")

    static let catalogue = RuleCatalogue(rules: [allowed, denied, noRuleMatched, edited], switches: [])
}

/// The rules of what is met below HTTP.
enum ConnectionRules {
    static let handshakeFailed = Rule(
        "tls.handshake-failed",
        decides: "A caller breaks off the TLS handshake, as who does not trust the certificate does.",
        answer: "The connection is closed.", serves: ["network.public-url/certificate-untrusted"],
        evidence: .documented,
        source: "RFC 8446 section 6.2")
    static let notTLS = Rule(
        "tls.not-tls", decides: "A caller speaks something else than TLS to the TLS port.",
        answer: "The connection is closed.", serves: ["settings.url-https/http"], evidence: .documented,
        source: "RFC 8446")
    static let malformedHTTP = Rule(
        "http.malformed", decides: "What a caller sends is not HTTP.",
        answer: "400 in a sentence of text, then the connection is closed.",
        serves: ["path.order"], evidence: .documented, source: "RFC 9112 section 2.2")

    static let hostMissing = Rule(
        "http.host.missing", decides: "A request names no host, several, or something that is not a host and port.",
        answer: "400 in a sentence of text, then the connection is closed.", serves: ["path.order"],
        evidence: .documented,
        source: "RFC 9112 section 3.2")
    static let headersTooLong = Rule(
        "http.headers.too-long",
        decides: "A header field has more than \(HeaderLimits.field >> 10) KiB, all fields have more than "
            + "\(HeaderLimits.all >> 10) KiB, or there are more than \(HeaderLimits.count) of them.",
        answer: "431 in a sentence of text, then the connection is closed.", serves: ["path.order"],
        evidence: .documented,
        source: "RFC 6585 section 5")

    static let catalogue = RuleCatalogue(
        rules: [handshakeFailed, notTLS, malformedHTTP, hostMissing, headersTooLong], switches: [])
}
