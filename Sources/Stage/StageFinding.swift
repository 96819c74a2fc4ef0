import Synchronization
import WorkServer

/// Something that must hold after every story and does not.
public struct StageFinding: Codable, Hashable, Sendable {
    /// Which check found it.
    public let check: String
    /// What it found.
    public let detail: String
    /// What it makes of the story.
    public let severity: Severity

    /// What a finding makes of a story.
    public enum Severity: String, Codable, Sendable {
        /// Something that must hold does not.
        case fail
        /// The story proves nothing.
        case vacuous
        /// Nobody can tell.
        case error
    }
}

extension Stage {
    /// Every rule by which a server or the network has decided so far, the set-up's among them, sorted.
    public var rulesMet: [String] {
        // Handshakes that a client broke off are noticed whenever the socket closes.
        let entries = chronicle.entries.filter { $0.kind != .tls }
        return Set(entries.map(\.rule) + network.exchanges().compactMap(\.stoppedBy)).sorted()
    }

    /// What servers and network met while the world was built, log-ins at the start among it.
    package var beginning: [JournalLine] {
        (0...state.withLock { $0.actionsOfSetup }).flatMap { action in
            var outcome = Outcome(ok: true)
            account(for: action, since: 0, logged: [:], in: &outcome)
            return outcome.journal
        }
    }

    /// How much servers and network have met so far, for `decisions(since:)`.
    package var chronicled: Int { chronicle.count }

    /// The rules by which a server or the network has decided since a moment, for and against.
    package func decisions(since moment: Int) -> (accepted: Set<String>, refused: Set<String>) {
        // Handshakes that a client broke off are noticed whenever the socket closes.
        let entries = chronicle.items(from: moment).map(\.entry).filter { $0.kind != .tls }
        return (Set(entries.filter { !$0.refused }.map(\.rule)), Set(entries.filter(\.refused).map(\.rule)))
    }

    /// The names of the checks that could not be made of this client.
    package var unchecked: [String] { state.withLock { $0.isAttemptCounted } ? [] : ["every attempt is counted"] }

    /// What leads outside of the machine: routes of the network, and sockets that are open when the story has ended.
    private func waysOutside(_ opened: [StageNetwork.Exchange]) -> [StageFinding] {
        let routes = Set(opened.compactMap(\.address).filter { !OutsideSockets.isLoopback($0) })
        func finding(_ addresses: [String], of who: String, _ check: String) -> [StageFinding] {
            guard !addresses.isEmpty else { return [] }
            return [
                StageFinding(
                    check: check, detail: "\(who) has a connection to \(addresses.joined(separator: ", "))",
                    severity: .fail)
            ]
        }
        return finding(
            routes.union(OutsideSockets.ofThisProcess()).sorted(), of: "this process", "nothing leaves the loopback")
            + finding(external?.outsideAddresses ?? [], of: "the client's process", "the client stays on the loopback")
    }

    /// The checks that run without being asked, once the last action is over.
    ///
    /// - Parameter allowed: documents whose lock may outlive the story, by path or `$id`.
    /// - Returns: what does not hold; nothing where all of it does.
    public func check(mayStayLocked allowed: [String] = []) async -> [StageFinding] {
        let entries = chronicle.entries
        let seen = Set(entries.compactMap(\.exchange))
        let attempts = (try? await status())?.attempts
        state.withLock { $0.isAttemptCounted = attempts != nil }
        var findings: [StageFinding] = []
        let opened = network.exchanges()
        let office = opened.filter { $0.party == "office" }
        if let attempts, office.count != attempts {
            findings.append(
                StageFinding(
                    check: "every attempt is counted",
                    detail: "the client counts \(attempts) requests, the network \(office.count)",
                    severity: .fail))
        }
        for exchange in opened where exchange.stoppedBy == nil && !seen.contains(exchange.id) {
            findings.append(
                StageFinding(
                    check: "every attempt arrives or is stopped by a rule",
                    detail: "a \(exchange.kind) request of the \(exchange.party) is in no journal", severity: .fail))
        }
        for entry in entries
        where (entry.status ?? 0) >= 500
            && !entry.rule.hasPrefix("proxy.") && !entry.rule.hasPrefix("fault.")
        {
            findings.append(
                StageFinding(
                    check: "no server error",
                    detail: "\(entry.method ?? "") \(entry.path ?? "") answered \(entry.status ?? 0)",
                    severity: .fail))
        }
        for kind in network.idleFaults {
            findings.append(
                StageFinding(
                    check: "every fault fires", detail: "the fault \(kind.rawValue) was armed and never fired",
                    severity: .vacuous))
        }
        findings += foreignConnections() + waysOutside(opened)
        findings += locksLeftBehind(unless: allowed)
        for server in state.withLock({ $0.servers.values.sorted { $0.name < $1.name } })
        where server.running.journalOverflowed {
            findings.append(
                StageFinding(
                    check: "the journal is complete", detail: "the journal of \(server.name) overflowed",
                    severity: .error))
        }
        return findings
    }
}
