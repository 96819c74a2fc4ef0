import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Rules
import WorkTime

/// Answers every request that is HTTP: routes it, journals it, and tells the clock's books when it came and went.
struct HTTPResponder: Sendable {
    let core: ServerCore
    let routes: RouterResponder<ExchangeContext>
    let table: RouteTable

    init(core: ServerCore) {
        self.core = core
        table = RouteTable(core: core)
        routes = SharedRouter.responder(for: table)
    }

    func respond(to request: Request, with writer: consuming ResponseWriter, on channel: any Channel) async throws {
        let exchange = channel.remoteAddress?.ipAddress ?? "unknown"
        core.configuration.exchanges?.exchangeArrived(exchange)
        // Written or failed, the server's part of the exchange is over once, here.
        defer { core.configuration.exchanges?.exchangeAnswered(exchange) }
        if Self.isWaitingToBeTold(request) {
            // What is refused whatever the body is refused before it is sent.
            if let served = try await refusedBeforeBody(request, exchange) {
                core.record(served.incoming, exchange: exchange, endpoint: served.endpoint, answer: served.answer)
                return try await write(served.answer, isHead: request.method == .head, with: writer, on: channel)
            }
            try await writer.writeInformationalHead(HTTPResponse(status: .continue))
        }
        let context = ExchangeContext(
            source: ExchangeContext.Source(
                logger: HTTPServerFactory.silentLogger, party: core.party(of: exchange, request), table: table))
        guard let fault = core.configuration.fault?(exchange, .request(path: Self.path(of: request))) else {
            var served = try await serve(request, context)
            if core.configuration.closesConnections { served.answer.headers[.connection] = "close" }
            let sent = served.answer.sentHeaders(at: core.maker.clock.date)
            core.record(
                served.incoming, exchange: exchange, endpoint: served.endpoint, answer: served.answer, sent: sent)
            return try await write(
                served.answer, headers: sent, isHead: request.method == .head, with: writer, on: channel)
        }
        try await fail(fault, request, context, exchange, writer, channel)
    }

    /// The refusal of a request whose body has not been sent; nil where a fault or the body decides.
    private func refusedBeforeBody(_ request: Request, _ exchange: String) async throws -> Served.Value? {
        guard core.configuration.fault == nil else { return nil }
        let context = ExchangeContext(
            source: ExchangeContext.Source(
                logger: HTTPServerFactory.silentLogger, party: core.party(of: exchange, request), table: table,
                isBodyAwaited: true))
        _ = try await routes.respond(to: request, context: context)
        guard var served = context.served.taken else { return nil }
        // Nobody knows whether the body comes after all: the next request has a connection of its own.
        served.answer.headers[.connection] = "close"
        return served
    }

    func serve(_ request: Request, _ context: ExchangeContext) async throws -> (
        incoming: Incoming, endpoint: String?, answer: Answer
    ) {
        var served = try await decide(request, context)
        CrossOrigin(core: core).allow(request.headers, in: &served.answer)
        return served
    }

    private func decide(_ request: Request, _ context: ExchangeContext) async throws -> (
        incoming: Incoming, endpoint: String?, answer: Answer
    ) {
        let path = Self.path(of: request)
        if let answer = ProxyGate(core: core).answer(to: path, of: context.party) {
            return (Incoming(request, context, body: []), nil, answer)
        }
        if let answer = CrossOrigin(core: core).answer(toPreflight: request.headers, method: request.method) {
            return (Incoming(request, context, body: []), nil, answer)
        }
        if let answer = refusal(of: request, at: path, context) {
            return (Incoming(request, context, body: []), nil, answer)
        }
        // No router has a method that is not in the table: CONNECT, which nothing serves, finds what the path serves.
        let isKnown = RouteTable.methods.contains(request.method)
        _ = try await routes.respond(to: isKnown ? request : request.connecting, context: context)
        guard var served = context.served.taken else {
            let answer = refuse(HTTPRules.pathUnknown, 404, "There is nothing at this path.", request, context)
            return (Incoming(request, context, body: []), nil, answer)
        }
        served.incoming.method = request.method.rawValue
        var answer = served.answer
        core.configuration.mutation?.answer?(&answer, served.incoming)
        return (served.incoming, served.endpoint, answer)
    }

    /// What is wrong with a request whatever its path, if something is.
    private func refusal(of request: Request, at path: String, _ context: ExchangeContext) -> Answer? {
        if let names = core.configuration.ownNames, !HostName(request.head.authority ?? "").isAmong(names) {
            return refuse(
                HTTPRules.hostForeign, 421, "This server does not answer for the host of the request.", request, context
            )
        }
        guard path.hasPrefix("/"), percentDecoded(path) != nil else {
            return refuse(
                HTTPRules.pathMalformed, 400, "The path does not begin with a slash, or cannot be decoded.", request,
                context)
        }
        if Self.hasDoubleSlash(path), core.maker.asking({ $0.reading(of: HTTPRules.slashes) }) == .notFound404 {
            return refuse(
                HTTPRules.doubleSlash, 404, "There is nothing at a path with two slashes in a row.", request, context)
        }
        return nil
    }

    private func refuse(
        _ rule: Rule, _ status: Int, _ message: String, _ request: Request, _ context: ExchangeContext
    ) -> Answer {
        Refuser(core: core).refuse(
            rule, status: status, message, shape: Endpoint.shape(ofPath: Self.path(of: request)), by: context.party,
            endpoint: "unknown path")
    }

    func write(
        _ answer: Answer, headers: HTTPFields? = nil, isHead: Bool, with writer: consuming ResponseWriter,
        on channel: any Channel
    ) async throws {
        let headers = headers ?? answer.sentHeaders(at: core.maker.clock.date)
        let head = HTTPResponse(status: .init(code: answer.status), headerFields: headers)
        let body: ResponseBody =
            if isHead || answer.length == 0 {
                ResponseBody()
            } else if let file = answer.file {
                file.body(on: channel.eventLoop)
            } else {
                ResponseBody(byteBuffer: ByteBuffer(string: answer.body))
            }
        try await writer.write(response: head, body: body)
    }

    /// Whether the caller waits for `100 Continue` and what it wants to send is not too much.
    private static func isWaitingToBeTold(_ request: Request) -> Bool {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return false }
        guard let length = request.headers[.contentLength] else { return true }
        return Int(length) != nil
    }

    static func path(of request: Request) -> String {
        let target = request.head.path ?? ""
        return target.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(target[..<$0]) } ?? target
    }

    private static func hasDoubleSlash(_ path: String) -> Bool {
        var last: UInt8 = 0
        for byte in path.utf8 {
            if byte == UInt8(ascii: "/"), last == byte { return true }
            last = byte
        }
        return false
    }
}

extension Request {
    /// The same request with the method CONNECT.
    fileprivate var connecting: Request {
        var head = head
        head.method = .connect
        return Request(head: head, body: body)
    }
}
