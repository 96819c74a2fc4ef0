import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization
import WorkTime

/// A request as a tiny server sees it.
struct TinyRequest: Sendable {
    let method: String
    let uri: String
    let headers: [(String, String)]
    let body: String
    let peer: String

    var path: String { String(uri.prefix { $0 != "?" }) }

    func header(_ name: String) -> String? {
        headers.first { $0.0.lowercased() == name.lowercased() }?.1
    }

    var form: [String: String] {
        let fields = body.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        return Dictionary(fields.map { ($0[0], $0.count > 1 ? $0[1] : "") }, uniquingKeysWith: { first, _ in first })
    }
}

/// What a tiny server does with a request.
enum TinyReply: Sendable {
    case answer(Int, [(String, String)], String)
    /// The same bytes as they are, then the end of the connection.
    case raw(String)
    /// The bytes as they are, then the end of the connection.
    case bytes([UInt8])
    case silence

    static func json(_ text: String, status: Int = 200) -> TinyReply {
        .answer(status, [("Content-Type", "application/json")], text)
    }

    static func html(_ text: String, status: Int = 200) -> TinyReply {
        .answer(status, [("Content-Type", "text/html; charset=utf-8")], text)
    }
}

/// What a tiny server does with a connection, before TLS.
enum TinyDoor: Sendable { case open, drop, reset, talk(String) }

/// A few lines of HTTP on the loopback, answering by a closure: the tests' own idea of a work server.
final class TinyServer: Sendable {
    typealias Script = @Sendable (TinyRequest) -> TinyReply

    private struct State {
        var requests: [TinyRequest] = []
        var door = TinyDoor.open
        var channel: (any Channel)?
    }

    private let state = Mutex(State())
    private let clock: VirtualClock
    private let script: Script
    private let tls: NIOSSLContext?

    init(clock: VirtualClock, tls: NIOSSLContext? = nil, script: @escaping Script) {
        self.clock = clock
        self.tls = tls
        self.script = script
    }

    var requests: [TinyRequest] { state.withLock { $0.requests } }

    var door: TinyDoor {
        get { state.withLock { $0.door } }
        set { state.withLock { $0.door = newValue } }
    }

    /// Listens, and returns the port.
    func start() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in self.accept(channel) }
            .bind(host: "127.0.0.1", port: 0).get()
        state.withLock { $0.channel = channel }
        return channel.localAddress?.port ?? 0
    }

    func stop() async throws {
        try await state.withLock { $0.channel }?.close()
    }

    private func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        let peer = channel.remoteAddress?.ipAddress ?? ""
        switch door {
        case .open: return serve(channel, peer: peer)
        case .drop:
            clock.exchangeHeld(peer) { channel.close(promise: nil) }
            return channel.eventLoop.makeSucceededVoidFuture()
        case .reset:
            guard let socket = channel as? any SocketOptionProvider else { return channel.close() }
            return socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).flatMap { channel.close() }
        case .talk(let text):
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(TalkHandler(text: text))
            }
        }
    }

    private func serve(_ channel: any Channel, peer: String) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
            try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
            try pipeline.addHandler(
                RequestHandler { head, body in
                    let request = TinyRequest(
                        method: head.method.rawValue, uri: head.uri, headers: head.headers.map { ($0.name, $0.value) },
                        body: body, peer: peer)
                    self.state.withLock { $0.requests.append(request) }
                    let reply = self.script(request)
                    if case .silence = reply { self.clock.exchangeHeld(peer) { channel.close(promise: nil) } }
                    return reply
                })
        }
    }
}

private final class TalkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let text: String

    init(text: String) { self.text = text }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        context.close(promise: nil)
    }
}

private final class RequestHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    private let answer: (HTTPRequestHead, String) -> TinyReply
    private var head: HTTPRequestHead?
    private var body = ""

    init(answer: @escaping (HTTPRequestHead, String) -> TinyReply) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): (self.head, body) = (head, "")
        case .body(let part): body += String(buffer: part)
        case .end:
            guard let head else { return }
            reply(answer(head, body), context: context)
        }
    }

    private func reply(_ reply: TinyReply, context: ChannelHandlerContext) {
        switch reply {
        case .silence: return
        case .raw(let text): self.reply(.bytes(Array(text.utf8)), context: context)
        case .bytes(let bytes):
            // Past the HTTP encoder, as a broken server would.
            context.pipeline.syncOperations.writeBelowHTTP(bytes)
            context.close(promise: nil)
        case .answer(let status, let fields, let text):
            var headers = HTTPHeaders(fields)
            headers.add(name: "Content-Length", value: String(text.utf8.count))
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

extension ChannelPipeline.SynchronousOperations {
    fileprivate func writeBelowHTTP(_ bytes: [UInt8]) {
        guard let encoder = try? context(handlerType: HTTPResponseEncoder.self) else { return }
        encoder.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
    }
}
