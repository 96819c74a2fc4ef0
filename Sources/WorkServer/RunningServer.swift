import CertificateAuthority
import Foundation
import HummingbirdCore
import NIOCore
import NIOPosix
import Rules
import WorkTime

/// A server that accepts connections, and the screens on which its administrators work.
public final class RunningServer: Sendable {
    /// The local port that it listens on.
    public let port: Int
    /// The passwords and client secrets that its firm started with.
    public let credentials: FirmCredentials

    let core: ServerCore
    private let server: Server<ConnectionGate>
    private let running: Task<Void, Never>
    let registry: ConnectionRegistry
    private let channel: any Channel

    init(
        core: ServerCore, server: Server<ConnectionGate>, running: Task<Void, Never>, registry: ConnectionRegistry,
        channel: any Channel, credentials: FirmCredentials
    ) {
        self.core = core
        self.server = server
        self.running = running
        self.registry = registry
        self.channel = channel
        port = channel.localAddress?.port ?? 0
        self.credentials = credentials
    }

    /// A copy of everything that the server knows now.
    public var snapshot: WorkState { core.maker.snapshot }

    /// The journal's entries, oldest first.
    public var journal: [JournalEntry] { core.entries }

    /// Whether older entries of the journal were lost, which makes a run worthless.
    public var journalOverflowed: Bool { core.journalOverflowed }

    /// The accepted facts, oldest first; a log that ran full holds the last ones only, and `sequence` counts on.
    public var events: [EventRecord] { core.maker.events }

    /// How many facts the server accepted so far.
    public var eventCount: Int { core.maker.eventCount }

    /// The facts after the first `count` ones.
    public func events(after count: Int) -> [EventRecord] { core.maker.events(after: count) }

    /// Does what an administrator does in Control Center, at once.
    ///
    /// - Throws: `CommandRefusal` with the rule and what to do about it.
    public func perform(
        _ command: ControlCenterCommand, by administrator: String
    ) throws(CommandRefusal) -> CommandReply {
        let decision = core.maker.perform(
            ControlCenterRequest(command: command, administrator: administrator), by: administrator)
        core.record(
            .command, by: administrator, rule: decision.rule, refused: decision.refused, detail: decision.detail,
            events: decision.events.map(\.name))
        return try decision.reply.get()
    }

    /// Does what a colleague does in DeskSite or the web client, at once.
    ///
    /// - Throws: `CommandRefusal` with the rule and what is wrong.
    public func perform(
        _ command: ColleagueCommand, by user: String, in program: String = "DeskSite"
    ) throws(CommandRefusal) {
        let decision = core.maker.perform(ColleagueRequest(command: command, user: user, program: program), by: user)
        core.record(
            .command, by: user, rule: decision.rule, refused: decision.refused, detail: decision.detail,
            events: decision.events.map(\.name))
        _ = try decision.reply.get()
    }

    /// Puts a proxy in front of the server, or takes it away.
    public func setProxy(_ proxy: EdgeProxy?) {
        change(SettingRules.nodeChanged, "The proxy in front: \(proxy?.mode.rawValue ?? "none").") { state in
            var node = state.node
            node.proxy = proxy
            return .nodeChanged(node)
        }
    }

    /// Enters rules of the firewall that hold only after a time, as changes of cloud networks do.
    public func setFirewall(_ firewall: Firewall, after delay: Duration) {
        let date = core.configuration.clock.clock.date + delay
        change(FirewallRules.edited, "The firewall will be, from \(date.iso8601) on: \(firewall.text).") { _ in
            .firewallScheduled(firewall, from: date)
        }
    }

    /// Replaces the firewall's rules, and closes the connections that they refuse.
    public func setFirewall(_ firewall: Firewall) {
        change(FirewallRules.edited, "The firewall is: \(firewall.text).") { _ in .firewallChanged(firewall) }
        core.closeRefused(by: firewall)
    }

    /// Has the kernel throw away connection attempts from these IPv4 addresses, raw ones of this machine.
    ///
    /// Returns whether it does; where it does not, the firewall's silence is the nearest thing.
    public func dropInKernel(from addresses: [String]) async -> KernelDropping {
        await KernelFilter.attach(to: channel, dropping: addresses)
    }

    /// Sets the address that the server gives out for itself; its host joins the certificate's names, first.
    public func setPublicName(url: String?) {
        let host = url.flatMap(Self.host)
        change(SettingRules.nodeChanged, "The public URL is \(url ?? "not set").") { state in
            var node = state.node
            node.publicURL = url
            if let host { node.hostNames = [host] + node.hostNames.filter { $0 != host } }
            return .nodeChanged(node)
        }
    }

    /// Sets the names that the certificate is for; without any it is for localhost.
    public func setHostNames(_ names: [String]) {
        change(SettingRules.nodeChanged, "The certificate is for \(names.joined(separator: ", ")).") { state in
            var node = state.node
            node.hostNames = names
            return .nodeChanged(node)
        }
    }

    /// Installs a certificate of a kind, for these names; without names for those that the server has.
    ///
    /// A good one is valid for `validFor` from now; one that has expired ended a day ago, one that is not yet valid begins
    /// in a day.
    public func setCertificate(
        _ kind: CertificateKind, validFor: Duration = .seconds(800 * 86_400), names: [String] = []
    ) {
        let now = core.configuration.clock.clock.date
        change(SettingRules.nodeChanged, "The certificate is replaced by one that is: \(kind.rawValue).") { state in
            var node = state.node
            node.certificateKind = kind
            node.certificateValidFor = validFor
            if !names.isEmpty { node.hostNames = names }
            node.certificateIssued = kind.recipe?.begins(at: now, validFor: validFor) ?? now
            return .nodeChanged(node)
        }
    }

    /// Installs a certificate that is issued now and valid for so long; a negative length is one that has expired.
    public func renewCertificate(validFor: Duration) {
        let now = core.configuration.clock.clock.date
        change(SettingRules.nodeChanged, "A certificate valid for \(validFor.text) is installed.") { state in
            var node = state.node
            node.certificateIssued = validFor < .zero ? now + validFor + validFor : now
            node.certificateValidFor = validFor < .zero ? .zero - validFor : validFor
            return .nodeChanged(node)
        }
    }

    /// Changes the release that the server reports and behaves as.
    public func setRelease(_ release: Release) {
        change(SettingRules.nodeChanged, "The release is \(release).") { state in
            var node = state.node
            node.release = release
            return .nodeChanged(node)
        }
    }

    /// Forgets something that the server keeps: `tokens`, as after a failure of its cache, `registrations` or `settings`.
    public func lose(_ what: String) {
        change(SettingRules.nodeChanged, "The server has lost its \(what).") { _ in .lost(what: what) }
    }

    /// Reads an unknown in another way from now on.
    public func setAssumption(_ value: String, for id: String) {
        change(SettingRules.assumptionChanged, "\(id) is read as \(value).") { _ in
            .assumptionChanged(id: id, value: value)
        }
    }

    /// Stops accepting, lets requests under way end for `grace` of real time, then closes what is left.
    public func stop(grace: Duration = .zero) async {
        registry.reset { $0.isSilent }
        let registry = registry
        // The machine's time: a virtual clock would stand still, as nobody sleeps on it here.
        let end = MultiThreadedEventLoopGroup.singleton.next().scheduleTask(in: TimeAmount(grace)) {
            registry.reset { _ in true }
            return
        }
        // It throws only where the server had not been running, which a second stop may find.
        _ = try? await server.shutdownGracefully()
        end.cancel()
        await running.value
    }

    private func change(_ rule: Rule, _ detail: String, _ event: @escaping @Sendable (WorkState) -> WorkEvent) {
        let decision = core.maker.perform(Surroundings(rule: rule, detail: detail, event: event), by: "set-up")
        core.record(.command, by: "set-up", rule: rule, refused: false, detail: detail, events: [decision.reply.name])
    }

    /// The host of a URL in lower case; nil if it has none.
    private static func host(of url: String) -> String? {
        guard let start = url.range(of: "://")?.upperBound else { return nil }
        let host = url[start...].prefix { !"/:?#".contains($0) }.lowercased()
        return host.isEmpty ? nil : host
    }
}
