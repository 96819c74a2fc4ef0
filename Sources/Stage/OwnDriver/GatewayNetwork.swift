import IntegrationClient
import NIOCore
import NIOPosix
import Synchronization

/// The network of a driver's process: every exchange is a tunnel of the runner's gateway, with a local door for the client.
final class GatewayNetwork: ClientNetwork {
    private struct Tunnel {
        let door: any Channel
        let gateway: any Channel
    }

    private let gateway: (host: String, port: Int)
    private let authority: String
    private let link: RunnerLink
    private let tunnels = Mutex<[Int: Tunnel]>([:])

    /// Makes the network of a gateway.
    ///
    /// - Throws: `DriverFailure` where its URL is none.
    init(gateway url: String, authority: String, link: RunnerLink) throws {
        let parts = url.dropFirst("http://".count).split(separator: ":")
        guard url.hasPrefix("http://"), parts.count == 2, let port = Int(parts[1]) else {
            throw DriverFailure(words: "the gateway '\(url)' is no URL of a proxy")
        }
        gateway = (String(parts[0]), port)
        self.authority = authority
        self.link = link
    }

    func open(host: String, port: Int, kind: String) async throws(TransportFault) -> Route {
        // The runner knows the end of every exchange before a new one begins.
        _ = link.now()
        let request = LinkClock.request.map { "WorkSim-Request: \($0)\r\n" } ?? ""
        let head =
            "CONNECT \(host):\(port) HTTP/1.1\r\nHost: \(host):\(port)\r\nWorkSim-Kind: \(kind)\r\n\(request)\r\n"
        let answer: ConnectAnswer
        let channel: any Channel
        let door: any Channel
        do {
            (channel, answer) = try await connect(head)
            guard answer.isEstablished else { throw Self.fault(answer.fault, host: host) }
            door = try await openDoor(to: channel)
        } catch let fault as TransportFault {
            throw fault
        } catch {
            throw .unreachable
        }
        tunnels.withLock { $0[answer.exchange] = Tunnel(door: door, gateway: channel) }
        return Route(
            address: "127.0.0.1", port: door.localAddress?.port ?? 0, trustRootsPEM: [authority],
            id: String(answer.exchange))
    }

    func close(_ route: Route) {
        guard let number = Int(route.id), let tunnel = tunnels.withLock({ $0.removeValue(forKey: number) }) else {
            return
        }
        // First: whatever the client writes behind it finds the exchange ended.
        link.send(.ended(.init(exchange: number)))
        tunnel.door.close(promise: nil)
        tunnel.gateway.close(promise: nil)
    }

    private static func fault(_ word: String?, host: String) -> TransportFault {
        switch word {
        case "name_unknown": .nameUnknown(host: host)
        case "name_unanswered": .nameUnanswered(host: host)
        case "refused": .refused
        default: .unreachable
        }
    }

    /// Asks the gateway for a tunnel, and waits for its answer.
    private func connect(_ head: String) async throws -> (any Channel, ConnectAnswer) {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answered = loop.makePromise(of: ConnectAnswer.self)
        let channel: any Channel
        do {
            channel = try await ClientBootstrap(group: loop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(ConnectHandler(answered))
                    }
                }
                .connect(host: gateway.host, port: gateway.port).get()
        } catch {
            answered.fail(error)
            throw error
        }
        channel.writeAndFlush(ByteBuffer(string: head), promise: nil)
        return (channel, try await answered.futureResult.get())
    }

    /// Listens for the one connection of the client that goes through a tunnel.
    private func openDoor(to tunnel: any Channel) async throws -> any Channel {
        let taken = IsTaken()
        return try await ServerBootstrap(group: tunnel.eventLoop)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                client.eventLoop.makeCompletedFuture {
                    guard taken.take() else { throw ChannelError.ioOnClosedChannel }
                    try client.pipeline.syncOperations.addHandler(RelayHandler(to: tunnel) {})
                    try tunnel.pipeline.syncOperations.addHandler(RelayHandler(to: client) {})
                    client.closeFuture.whenComplete { _ in tunnel.finish() }
                    tunnel.closeFuture.whenComplete { _ in client.finish() }
                    tunnel.pipeline.fireUserInboundEventTriggered(ProxyHeadHandler.RelayBegins())
                    client.setOption(.autoRead, value: true).whenComplete { _ in }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }
}

/// Whether the one connection of a door has come.
private final class IsTaken: Sendable {
    private let taken = Mutex(false)

    func take() -> Bool {
        taken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }
}

/// What a gateway answers to `CONNECT`.
struct ConnectAnswer {
    let isEstablished: Bool
    let exchange: Int
    let fault: String?

    /// Reads the head of an answer.
    init(head: String) {
        let lines = head.split(separator: "\r\n")
        func value(_ name: String) -> String? {
            lines.first { $0.lowercased().hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }
        isEstablished = lines.first?.split(separator: " ").dropFirst().first == "200"
        exchange = value("worksim-exchange").flatMap { Int($0) } ?? 0
        fault = value("worksim-fault")
    }
}

/// Reads the answer to `CONNECT`; what comes behind it waits until the relay begins.
private final class ConnectHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let answered: EventLoopPromise<ConnectAnswer>
    private var received: [UInt8] = []
    private var isAnswered = false
    private var isRelaying = false

    init(_ answered: EventLoopPromise<ConnectAnswer>) { self.answered = answered }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isRelaying { return context.fireChannelRead(data) }
        received += unwrapInboundIn(data).readableBytesView
        guard !isAnswered, let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        received.removeSubrange(..<end.upperBound)
        isAnswered = true
        answered.succeed(ConnectAnswer(head: head))
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ProxyHeadHandler.RelayBegins else { return context.fireUserInboundEventTriggered(event) }
        isRelaying = true
        guard !received.isEmpty else { return }
        context.fireChannelRead(wrapInboundOut(ByteBuffer(bytes: received)))
        context.fireChannelReadComplete()
        received = []
    }

    func channelInactive(context: ChannelHandlerContext) {
        // Bytes that came before the end are for a client that has not connected yet.
        if !isAnswered { answered.fail(ChannelError.eof) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
