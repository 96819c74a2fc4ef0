import NIOCore
import NIOHTTP1

/// Answers whatever comes in plain text and closes, as a port does behind which no TLS is.
final class PlainAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var isOver = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        isOver = true
        let text = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text))).whenComplete { _ in
            channel.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// Counts the bytes of a connection's request behind TLS, and resets the connection where a fault says so.
final class RequestCutter: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let core: ServerCore
    private let peer: String
    private var received = 0
    private var isCut = false

    init(core: ServerCore, peer: String) {
        self.core = core
        self.peer = peer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isCut else { return }
        var buffer = unwrapInboundIn(data)
        let before = received
        received += buffer.readableBytes
        guard let fault = core.configuration.fault?(peer, .received(bytes: received)) else {
            return context.fireChannelRead(wrapInboundOut(buffer))
        }
        isCut = true
        if let part = buffer.readSlice(length: min(buffer.readableBytes, max(0, fault.at - before))),
            part.readableBytes > 0
        {
            context.fireChannelRead(wrapInboundOut(part))
        }
        core.record(
            .fault, by: core.party(of: peer), exchange: peer, rule: FaultRules.rule(of: fault.kind), refused: true,
            detail: "The connection is reset after \(fault.at) bytes of the request.")
        context.channel.reset()
    }
}
