import Secrets
import Synchronization
import WorkServer
import WorkTime

extension Stage {
    /// Something that a server met, with what it changed.
    private struct Met {
        let entry: JournalEntry
        let changes: [JournalChange]?
    }

    /// How many events each server's log holds.
    var eventCounts: [String: Int] { state.withLock { $0.servers.mapValues { $0.running.eventCount } } }

    /// Adds to an outcome what servers and network met during its action: refusals in order, requests, journal lines.
    ///
    /// `position` and `logged` are how long chronicle and event logs were when it began.
    func account(
        for action: Int, since position: Int, logged: [String: Int], in outcome: inout Outcome
    ) {
        var opened = network.exchanges(of: action)
        let ids = Set(opened.map(\.id))
        let items = chronicle.items(from: position)
        var causes = EventCauses(
            state.withLock { state in
                state.servers.mapValues { $0.running.events(after: logged[$0.name] ?? 0) }
            })
        var own: [Met] = []
        for item in items {
            // Entries of others take their events too, in the order of the journal.
            let met = Met(entry: item.entry, changes: causes.changes(by: item.entry))
            // Handshakes that a client broke off are noticed whenever the socket closes: they are in no outcome.
            guard item.entry.kind != .tls, item.entry.exchange.map(ids.contains) ?? (item.action == action) else {
                continue
            }
            own.append(met)
        }
        let entries = own.map(\.entry)
        // What a client does not name is named by the server that it reached.
        let endpoints = Dictionary(
            entries.filter { $0.kind == .exchange }.compactMap { entry in
                entry.exchange.flatMap { id in entry.endpoint.map { (id, $0) } }
            }, uniquingKeysWith: { first, _ in first })
        opened = opened.map { $0.kind == StageNetwork.unnamedKind ? $0.named(endpoints[$0.id]) : $0 }
        outcome.requests = requests(opened, entries)
        outcome.journal = journal(opened, own)
        let decidedByParty = outcome.refusals
        outcome.refusals =
            refusals(opened, entries)
            + decidedByParty.filter { own in
                !entries.contains { $0.refused && $0.kind == .command && $0.rule == own.rule }
            }
    }

    private func requests(_ opened: [StageNetwork.Exchange], _ entries: [JournalEntry]) -> [String: [String: Outcome
        .Count]]
    {
        var requests: [String: [String: Outcome.Count]] = [:]
        for exchange in opened {
            requests[exchange.party, default: [:]][exchange.kind, default: .init(attempted: 0, arrived: 0)].attempted +=
                1
        }
        let parties = Dictionary(opened.map { ($0.id, $0) }) { first, _ in first }
        for entry in entries where entry.kind == .exchange {
            guard let exchange = entry.exchange.flatMap({ parties[$0] }) else { continue }
            requests[exchange.party, default: [:]][exchange.kind, default: .init(attempted: 0, arrived: 0)].arrived += 1
        }
        return requests
    }

    private func refusals(_ opened: [StageNetwork.Exchange], _ entries: [JournalEntry]) -> [Outcome.Refusal] {
        var refusals: [Outcome.Refusal] = []
        for (index, entry) in entries.enumerated() where entry.refused {
            // A dead access token is free where the client asked for a new one in the same step, or went on with one that
            // another step asked for at the same time; what became of that decides.
            let isAnswered =
                entry.rule.hasPrefix("oauth.access.")
                && (hasRefresh(opened, after: index, of: entries) || isRepeated(entry, opened))
            refusals.append(.init(rule: entry.rule, by: entry.server, answered: isAnswered))
        }
        for exchange in opened {
            // The client names an unknown name itself, where it names rules.
            guard let rule = exchange.stoppedBy,
                !rule.hasPrefix("name.") || exchange.party != "office" || !reported.contains(.rule)
            else {
                continue
            }
            refusals.append(.init(rule: rule, by: "network", answered: false))
        }
        return refusals
    }

    /// Whether a refresh follows an entry, at a server or stopped on its way there.
    private func hasRefresh(_ opened: [StageNetwork.Exchange], after index: Int, of entries: [JournalEntry]) -> Bool {
        let refreshes = opened.filter { $0.kind == "refresh" }
        let ids = Set(refreshes.map(\.id))
        return refreshes.contains { $0.stoppedBy != nil }
            || entries[(index + 1)...].contains { $0.exchange.map(ids.contains) ?? false }
    }

    /// Whether the request of an entry was made once more, later in the same action.
    private func isRepeated(_ entry: JournalEntry, _ opened: [StageNetwork.Exchange]) -> Bool {
        guard let place = opened.firstIndex(where: { $0.id == entry.exchange }) else { return false }
        return opened[(place + 1)...].contains { $0.kind == opened[place].kind && $0.party == opened[place].party }
    }

    private func journal(
        _ opened: [StageNetwork.Exchange], _ entries: [Met]
    ) -> [JournalLine] {
        let parties = Dictionary(opened.map { ($0.id, $0.party) }) { first, _ in first }
        var lines = entries.filter { $0.entry.kind != .connection || $0.entry.refused }.map { met in
            let entry = met.entry
            let isExchange = entry.kind == .exchange
            return JournalLine(
                server: entry.server, party: entry.exchange.flatMap { parties[$0] } ?? entry.party,
                kind: entry.kind.rawValue, date: entry.date.iso8601,
                what: [entry.method, entry.path].compactMap { $0 }.joined(separator: " "), status: entry.status,
                rule: entry.rule, refused: entry.refused, detail: secrets.redact(entry.detail), error: entry.error,
                request: isExchange
                    ? JournalMessage(
                        headers: entry.requestHeaders, body: entry.requestText, digest: entry.requestDigest) : nil,
                response: isExchange
                    ? JournalMessage(
                        headers: entry.responseHeaders, body: entry.responseText, digest: entry.responseDigest) : nil,
                changes: met.changes
            )
            .withoutChance
        }
        for exchange in opened {
            guard let rule = exchange.stoppedBy else { continue }
            lines.append(
                JournalLine(
                    server: "network", party: exchange.party, kind: "connection",
                    date: (clock.origin + clock.now.elapsed).iso8601, what: exchange.kind, status: nil, rule: rule,
                    refused: true, detail: "stopped before any connection"))
        }
        return lines
    }
}

extension JournalLine {
    /// The line of a download that is taken up, without its sizes: how much came before the connection broke is up to the
    /// machine, and the same seed is to give the same lines.
    fileprivate var withoutChance: JournalLine {
        guard request?.headers.contains(where: { $0.hasPrefix("if-range: ") }) == true else { return self }
        var line = self
        for name in ["range", "content-range", "content-length"] {
            line.request?.headers.replaceSizes(of: name)
            line.response?.headers.replaceSizes(of: name)
        }
        line.response?.body = "the rest"
        line.response?.digest = nil
        return line
    }
}

extension [String] {
    fileprivate mutating func replaceSizes(of name: String) {
        for (index, header) in enumerated() where header.hasPrefix(name + ": ") {
            self[index] = "\(name): ‹what was missing›"
        }
    }
}
