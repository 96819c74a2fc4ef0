import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
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
            switch verdict.manner {
            case .serve:
                return try serve(channel, logger)
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

    private func serve(_ channel: any Channel, _ logger: Logger) throws -> EventLoopFuture<Value> {
        if let certificates {
            let handler = NIOSSLServerHandler(context: try certificates.context())
            try channel.pipeline.syncOperations.addHandler(handler)
            try channel.pipeline.syncOperations.addHandler(HandshakeWatcher(core: core))
        }
        return http.setup(channel: channel, logger: logger).map { .served($0) }
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
