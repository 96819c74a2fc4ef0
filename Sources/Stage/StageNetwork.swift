import IntegrationClient
import Synchronization
import WorkTime

/// The internet of a stage: which names exist, where they lead, and every exchange that was opened on it.
///
/// A name that is not here does not exist: nothing falls back to the system's resolver, nothing leaves the loopback.
final class StageNetwork: Sendable {
    /// One exchange that a party opened, or tried to.
    struct Exchange {
        let id: String
        let party: String
        let kind: String
        let action: Int
        /// The rule that stopped it before any connection, if one did.
        let stoppedBy: String?
    }

    private struct Name {
        let port: Int
        var isPublic: Bool
    }

    private struct State {
        var names: [String: Name] = [:]
        var exchanges: [Exchange] = []
        var counts: [Int: Int] = [:]
        var stopped: Set<Int> = []
    }

    /// The action under way, inherited by the tasks that it starts.
    @TaskLocal static var action = 0

    let clock: VirtualClock
    let trustRoot: String
    private let state = Mutex(State())

    init(clock: VirtualClock, trustRoot: String) {
        self.clock = clock
        self.trustRoot = trustRoot
    }

    /// Lets a name lead to a server's port; one that is not public exists only inside the firm.
    func publish(host: String, port: Int, isPublic: Bool) {
        state.withLock { $0.names[host.lowercased()] = Name(port: port, isPublic: isPublic) }
    }

    /// Takes a name from the internet; inside the firm it goes on to exist.
    func unpublish(port: Int) {
        state.withLock { state in
            for (host, name) in state.names where name.port == port { state.names[host]?.isPublic = name.port != port }
        }
    }

    /// The exchanges of one action, in the order in which they were opened; all of them for nil.
    func exchanges(of action: Int? = nil) -> [Exchange] {
        state.withLock { state in
            action.map { wanted in state.exchanges.filter { $0.action == wanted } } ?? state.exchanges
        }
    }

    fileprivate func open(
        host: String, port: Int, kind: String, by party: StageParty
    ) throws(TransportFault) -> Route {
        let found = state.withLock { state -> (id: String, port: Int)? in
            state.counts[party.octet, default: 0] += 1
            let count = state.counts[party.octet, default: 0]
            // From .2 on: 127.x.0.0 and 127.x.0.1 look like mistakes in a packet capture.
            let id = "127.\(party.octet).\((count + 1) / 254 % 256).\((count + 1) % 254 + 1)"
            let name = state.names[host].flatMap { $0.isPublic || party.isInside ? $0 : nil }
            let rule = name == nil ? "name.unknown" : (port == 443 ? nil : "network.port-closed")
            state.exchanges.append(
                Exchange(id: id, party: party.name, kind: kind, action: Self.action, stoppedBy: rule))
            return name.map { (id, $0.port) }
        }
        guard let found else { throw .nameUnknown(host: host) }
        guard port == 443 else { throw .refused }
        clock.exchangeBegan(found.id)
        return Route(
            address: "127.0.0.1", port: found.port, localAddress: found.id, trustRootsPEM: [trustRoot], id: found.id)
    }
}

/// One party's way into the network, from an address of its own.
struct StageParty: ClientNetwork {
    /// How requests are counted: `office` or `browser`.
    let name: String
    /// The second octet of its loopback addresses.
    let octet: Int
    /// The address that firewalls and journals see.
    let address: String
    /// Whether it is inside the firm, where names exist that are not public.
    let isInside: Bool
    let network: StageNetwork

    func open(host: String, port: Int, kind: String) throws(TransportFault) -> Route {
        try network.open(host: host, port: port, kind: kind, by: self)
    }

    func close(_ route: Route) {
        network.clock.exchangeEnded(route.id)
    }
}
