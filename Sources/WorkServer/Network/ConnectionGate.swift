import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import Rules
import WorkTime

/// What becomes of an accepted connection before its first byte: the firewall first, then TLS, then HTTP.
struct ConnectionGate: ServerChildChannel {
    /// A connection behind the gate.
    enum Value: ServerChildChannelValue {
        case served(HTTP1Channel.Value)
        case silent(any Channel)

        var channel: any Channel {
            switch self {
            case .served(let connection): connection.channel
            case .silent(let channel): channel
            }
        }
    }

    private struct Refused: Error {}

    let core: ServerCore
    let http: HTTP1Channel
    let certificates: CertificateCabinet?
    let registry: ConnectionRegistry

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let peer = channel.remoteAddress?.ipAddress ?? "unknown"
        let party = core.party(of: peer)
        // Entered before it is judged, so that an edit of the firewall meets it here or there.
        registry.enter(ConnectionRegistry.Connection(channel: channel, peer: peer))
        let verdict = core.verdict(onConnectionOf: party)
        core.record(
            .connection, by: party, exchange: peer, rule: verdict.rule, refused: verdict.manner != .serve,
            detail: verdict.detail)
        do {
            try channel.pipeline.syncOperations.addHandler(SocketMarker(), name: SocketMarker.name)
            if let exchanges = core.configuration.exchanges {
                try channel.pipeline.syncOperations.addHandler(ByteMeter(exchanges))
            }
            switch verdict.manner {
            case .serve:
                guard let fault = core.configuration.fault?(peer, .accepted) else {
                    return try serve(channel, peer, logger)
                }
                return try fail(fault, channel, peer, logger)
            case .silence:
                registry.markSilent(channel)
                return try keepSilent(channel, peer)
            case .reset:
                channel.reset()
                return channel.eventLoop.makeFailedFuture(Refused())
            }
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
    }

    func handle(value: Value, logger: Logger) async {
        switch value {
        case .served(let connection):
            await http.handle(value: connection, logger: logger)
        case .silent(let channel):
            // The end of a silence is no error, however it comes.
            _ = try? await channel.closeFuture.get()
        }
    }

    /// Does what a fault does to a connection before its first byte.
    private func fail(
        _ fault: ExchangeFault, _ channel: any Channel, _ peer: String, _ logger: Logger
    ) throws -> EventLoopFuture<Value> {
        let rule = FaultRules.rule(of: fault.kind)
        // Where TLS does not come about, the server has refused nothing: the caller says that it cannot go on.
        let isRefusal = fault.kind == .resetAtAccept || fault.kind == .silence
        core.record(
            .fault, by: core.party(of: peer), exchange: peer, rule: rule, refused: isRefusal, detail: rule.decides)
        switch fault.kind {
        case .silence:
            registry.markSilent(channel)
            return try keepSilent(channel, peer)
        case .plainAnswer:
            try channel.pipeline.syncOperations.addHandler(PlainAnswerHandler())
            return channel.eventLoop.makeSucceededFuture(.silent(channel))
        case .oldTLS:
            return try serve(channel, peer, logger, onlyOldTLS: true)
        default:
            channel.reset()
            return channel.eventLoop.makeFailedFuture(Refused())
        }
    }

    private func serve(
        _ channel: any Channel, _ peer: String, _ logger: Logger, onlyOldTLS: Bool = false
    ) throws -> EventLoopFuture<Value> {
        guard let certificates else { return try serve(channel, peer, logger, behind: nil) }
        return certificates.context(onlyOldTLS: onlyOldTLS, on: channel.eventLoop).flatMap { context in
            do {
                return try serve(channel, peer, logger, behind: context)
            } catch {
                return channel.eventLoop.makeFailedFuture(error)
            }
        }
    }

    /// Sets up HTTP, behind TLS where there is a context.
    private func serve(
        _ channel: any Channel, _ peer: String, _ logger: Logger, behind context: NIOSSLContext?
    ) throws -> EventLoopFuture<Value> {
        if let context {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
            try channel.pipeline.syncOperations.addHandler(HandshakeWatcher(core: core))
        }
        if core.configuration.fault != nil {
            try channel.pipeline.syncOperations.addHandler(RequestCutter(core: core, peer: peer))
        }
        return http.setup(channel: channel, logger: logger).flatMapThrowing { connection -> Value in
            let operations = channel.pipeline.syncOperations
            let decoder = try operations.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try operations.addHandler(RequestHeadGate(), position: .after(decoder))
            return .served(connection)
        }
    }

    private func keepSilent(_ channel: any Channel, _ peer: String) throws -> EventLoopFuture<Value> {
        try channel.pipeline.syncOperations.addHandler(SilenceHandler())
        core.configuration.exchanges?.exchangeHeld(peer) { channel.close(promise: nil) }
        return channel.eventLoop.makeSucceededFuture(.silent(channel))
    }
}

/// Reads and forgets; closes when the caller does, or the server.
final class SilenceHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        let isClosed = event as? ChannelEvent == .inputClosed
        if isClosed || event is ChannelShouldQuiesceEvent { context.close(promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// Tells the clock's books of each piece that comes or goes, so that a long transfer is no standstill.
final class ByteMeter: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let exchanges: any ExchangeLedger

    init(_ exchanges: any ExchangeLedger) {
        self.exchanges = exchanges
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        exchanges.bytesMoved()
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        exchanges.bytesMoved()
        context.write(data, promise: promise)
    }
}
