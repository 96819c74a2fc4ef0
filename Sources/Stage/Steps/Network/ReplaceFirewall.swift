import ScenarioKeys
import WorkServer
import WorkTime

/// Replaces the rules of the firewall in front of a server.
struct ReplaceFirewall: ServerStep {
    static let name = "network.firewall"
    static let doc = "Replaces the rules of the firewall in front of a server."
    static let alone: String? = "default"
    static let keys: [ListedKey<Self>] =
        [.init(\._server)] + ListedKey.group(\.firewall) + [.init(\._delay)]

    @Key(.server) var server: ServerName?
    var firewall = FirewallSetup()
    @Key("after", "How long it takes until they hold; at once unless said.", example: "after: 4h")
    var delay: Duration?

    func verify() throws(KeyIssue) { try firewall.verify() }

    func perform(on stage: Stage) async throws -> Nothing {
        let running = try target(on: stage).running
        let firewall = try firewall.firewall()
        if let delay {
            running.setFirewall(firewall, after: delay)
        } else {
            running.setFirewall(firewall)
        }
        return Nothing()
    }
}
