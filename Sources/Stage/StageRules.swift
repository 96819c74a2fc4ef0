public import Rules

/// What the network of a stage and the parties on it decide by themselves.
public let stageRules = RuleCatalogue(
    rules: [
        Rule(
            "network.port-closed", decides: "Nothing listens at the port that was asked for.",
            answer: "The connection is refused.",
            serves: ["network.public-url/refused", "settings.url-https/accepted-anyway", "A2"], evidence: .documented,
            source: "TCP (RFC 9293, section 3.10.7.1)"),
        Rule(
            "network.address-private", decides: "A name leads to an address that exists inside of the firm only.",
            answer: "There is no way to it from outside.", serves: ["network.public-url/private-address"],
            evidence: .documented, source: "RFC 1918, section 3"),
        Rule(
            "server.stopped", decides: "The work server is not running.", answer: "The connection is refused.",
            serves: ["network.public-url/refused", "settings.several-servers/one-down", "login.use/connection-lost"],
            evidence: .documented,
            source: "TCP (RFC 9293, section 3.10.7.1)"),
    ],
    switches: [])

/// The failures that no client words, since only the browser or Control Center sees them, with their meaning.
public let stageFailures: [(id: FailureID, meaning: String)] =
    [
        (.controlCenterRefused, "Control Center refuses what the administrator asks for, and says why."),
        (.colleagueRefused, "The work server refuses what a colleague does in DeskSite or the web client."),
        (.requestRefused, "A server refuses what another program asks for."),
        (.checkFailed, "A check of the scenario finds something else than it names."),
    ] + FailureCatalogue.page.map { ($0.id, $0.cause) }
