import HTTPTypes
import Rules
import Secrets
import WorkTime

/// What all layers of one server share: its decisions, its journal and its description.
final class ServerCore: Sendable {
    let configuration: ServerConfiguration
    let maker: DecisionMaker
    /// The connections that are open.
    let registry = ConnectionRegistry()
    private let journal: Journal

    init(_ configuration: ServerConfiguration) {
        self.configuration = configuration
        let node = WorkState.Node(
            name: configuration.name, release: configuration.release, hosting: configuration.hosting,
            publicURL: configuration.publicURL, hostNames: configuration.hostNames,
            certificateIssued: configuration.certificateIssued ?? configuration.clock.clock.date,
            certificateValidFor: configuration.certificateValidFor)
        maker = DecisionMaker(
            state: WorkState(node: node, assumptions: configuration.assumptions), clock: configuration.clock,
            identifiers: configuration.identifiers, secrets: configuration.secrets, mutation: configuration.mutation)
        journal = Journal(capacity: configuration.journalCapacity, onEntry: configuration.onEntry)
    }

    var entries: [JournalEntry] { journal.entries }
    var journalOverflowed: Bool { journal.overflowed }

    /// The address of a caller as firewall and journal see it.
    func party(of rawAddress: String) -> String { configuration.peerAddress(rawAddress) }

    /// What the firewall makes of a connection: of the proxy's, where there is one and its address counts.
    func verdict(onConnectionOf party: String) -> FirewallVerdict {
        let date = configuration.clock.clock.date
        let (firewall, edge) = maker.asking { ($0.firewall(at: date), $0.node.proxy) }
        guard let proxy = edge else { return firewall.judge(party) }
        guard proxy.judgesForwarded else { return firewall.judge(proxy.address) }
        return FirewallVerdict(
            rule: FirewallRules.allowed, manner: .serve,
            detail: "\(proxy.address) is the proxy, which judges each request.")
    }

    /// Closes the connections that a firewall refuses.
    func closeRefused(by firewall: Firewall) {
        registry.reset { connection in
            !connection.isSilent && firewall.judge(party(of: connection.peer)).manner != .serve
        }
    }

    /// Journals something that is not an exchange.
    func record(
        _ kind: JournalEntry.Kind, by party: String, exchange: String? = nil, rule: Rule, refused: Bool, detail: String,
        events: [String] = [], status: Int? = nil
    ) {
        journal.append(
            JournalEntry(
                kind: kind, server: configuration.name, party: party, exchange: exchange, date: maker.clock.date,
                endpoint: nil, method: nil, path: nil, status: status, error: nil, rule: rule.id, refused: refused,
                detail: maker.secrets.redactAll(detail), events: events, requestText: nil, responseText: nil))
    }

    /// Journals an exchange; its texts are redacted before anybody reads them.
    func record(
        _ incoming: Incoming, exchange: String, endpoint: String?, answer: Answer, sent: HTTPFields? = nil
    ) {
        let date = maker.clock.date
        journal.append(
            RawExchange(
                incoming, server: configuration.name, exchange: exchange, endpoint: endpoint, answer: answer,
                sent: sent ?? answer.sentHeaders(at: date), date: date, book: maker.secrets))
    }
}

extension WorkClock {
    /// The right date, which no party's skew touches.
    var date: WorkDate { origin + now.elapsed }
}
