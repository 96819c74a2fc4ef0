import IntegrationClient
import Rules
import Synchronization
import WorkTime

/// Names that lead to ports of the loopback, a source address for each exchange, and the clock's books kept.
final class LoopbackNetwork: ClientNetwork {
    private struct State {
        var ports: [String: Int] = [:]
        var opened: [Route] = []
        var closed: [String] = []
    }

    private static let lastAddress = Mutex(0)
    private let state = Mutex(State())
    private let clock: VirtualClock
    private let roots: [String]

    init(clock: VirtualClock, roots: [String] = []) {
        self.clock = clock
        self.roots = roots
    }

    func port(of host: String) -> Int? { state.withLock { $0.ports[host] } }

    func publish(_ host: String, port: Int) {
        state.withLock { $0.ports[host] = port }
    }

    var opened: [Route] { state.withLock { $0.opened } }
    var closed: [String] { state.withLock { $0.closed } }

    func open(host: String, port: Int, kind: String) throws(TransportFault) -> Route {
        guard let real = state.withLock({ $0.ports[host] }) else { throw .nameUnknown(host: host) }
        let number = Self.lastAddress.withLock { number in
            number += 1
            return number
        }
        let source = "127.77.\(number / 250 % 250).\(number % 250 + 2)"
        let route = Route(address: "127.0.0.1", port: real, localAddress: source, trustRootsPEM: roots, id: source)
        clock.exchangeBegan(source)
        state.withLock { $0.opened.append(route) }
        return route
    }

    func close(_ route: Route) {
        state.withLock { $0.closed.append(route.id) }
        clock.exchangeEnded(route.id)
    }
}

/// A network that tells of each exchange before it is opened.
struct Watched: ClientNetwork {
    private let network: any ClientNetwork
    private let opens: @Sendable (String) -> Void

    init(_ network: any ClientNetwork, opens: @escaping @Sendable (String) -> Void) {
        self.network = network
        self.opens = opens
    }

    func open(host: String, port: Int, kind: String) async throws(TransportFault) -> Route {
        opens(kind)
        return try await network.open(host: host, port: port, kind: kind)
    }

    func close(_ route: Route) { network.close(route) }
}
