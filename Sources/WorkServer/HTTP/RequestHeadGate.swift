import NIOCore
import NIOHTTP1

/// Judges the head of each request by HTTP/1.1, below the types of HTTP in general, which know neither a version nor a second
/// Host field.
///
/// A request has one Host; who asks for it, and who speaks HTTP/1.0, gets `Connection: close`; HTTP/1.0 knows no `Expect`;
/// fields that are too long get 431 in place of 400.
final class RequestHeadGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request without a Host, or with several (RFC 9112, section 3.2).
    struct HostMissing: Error {}

    /// Whether the connection ends after each of the requests that are not answered.
    private var closing: [Bool] = []
    private var isOver = false
    private var isOverflown = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let isOld = (head.version.major, head.version.minor) < (1, 1)
        let hosts = head.headers["host"].count
        guard hosts == 1 || (hosts == 0 && isOld) else {
            isOver = true
            return context.fireErrorCaught(HostMissing())
        }
        let options = head.headers[canonicalForm: "connection"].map { $0.lowercased() }
        let closes = isOld || options.contains("close")
        if closes { head.headers.replaceOrAdd(name: "connection", value: "close") }
        // A server must pass over an expectation of HTTP/1.0 (RFC 9110, section 10.1.1).
        if isOld { head.headers.remove(name: "expect") }
        closing.append(closes)
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error as? HTTPParserError == .headerOverflow { isOverflown = true }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status.code >= 200 else {
            return context.write(data, promise: promise)
        }
        if closing.isEmpty {
            // An answer to what was no request.
            if isOverflown { head.status = .requestHeaderFieldsTooLarge }
        } else if closing.removeFirst() {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }
}
