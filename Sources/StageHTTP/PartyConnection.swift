import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOTLS
import Synchronization
import TLSProbe

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One connection for one request: TCP, TLS where the URL asks for it, and HTTP.
///
/// Nothing goes on the wire before `stand` and `response` ask for it: whoever calls them has told the clock that it waits.
final class PartyConnection: Sendable {
    private let request: PartyRequest
    private let target: PartyTarget
    private let limit: Int
    private let tls: NIOSSLContext?
    private let local: SocketAddress
    private let remote: SocketAddress
    private let answer: EventLoopPromise<NIOHTTPClientResponseFull>
    private let standing: EventLoopPromise<Void>
    /// The channel once there is one, and whether the connection was closed before.
    private let state = Mutex<(channel: (any Channel)?, isClosed: Bool)>((nil, false))

    /// Prepares a connection.
    ///
    /// - Throws: what keeps TLS from being set up.
    init(_ request: PartyRequest, to target: PartyTarget, by route: PartyRoute, limit: Int) throws {
        (self.request, self.target, self.limit) = (request, target, limit)
        tls = try target.isTLS ? Self.context(trusting: route.trustRootsPEM) : nil
        local = try SocketAddress(ipAddress: route.localAddress, port: 0)
        remote = try SocketAddress(ipAddress: route.address, port: route.port)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        standing = loop.makePromise()
        answer = loop.makePromise()
    }

    private func connect() {
        ClientBootstrap(group: standing.futureResult.eventLoop)
            // Only the work clock decides when it took too long.
            .connectTimeout(.hours(24))
            .bind(to: local)
            .channelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture { try setUp(channel) }
            }
            .connect(to: remote)
            .whenFailure { [standing, answer] error in
                standing.fail(error)
                answer.fail(error)
            }
    }

    private func setUp(_ channel: any Channel) throws {
        let isClosed = state.withLock { state in
            state.channel = channel
            return state.isClosed
        }
        guard !isClosed else { throw ChannelError.ioOnClosedChannel }
        let pipeline = channel.pipeline.syncOperations
        if let tls { try pipeline.addHandler(NIOSSLClientHandler(context: tls, serverHostname: target.host)) }
        try pipeline.addHTTPClientHandlers()
        try pipeline.addHandlers(
            NIOHTTPClientResponseAggregator(maxContentLength: limit),
            RequestHandler(request, to: target, standing: standing, answer: answer))
    }

    /// Closes the connection, whatever is under way on it.
    func close() {
        let channel = state.withLock { state in
            state.isClosed = true
            return state.channel
        }
        channel?.close(promise: nil)
    }

    /// Connects and waits until the connection stands, TLS included.
    func stand(onCancel: @escaping @Sendable () -> Void) async throws(PartyFault) {
        connect()
        do {
            try await withTaskCancellationHandler {
                try await standing.futureResult.get()
            } onCancel: {
                onCancel()
            }
        } catch {
            throw Self.fault(connecting: error)
        }
    }

    /// Sends the request and waits for the whole response.
    func response(onCancel: @escaping @Sendable () -> Void) async throws(PartyFault) -> PartyResponse {
        state.withLock { $0.channel }?.pipeline.fireUserInboundEventTriggered(RequestHandler.Begin())
        do {
            let full = try await withTaskCancellationHandler {
                try await answer.futureResult.get()
            } onCancel: {
                onCancel()
            }
            return PartyResponse(
                status: Int(full.head.status.code), headers: full.head.headers.map { ($0.name, $0.value) },
                body: full.body.map { Array($0.readableBytesView) } ?? [])
        } catch let error as HTTPParserError where error != .invalidEOFState {
            throw .notHTTP
        } catch let error as NIOHTTPObjectAggregatorError where error == .frameTooLong {
            throw .bodyTooLarge
        } catch {
            throw .closedEarly
        }
    }

    private static func context(trusting roots: [String]) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.shutdownTimeout = .milliseconds(100)
        configuration.trustRoots = .certificates(
            try roots.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) })
        return try NIOSSLContext(configuration: configuration)
    }

    /// What an error means before the connection stands; the library's text may name the real port and goes no further.
    private static func fault(connecting error: any Error) -> PartyFault {
        switch error {
        case let error as IOError:
            switch error.errnoCode {
            case ECONNREFUSED: .refused
            case ECONNRESET, EPIPE, ECONNABORTED: .reset
            default: .unreachable
            }
        case let error as NIOSSLExtraError:
            error == .failedToValidateHostname ? .certificate(.nameMismatch) : .tlsProtocol
        case NIOSSLError.handshakeFailed(let reason): fault(handshaking: reason)
        case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate: .certificate(.untrusted)
        case is ChannelError, NIOSSLError.uncleanShutdown: .reset
        default: .tlsProtocol
        }
    }

    /// BoringSSL has its reasons as text only.
    private static func fault(handshaking error: BoringSSLError) -> PartyFault {
        let text = String(describing: error)
        if text.contains("CERTIFICATE_VERIFY_FAILED") { return .certificate(.untrusted) }
        if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") { return .notTLS }
        // A peer that resets before the handshake is seen as its end.
        if text.contains("EOF during handshake") || text.contains("syscallError") { return .reset }
        return .tlsProtocol
    }
}

/// Says when the connection stands, sends the request when it is asked to, and keeps the response.
private final class RequestHandler: ChannelInboundHandler {
    /// The event that asks for the request.
    struct Begin {}

    typealias InboundIn = NIOHTTPClientResponseFull
    typealias OutboundOut = HTTPClientRequestPart

    private let request: PartyRequest
    private let target: PartyTarget
    private let standing: EventLoopPromise<Void>
    private let answer: EventLoopPromise<NIOHTTPClientResponseFull>

    init(
        _ request: PartyRequest, to target: PartyTarget, standing: EventLoopPromise<Void>,
        answer: EventLoopPromise<NIOHTTPClientResponseFull>
    ) {
        self.request = request
        self.target = target
        self.standing = standing
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        if !target.isTLS { standing.succeed() }
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted = event { standing.succeed() }
        if event is Begin { send(context) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        answer.succeed(unwrapInboundIn(data))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(ChannelError.eof)
        context.fireChannelInactive()
    }

    /// Whichever comes first holds: later calls of a promise do nothing.
    private func fail(_ error: any Error) {
        standing.fail(error)
        answer.fail(error)
    }

    private func send(_ context: ChannelHandlerContext) {
        var headers = HTTPHeaders([("Host", target.authority)])
        for (name, value) in request.headers where !["host", "content-length"].contains(name.lowercased()) {
            headers.add(name: name, value: value)
        }
        if !request.body.isEmpty || ["POST", "PUT", "PATCH"].contains(request.method) {
            headers.add(name: "Content-Length", value: String(request.body.count))
        }
        let head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: target.path, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if !request.body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: request.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
