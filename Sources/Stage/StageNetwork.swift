import IntegrationClient
import Secrets
import StageHTTP
import Synchronization
import WorkServer
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
        /// Whether it only loads a page that is looked at; no fault strikes it.
        let isLook: Bool
        /// The address that it was led to; nil where it was stopped.
        let address: String?

        /// The exchange with the kind that is found out; as it is for `nil`.
        func named(_ kind: String?) -> Exchange {
            Exchange(
                id: id, party: party, kind: kind ?? self.kind, action: action, stoppedBy: stoppedBy, isLook: isLook,
                address: address)
        }
    }

    /// What a name leads to instead of its server.
    enum Answer: Sendable {
        /// The name does not exist.
        case unknown
        /// Whoever looks it up gets no answer.
        case silence
        /// An address at which none of our servers is.
        case address(String)
    }

    fileprivate struct Name {
        let port: Int
        /// The port that the URL names.
        var urlPort: Int
        var isPublic: Bool
        /// Other answers, by party.
        var answers: [String: Answer] = [:]
    }

    private struct State {
        var faults = ArmedFaults()
        var names: [String: Name] = [:]
        var exchanges: [Exchange] = []
        var counts: [Int: Int] = [:]
        var stopped: Set<Int> = []
        /// How many questions about exchanges of callers from outside were asked.
        var outside = 0
        /// The addresses of programs that belong to nobody on the stage.
        var strangers: [String] = []
    }

    /// The address that every name leads to.
    static let address = "127.0.0.1"

    /// The kind of an exchange whose client does not name it.
    static let unnamedKind = "unnamed"

    /// The number of the action under way; 0 for none.
    static var action: Int { VirtualClock.party ?? 0 }

    let clock: VirtualClock
    let trustRoot: String
    private let chance: any IdentifierSource
    private let state = Mutex(State())

    /// A network without names; `chance` decides which requests a fault strikes that has a share of them.
    init(clock: VirtualClock, trustRoot: String, chance: any IdentifierSource) {
        self.clock = clock
        self.trustRoot = trustRoot
        self.chance = chance
    }

    /// Lets a name lead to a server's port; one that is not public exists only inside the firm.
    func publish(host: String, urlPort: Int, port: Int, isPublic: Bool) {
        state.withLock { state in
            let answers = state.names[host.lowercased()]?.answers ?? [:]
            state.names[host.lowercased()] = Name(port: port, urlPort: urlPort, isPublic: isPublic, answers: answers)
        }
    }

    /// Takes a name from the internet; inside the firm it goes on to exist.
    func unpublish(port: Int) {
        state.withLock { state in
            for (host, name) in state.names where name.port == port { state.names[host]?.isPublic = false }
        }
    }

    /// Lets a name lead somewhere else for a party, or for everybody; nil lets it lead to its server again.
    func answer(host: String, by party: String?, _ answer: Answer?) {
        state.withLock { state in
            for party in party.map({ [$0] }) ?? ["office", "browser"] {
                state.names[host.lowercased()]?.answers[party] = answer
            }
        }
    }

    /// The second octet of a stranger's loopback addresses; there is room for a few dozen.
    func octet(ofStranger address: String) -> Int {
        state.withLock { state in
            if let index = state.strangers.firstIndex(of: address) { return Self.firstStranger + index }
            state.strangers.append(address)
            return Self.firstStranger + state.strangers.count - 1
        }
    }

    /// The address of the stranger behind a second octet.
    func stranger(behind octet: Int) -> String? {
        state.withLock { state in
            let index = octet - Self.firstStranger
            return state.strangers.indices.contains(index) ? state.strangers[index] : nil
        }
    }

    private static let firstStranger = 200

    /// Arms a fault; requests are counted from now on.
    func arm(_ fault: ExchangeFault, against target: ArmedFaults.Target, times: Int?, share: Int) {
        state.withLock { $0.faults.arm(fault, against: target, times: times, share: share) }
    }

    /// Disarms the faults of a server; of all for nil.
    func clearFaults(port: Int?) {
        state.withLock { $0.faults.clear(port: port) }
    }

    /// The faults that were armed and have never fired.
    var idleFaults: [ExchangeFault.Kind] { state.withLock { $0.faults.idle } }

    /// What goes wrong with an exchange at a server, if something does.
    func fault(of id: String, at moment: ExchangeFault.Moment, host: String) -> ExchangeFault? {
        if Self.isOutside(id) { return faultOutside(at: moment, host: host) }
        return state.withLock { state in
            guard !state.faults.isEmpty, let port = state.names[host]?.port,
                let exchange = state.exchanges.last(where: { $0.id == id }), !exchange.isLook
            else { return nil }
            return state.faults.fault(
                of: ArmedFaults.Victim(id: id, port: port, party: exchange.party, request: exchange.kind), at: moment,
                chance: chance)
        }
    }

    /// What goes wrong with an exchange of a caller from outside; a server that is stopped accepts none.
    private func faultOutside(at moment: ExchangeFault.Moment, host: String) -> ExchangeFault? {
        state.withLock { state in
            guard let port = state.names[host]?.port else { return nil }
            if state.stopped.contains(port) {
                if case .accepted = moment { return ExchangeFault(kind: .resetAtAccept) }
                return nil
            }
            guard !state.faults.isEmpty else { return nil }
            // Several callers have one address, and one connection carries many requests: each question is about another.
            state.outside += 1
            return state.faults.fault(
                of: ArmedFaults.Victim(
                    id: "outside \(state.outside)", port: port, party: "outside", request: Self.unnamedKind),
                at: moment, chance: chance)
        }
    }

    /// Whether a raw address is none of those that the parties of a stage call from.
    static func isOutside(_ address: String) -> Bool {
        !address.hasPrefix("127.") || address.hasPrefix("127.0.")
    }

    /// What of the network belongs to a snapshot of the world.
    struct Saved: Sendable {
        fileprivate let faults: ArmedFaults
        fileprivate let names: [String: Name]
        fileprivate let stopped: Set<Int>
    }

    /// The network as it is now.
    var saved: Saved { state.withLock { Saved(faults: $0.faults, names: $0.names, stopped: $0.stopped) } }

    /// Returns to what was saved.
    func restore(_ saved: Saved) {
        state.withLock { state in
            (state.faults, state.names, state.stopped) = (saved.faults, saved.names, saved.stopped)
        }
    }

    /// Stops or starts what listens at a port.
    func setRunning(_ isRunning: Bool, port: Int) {
        state.withLock { state in
            if isRunning { state.stopped.remove(port) } else { state.stopped.insert(port) }
        }
    }

    /// The exchanges of one action, in the order in which they were opened; all of them for nil.
    func exchanges(of action: Int? = nil) -> [Exchange] {
        state.withLock { state in
            action.map { wanted in state.exchanges.filter { $0.action == wanted } } ?? state.exchanges
        }
    }

    /// The exchange with an id.
    func exchange(_ id: String) -> Exchange? {
        state.withLock { state in state.exchanges.last { $0.id == id } }
    }

    /// What keeps a request from a server, before any connection.
    private struct Obstacle {
        let rule: String
        var isUnknown = false
        var isSilent = false
        var isUnreachable = false

        var fault: PartyFault {
            if isSilent { return .nameUnanswered }
            return isUnknown ? .nameUnknown : isUnreachable ? .unreachable : .refused
        }
    }

    private static func obstacle(on name: Name?, port: Int, _ party: StageParty, stopped: Set<Int>) -> Obstacle? {
        guard let name else { return Obstacle(rule: "name.unknown", isUnknown: true) }
        switch name.answers[party.name] {
        case .unknown: return Obstacle(rule: "name.unknown", isUnknown: true)
        case .silence: return Obstacle(rule: "name.unanswered", isSilent: true)
        case .address(let address):
            let isPrivate = isPrivate(address)
            return Obstacle(
                rule: isPrivate ? "network.address-private" : "network.port-closed", isUnreachable: isPrivate)
        case nil: break
        }
        guard port == name.urlPort else { return Obstacle(rule: "network.port-closed") }
        return stopped.contains(name.port) ? Obstacle(rule: "server.stopped") : nil
    }

    /// Whether an address exists inside of a firm only (RFC 1918, RFC 4193).
    static func isPrivate(_ address: String) -> Bool {
        let octets = address.split(separator: ".").compactMap { Int($0) }
        guard octets.count == 4 else {
            return address.lowercased().hasPrefix("fc") || address.lowercased().hasPrefix("fd")
        }
        return octets[0] == 10 || (octets[0] == 172 && (16...31).contains(octets[1]))
            || (octets[0] == 192 && octets[1] == 168)
    }

    fileprivate func open(
        host: String, port: Int, kind: String, by party: StageParty
    ) throws(PartyFault) -> PartyRoute {
        let found = state.withLock { state -> (id: String, port: Int, fault: PartyFault?) in
            state.counts[party.octet, default: 0] += 1
            let count = state.counts[party.octet, default: 0]
            // From .2 on: 127.x.0.0 and 127.x.0.1 look like mistakes in a packet capture.
            let id = "127.\(party.octet).\((count + 1) / 254 % 256).\((count + 1) % 254 + 1)"
            let name = state.names[host].flatMap { $0.isPublic || party.isInside ? $0 : nil }
            let obstacle = Self.obstacle(on: name, port: port, party, stopped: state.stopped)
            state.exchanges.append(
                Exchange(
                    id: id, party: party.name, kind: kind, action: Self.action, stoppedBy: obstacle?.rule,
                    isLook: party.isLook, address: obstacle == nil ? Self.address : nil))
            return (id, name?.port ?? 0, obstacle?.fault)
        }
        if let fault = found.fault { throw fault }
        clock.exchangeBegan(found.id)
        return PartyRoute(
            address: Self.address, port: found.port, localAddress: found.id, trustRootsPEM: [trustRoot], id: found.id)
    }
}

/// One party's way into the network, from an address of its own.
struct StageParty: PartyNetwork {
    /// How requests are counted: `office` or `browser`.
    let name: String
    /// The second octet of its loopback addresses.
    let octet: Int
    /// The address that firewalls and journals see.
    let address: String
    /// Whether it is inside the firm, where names exist that are not public.
    let isInside: Bool
    let network: StageNetwork
    /// Whether its requests only load pages that are looked at; faults do not count or strike them.
    var isLook = false

    func open(host: String, port: Int, kind: String) async throws(PartyFault) -> PartyRoute {
        // Of those who act at the same time one goes on, and only once all server work is done.
        await network.clock.awaitTurn()
        return try network.open(host: host, port: port, kind: kind, by: self)
    }

    func close(_ route: PartyRoute) {
        network.clock.exchangeEnded(route.id)
    }
}

/// The way of the client under test into the network, in the client's own terms.
struct OfficeParty: ClientNetwork {
    let party: StageParty

    func open(host: String, port: Int, kind: String) async throws(TransportFault) -> Route {
        do throws(PartyFault) {
            let route = try await party.open(host: host, port: port, kind: kind)
            return Route(
                address: route.address, port: route.port, localAddress: route.localAddress,
                trustRootsPEM: route.trustRootsPEM, id: route.id)
        } catch {
            switch error {
            case .nameUnknown: throw .nameUnknown(host: host)
            case .nameUnanswered: throw .nameUnanswered(host: host)
            case .refused: throw .refused
            default: throw .unreachable
            }
        }
    }

    func close(_ route: Route) {
        party.network.clock.exchangeEnded(route.id)
    }
}
