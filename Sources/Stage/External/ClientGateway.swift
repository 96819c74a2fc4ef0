import NIOCore
import NIOPosix
import StageHTTP
import Synchronization
import WorkTime

/// The way of a client under test into the network of a stage: an HTTP proxy on the loopback.
///
/// Each connection of the client becomes one exchange of its party: names, faults and firewalls see it as they see the
/// exchanges of a client in this process.
final class ClientGateway: Sendable {
    private struct State {
        var listener: (any Channel)?
        var clients: [ObjectIdentifier: any Channel] = [:]
        var tunnels: [Int: Tunnel] = [:]
        var lastNumber = 0
        var isStopped = false
    }

    private struct Tunnel {
        let route: PartyRoute
        let client: any Channel
        var limit: Task<Void, Never>?
    }

    private let party: StageParty
    private let clock: VirtualClock
    /// Returns the action that a request of the driver protocol belongs to; of all that are under way for `nil`.
    private let action: @Sendable (Int?) -> Int?
    private let state = Mutex(State())
    private let giveUpLimit = Mutex<Duration?>(nil)

    init(party: StageParty, clock: VirtualClock, action: @escaping @Sendable (Int?) -> Int?) {
        self.party = party
        self.clock = clock
        self.action = action
    }

    /// Has the gateway end exchanges that take longer, for a client that does not wait itself.
    func giveUp(after limit: Duration?) { giveUpLimit.withLock { $0 = limit } }

    /// Starts to listen; returns the URL of the proxy.
    func start() async throws -> String {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    enter(channel)
                    try channel.pipeline.syncOperations.addHandler(
                        ProxyHeadHandler { [self] request, channel in Task { await serve(request, channel) } })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        state.withLock { $0.listener = listener }
        return "http://127.0.0.1:\(listener.localAddress?.port ?? 0)"
    }

    /// Closes everything; an exchange that is open has ended.
    func stop() async {
        let (listener, clients) = state.withLock { state in
            state.isStopped = true
            return (state.listener, Array(state.clients.values))
        }
        endAll()
        for client in clients { client.close(promise: nil) }
        // Nothing is lost where it is closed already.
        try? await listener?.close()
    }

    /// Ends an exchange: the client is done with it, or has given it up.
    func end(_ number: Int) {
        guard let tunnel = state.withLock({ $0.tunnels.removeValue(forKey: number) }) else { return }
        party.close(tunnel.route)
        tunnel.limit?.cancel()
        tunnel.client.finish()
    }

    /// Ends every exchange that is open.
    func endAll() {
        for number in state.withLock({ $0.tunnels.keys.sorted() }) { end(number) }
    }

    private func enter(_ channel: any Channel) {
        let key = ObjectIdentifier(channel)
        let isStopped = state.withLock { state in
            state.clients[key] = channel
            return state.isStopped
        }
        channel.closeFuture.whenComplete { [self] _ in state.withLock { _ = $0.clients.removeValue(forKey: key) } }
        if isStopped { channel.close(promise: nil) }
    }

    // MARK: One exchange

    private func serve(_ request: ProxyRequest?, _ client: any Channel) async {
        guard let request else { return Self.refuse(client, "400 Bad Request", "malformed") }
        let kind = request.kind ?? StageNetwork.unnamedKind
        let route: PartyRoute
        do throws(PartyFault) {
            route = try await VirtualClock.$party.withValue(action(request.request)) {
                await Self.result { () async throws(PartyFault) in
                    try await party.open(host: request.host, port: request.port, kind: kind)
                }
            }.get()
        } catch {
            // A resolver that keeps silent is waited for here where the client leaves its waits to the gateway.
            if error == .nameUnanswered, let limit = giveUpLimit.withLock({ $0 }) {
                try? await clock.sleep(until: clock.now.advanced(by: limit))
            }
            return Self.refuse(
                client, error == .nameUnanswered ? "504 Gateway Timeout" : "502 Bad Gateway", Self.word(error))
        }
        let number = open(route, client)
        client.closeFuture.whenComplete { [self] _ in end(number) }
        if request.forwarded == nil {
            let answer = "HTTP/1.1 200 Connection established\r\nWorkSim-Exchange: \(number)\r\n\r\n"
            client.writeAndFlush(ByteBuffer(string: answer), promise: nil)
        }
        do {
            // A client speaks first, plain or over TLS. Before it does, it may have more to say of its tasks: a server that
            // keeps silent from the start must find them counted.
            if request.forwarded == nil {
                let speaks = FirstValue<Bool>()
                client.closeFuture.whenComplete { _ in speaks.give(false) }
                client.pipeline.fireUserInboundEventTriggered(ProxyHeadHandler.FirstBytes { speaks.give(true) })
                guard await speaks.value else { return }
            }
            let server = try await connect(route, for: client)
            let moved = moved
            try await client.eventLoop.submit {
                try client.pipeline.syncOperations.addHandler(RelayHandler(to: server, moved: moved))
            }.get()
            if let forwarded = request.forwarded { server.writeAndFlush(ByteBuffer(string: forwarded), promise: nil) }
            client.pipeline.fireUserInboundEventTriggered(ProxyHeadHandler.RelayBegins())
            client.closeFuture.whenComplete { _ in server.finish() }
            server.closeFuture.whenComplete { _ in client.finish() }
            try await client.setOption(.autoRead, value: true).get()
        } catch {
            end(number)
        }
    }

    private static func result(
        _ body: () async throws(PartyFault) -> PartyRoute
    ) async -> Result<PartyRoute, PartyFault> {
        do throws(PartyFault) { return .success(try await body()) } catch { return .failure(error) }
    }

    private var moved: @Sendable () -> Void { { [clock] in clock.noteProgress() } }

    private func connect(_ route: PartyRoute, for client: any Channel) async throws -> any Channel {
        let moved = moved
        return try await ClientBootstrap(group: client.eventLoop)
            // Only the work clock decides when it took too long.
            .connectTimeout(.hours(24))
            .bind(to: try SocketAddress(ipAddress: route.localAddress, port: 0))
            .channelInitializer { server in
                server.eventLoop.makeCompletedFuture {
                    try server.pipeline.syncOperations.addHandler(RelayHandler(to: client, moved: moved))
                }
            }
            .connect(to: try SocketAddress(ipAddress: route.address, port: route.port)).get()
    }

    /// Enters an exchange, with its limit where the gateway has one.
    private func open(_ route: PartyRoute, _ client: any Channel) -> Int {
        let limit = giveUpLimit.withLock { $0 }
        if limit != nil { clock.takeToken() }
        return state.withLock { state in
            state.lastNumber += 1
            let number = state.lastNumber
            let task = limit.map { limit in
                Task { [self] in
                    // A waiter of its own beside the client: its token is given back while it sleeps, and when it ends.
                    let isDue = (try? await clock.sleep(until: clock.now.advanced(by: limit))) != nil
                    if isDue { end(number) }
                    clock.returnToken()
                }
            }
            state.tunnels[number] = Tunnel(route: route, client: client, limit: task)
            return number
        }
    }

    private static func refuse(_ client: any Channel, _ status: String, _ fault: String) {
        let answer =
            "HTTP/1.1 \(status)\r\nWorkSim-Fault: \(fault)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        client.writeAndFlush(ByteBuffer(string: answer)).whenComplete { _ in client.close(promise: nil) }
    }

    /// The word for what keeps an exchange from a server.
    private static func word(_ fault: PartyFault) -> String {
        switch fault {
        case .nameUnknown: "name_unknown"
        case .nameUnanswered: "name_unanswered"
        case .refused: "refused"
        default: "unreachable"
        }
    }
}
