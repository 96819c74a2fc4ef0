import NIOCore

/// Reads the head of a proxy request, keeps what comes behind it, and passes that on once a relay begins.
final class ProxyHeadHandler: ChannelInboundHandler {
    /// The event after which bytes pass.
    struct RelayBegins {}

    /// The event that asks for the first bytes behind the head; they are kept.
    struct FirstBytes: Sendable {
        /// Called when they are there.
        let came: @Sendable () -> Void
    }

    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Called once, with the request; with `nil` for what is no request.
    private let serve: @Sendable (ProxyRequest?, any Channel) -> Void
    private var received = ByteBuffer()
    private var isServed = false
    private var isRelaying = false
    private var awaitsBytes: FirstBytes?

    init(serve: @escaping @Sendable (ProxyRequest?, any Channel) -> Void) {
        self.serve = serve
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        if isRelaying { return context.fireChannelRead(wrapInboundOut(bytes)) }
        received.writeBuffer(&bytes)
        guard !isServed else { return keep(context) }
        let view = received.readableBytesView
        guard let end = Self.endOfHead(in: view) else {
            if view.count > ProxyRequest.longest { finish(nil, context) }
            return
        }
        let length = end - view.startIndex
        let head = received.readSlice(length: length).flatMap {
            String(validating: $0.readableBytesView, as: UTF8.self)
        }
        received.moveReaderIndex(forwardBy: 4)
        finish(length <= ProxyRequest.longest ? head.flatMap { ProxyRequest(head: $0) } : nil, context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let first = event as? FirstBytes {
            awaitsBytes = first
            if received.readableBytes > 0 { return keep(context) }
            return context.channel.setOption(.autoRead, value: true).whenComplete { _ in }
        }
        guard event is RelayBegins else { return context.fireUserInboundEventTriggered(event) }
        isRelaying = true
        guard received.readableBytes > 0 else { return }
        context.fireChannelRead(wrapInboundOut(received))
        context.fireChannelReadComplete()
        received.clear()
    }

    /// Keeps the first bytes until the relay begins.
    private func keep(_ context: ChannelHandlerContext) {
        guard let first = awaitsBytes else { return }
        awaitsBytes = nil
        context.channel.setOption(.autoRead, value: false).whenComplete { _ in first.came() }
    }

    private func finish(_ request: ProxyRequest?, _ context: ChannelHandlerContext) {
        isServed = true
        // Nothing more is read until somebody can have it.
        context.channel.setOption(.autoRead, value: false).whenComplete { _ in }
        serve(request, context.channel)
    }

    private static func endOfHead(in view: ByteBufferView) -> ByteBufferView.Index? {
        let mark = Array("\r\n\r\n".utf8)
        return view.indices.first { view[$0] == mark[0] && view[$0...].starts(with: mark) }
    }
}

/// Passes what a connection brings to its partner, no faster than the partner takes it.
final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let partner: any Channel
    private let moved: @Sendable () -> Void

    init(to partner: any Channel, moved: @escaping @Sendable () -> Void) {
        self.partner = partner
        self.moved = moved
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        moved()
        partner.write(unwrapInboundIn(data), promise: nil)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        partner.flush()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        partner.setOption(.autoRead, value: context.channel.isWritable).whenComplete { _ in }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

extension Channel {
    /// Closes the connection once everything that was written has gone.
    func finish() {
        writeAndFlush(ByteBuffer()).whenComplete { _ in self.close(promise: nil) }
    }
}
