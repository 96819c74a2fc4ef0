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
            try await writer.writeInformationalHead(HTTPResponse(status: .continue))
        }
        let context = ExchangeContext(
            source: ExchangeContext.Source(
                logger: HTTPServerFactory.silentLogger, party: core.party(of: exchange, request), table: table))
        guard let fault = core.configuration.fault?(exchange) else {
            let served = try await serve(request, context)
            core.record(served.incoming, exchange: exchange, endpoint: served.endpoint, answer: served.answer)
            return try await write(served.answer, isHead: request.method == .head, with: writer)
        }
        try await fail(fault, request, context, exchange, writer, channel)
    }

    /// Thrown so that the connection ends.
    private struct FaultFired: Error {}

    /// Does what a fault does to the exchange, and journals it by the fault's rule.
    private func fail(
        _ fault: ExchangeFault, _ request: Request, _ context: ExchangeContext, _ exchange: String,
        _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        let rule = FaultRules.rule(of: fault.kind)
        switch fault.kind {
        case .reset:
            record(rule, context, exchange)
            channel.reset()
            throw FaultFired()
        case .loseResponse, .cutResponse:
            let served = try await serve(request, context)
            core.record(served.incoming, exchange: exchange, endpoint: served.endpoint, answer: served.answer)
            record(rule, context, exchange)
            if fault.kind == .loseResponse {
                channel.reset()
                throw FaultFired()
            }
            try await writeBeginning(of: served.answer, bytes: fault.at, with: writer)
        case .garbage, .htmlPage, .status, .redirectLoop, .throttle:
            let answer = Self.answer(fault, rule, Self.path(of: request))
            let incoming = Incoming(request, context, body: [])
            core.record(incoming, exchange: exchange, endpoint: nil, answer: answer)
            try await write(answer, isHead: request.method == .head, with: writer)
        }
    }

    private func record(_ rule: Rule, _ context: ExchangeContext, _ exchange: String) {
        core.record(.fault, by: context.party, exchange: exchange, rule: rule, refused: true, detail: rule.decides)
    }

    private static func answer(_ fault: ExchangeFault, _ rule: Rule, _ path: String) -> Answer {
        let page = "<!DOCTYPE html>\n<html lang=\"en\"><title>Gateway</title><body><h1>Gateway</h1></body></html>\n"
        let (status, body, type): (Int, String, Answer.MediaType) =
            switch fault.kind {
            case .garbage: (fault.status ?? 200, "{\"data\": [{\"id\": ", .json)
            case .status: (fault.status ?? 503, page, .html)
            case .redirectLoop: (302, "", .html)
            case .throttle: (429, "{}", .json)
            default: (fault.status ?? 200, page, .html)
            }
        var answer = Answer(rule: rule, refused: true, detail: rule.decides, status: status, body: body, as: type)
        answer.summary = "fault: \(fault.kind.rawValue)"
        if fault.kind == .redirectLoop { answer.headers[.location] = path }
        if let seconds = fault.retryAfter ?? (fault.kind == .throttle ? 60 : nil) {
            answer.headers[.retryAfter] = String(seconds)
        }
        return answer
    }

    /// Announces the whole body and sends its beginning.
    private func writeBeginning(of answer: Answer, bytes: Int, with writer: consuming ResponseWriter) async throws {
        let whole = answer.bytes ?? Array(answer.body.utf8)
        var headers = answer.headers
        headers[.date] = core.maker.clock.date.httpDate
        headers[.contentLength] = String(whole.count)
        let beginning = Array(whole.prefix(max(0, min(bytes, whole.count - 1))))
        let body = ResponseBody(contentLength: whole.count) { writer in
            try await writer.write(ByteBuffer(bytes: beginning))
            throw FaultFired()
        }
        let head = HTTPResponse(status: .init(code: answer.status), headerFields: headers)
        try await writer.write(response: head, body: body)
    }

    private func serve(_ request: Request, _ context: ExchangeContext) async throws -> (
        incoming: Incoming, endpoint: String?, answer: Answer
    ) {
        if let answer = ProxyGate(core: core).answer(to: Self.path(of: request), of: context.party) {
            return (Incoming(request, context, body: []), nil, answer)
        }
        if let answer = refusal(of: request, context) {
            return (Incoming(request, context, body: []), nil, answer)
        }
        _ = try await routes.respond(to: request, context: context)
        guard let served = context.served.taken else {
            let answer = refuse(HTTPRules.pathUnknown, 404, "There is nothing at this path.", request, context)
            return (Incoming(request, context, body: []), nil, answer)
        }
        return (served.incoming, served.endpoint, served.answer)
    }

    /// What is wrong with a request whatever its path, if something is.
    private func refusal(of request: Request, _ context: ExchangeContext) -> Answer? {
        let path = Self.path(of: request)
        guard path.hasPrefix("/"), percentDecoded(path) != nil else {
            return refuse(HTTPRules.pathMalformed, 400, "The path cannot be decoded.", request, context)
        }
        guard RouteTable.methods.contains(request.method) else {
            var answer = refuse(
                HTTPRules.methodNotAllowed, 405, "This method is not offered anywhere.", request, context)
            answer.headers[.allow] = "GET, HEAD, POST"
            return answer
        }
        if path.contains("//"), core.maker.snapshot.assumptions[HTTPRules.slashes] == "not_found_404" {
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

    private func write(_ answer: Answer, isHead: Bool, with writer: consuming ResponseWriter) async throws {
        let headers = answer.sentHeaders(at: core.maker.clock.date)
        let head = HTTPResponse(status: .init(code: answer.status), headerFields: headers)
        let buffer = answer.bytes.map { ByteBuffer(bytes: $0) } ?? ByteBuffer(string: answer.body)
        let body = isHead || buffer.readableBytes == 0 ? ResponseBody() : ResponseBody(byteBuffer: buffer)
        try await writer.write(response: head, body: body)
    }

    /// Whether the caller waits for `100 Continue` and what it wants to send is not too much.
    private static func isWaitingToBeTold(_ request: Request) -> Bool {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return false }
        guard let length = request.headers[.contentLength] else { return true }
        return Int(length).map { $0 <= Endpoint.uploadLimit } ?? false
    }

    private static func path(of request: Request) -> String {
        String((request.head.path ?? "").prefix { $0 != "?" })
    }
}
