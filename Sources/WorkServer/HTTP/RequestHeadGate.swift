import NIOCore
import NIOHTTP1
import Rules

/// Judges the head of each request by HTTP/1.1, below the types of HTTP in general, which know neither a version nor a second
/// Host field.
///
/// A request has one Host, which the host of an absolute URL replaces; who asks for it, and who speaks HTTP/1.0, gets
/// `Connection: close`; HTTP/1.0 knows no `Expect`; fields that are too long get 431 in place of 400. What is no request is
/// answered with a sentence that says why.
final class RequestHeadGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// A request without a Host, with several, or with one that is no host (RFC 9112, section 3.2).
    struct HostMissing: Error {}

    /// Whether the connection ends after each of the requests that are not answered.
    private var closing: [Bool] = []
    private var isOver = false
    /// Why the last thing that came was no request.
    private var problem: RequestProblem?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let isOld = (head.version.major, head.version.minor) < (1, 1)
        let hosts = head.headers["host"]
        guard hosts.count == 1 || (hosts.isEmpty && isOld), hosts.allSatisfy(HostName.isValid),
            replaceHost(in: &head)
        else {
            isOver = true
            problem = .host
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
        problem = RequestProblem(error)
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status.code >= 200 else {
            return context.write(data, promise: promise)
        }
        guard !closing.isEmpty, !isBare(head) else {
            // An answer to what was no request, or not to its end.
            let problem = problem ?? .noHTTP
            let body = context.channel.allocator.buffer(string: problem.sentence + "\n")
            head.status = HTTPResponseStatus(statusCode: problem.status)
            head.headers.replaceOrAdd(name: "content-type", value: "text/plain; charset=utf-8")
            head.headers.replaceOrAdd(name: "content-length", value: String(body.readableBytes))
            context.write(wrapOutboundOut(.head(head)), promise: promise)
            let channel = context.channel
            // Whoever does not close after it is not waited for. This is the machine's time: no party waits on it.
            context.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
            return context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        }
        if closing.removeFirst() {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    /// Whether an answer is the bare one that follows an error of the parser.
    private func isBare(_ head: HTTPResponseHead) -> Bool {
        problem != nil && head.status == .badRequest && head.headers["content-length"] == ["0"]
            && !head.headers.contains(name: "content-type")
    }

    /// Puts the host of an absolute URL in the place of the Host field (RFC 9112, section 3.2.2).
    ///
    /// - Returns: whether the URL has a host, if it is an absolute one.
    private func replaceHost(in head: inout HTTPRequestHead) -> Bool {
        guard !head.uri.hasPrefix("/"), let url = head.uri.wholeMatch(of: /(?i:https?):\/\/([^\/?#]*)([^#]*).*/) else {
            return true
        }
        let host = String(url.output.1)
        guard !host.isEmpty, HostName.isValid(host) else { return false }
        head.headers.replaceOrAdd(name: "host", value: host)
        let target = String(url.output.2)
        head.uri = target.hasPrefix("/") ? target : "/" + target
        return true
    }
}

/// Why what a caller sends is no request.
enum RequestProblem {
    case host, tooLong, noHTTP

    /// The problem that an error of the parser or of the gate means.
    init(_ error: any Error) {
        self =
            error is RequestHeadGate.HostMissing
            ? .host : error as? HTTPParserError == .headerOverflow ? .tooLong : .noHTTP
    }

    /// The status that answers it.
    var status: Int { self == .tooLong ? 431 : 400 }

    /// What is wrong, for the caller and the journal.
    var sentence: String {
        switch self {
        case .host: "The request has no Host field, several, or one that is not a host and port."
        case .tooLong: "The header fields of the request are too long."
        case .noHTTP: "What came is not a request of HTTP/1.1."
        }
    }

    /// The rule by which it is refused.
    var rule: Rule {
        switch self {
        case .host: ConnectionRules.hostMissing
        case .tooLong: ConnectionRules.headersTooLong
        case .noHTTP: ConnectionRules.malformedHTTP
        }
    }
}
