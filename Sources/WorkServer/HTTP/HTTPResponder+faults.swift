import HTTPTypes
import HummingbirdCore
import NIOCore
import Rules
import WorkTime

/// What faults do to an exchange that has arrived.
extension HTTPResponder {
    /// Thrown so that the connection ends.
    private struct FaultFired: Error {}

    /// Does what a fault does to the exchange, and journals it by the fault's rule.
    func fail(
        _ fault: ExchangeFault, _ request: Request, _ context: ExchangeContext, _ exchange: String,
        _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        let rule = FaultRules.rule(of: fault.kind)
        switch fault.kind {
        case .reset:
            record(rule, context, exchange)
            channel.reset()
            throw FaultFired()
        case .delay:
            let request = try await Self.arrived(request)
            core.configuration.exchanges?.exchangeSlowed(exchange)
            defer { core.configuration.exchanges?.exchangeResumed(exchange) }
            try await wait(for: fault.duration, rule, context, exchange, channel)
            let served = try await serve(request, context)
            core.record(served.incoming, exchange: exchange, endpoint: served.endpoint, answer: served.answer)
            try await write(served.answer, isHead: request.method == .head, with: writer, on: channel)
        case .loseResponse, .cutResponse, .wrongLength, .trickle:
            let served = try await serve(request, context)
            core.record(served.incoming, exchange: exchange, endpoint: served.endpoint, answer: served.answer)
            if fault.kind == .trickle {
                return try await trickle(served.answer, fault, rule, context, exchange, writer, channel)
            }
            record(rule, context, exchange)
            switch fault.kind {
            case .cutResponse:
                try await writeBeginning(of: served.answer, bytes: fault.at, with: writer)
            case .wrongLength:
                try await write(
                    served.answer.shortened(to: fault.at), isHead: request.method == .head, with: writer, on: channel)
            default:
                channel.reset()
                throw FaultFired()
            }
        case .garbage, .htmlPage, .status, .redirectLoop, .throttle:
            let answer = Self.answer(fault, rule, Self.path(of: request))
            let incoming = Incoming(request, context, body: [])
            core.record(incoming, exchange: exchange, endpoint: nil, answer: answer)
            try await write(answer, isHead: request.method == .head, with: writer, on: channel)
        case .resetAtAccept, .silence, .plainAnswer, .oldTLS, .cutRequest:
            // They strike below; whoever names one here gets the nearest thing.
            record(rule, context, exchange)
            channel.reset()
            throw FaultFired()
        }
    }

    /// The request with its body, up to 64 MiB of it, in memory: while a caller still sends, it is at work, and time must
    /// not go on; its limit counts from its last piece.
    private static func arrived(_ request: Request) async throws -> Request {
        let longest = 64 << 20
        let length = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard (1...longest).contains(length) else { return request }
        var arrived = request
        arrived.body = RequestBody(buffer: try await request.body.collect(upTo: longest))
        return arrived
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
        let beginning = try answer.beginning(max(0, min(bytes, answer.length - 1)))
        let headers = answer.sentHeaders(at: core.maker.clock.date)
        let body = ResponseBody(contentLength: answer.length) { writer in
            try await writer.write(ByteBuffer(bytes: beginning))
            throw FaultFired()
        }
        let head = HTTPResponse(status: .init(code: answer.status), headerFields: headers)
        try await writer.write(response: head, body: body)
    }

    // MARK: Slowness

    /// Lets time pass over the exchange; throws once the caller has given up, and journals that by the fault's rule.
    private func wait(
        for duration: Duration, _ rule: Rule, _ context: ExchangeContext, _ exchange: String, _ channel: any Channel
    ) async throws {
        core.record(
            .fault, by: context.party, exchange: exchange, rule: rule, refused: false,
            detail: "\(rule.decides) \(duration.text).")
        try await pause(duration, rule, context, exchange, channel)
    }

    private func pause(
        _ duration: Duration, _ rule: Rule, _ context: ExchangeContext, _ exchange: String, _ channel: any Channel
    ) async throws {
        let clock = core.configuration.clock
        // A task of its own, since whoever gives up must end the sleep from outside; it ends before this method does.
        let sleep = Task { try await clock.sleep(for: duration) }
        channel.closeFuture.whenComplete { _ in sleep.cancel() }
        core.configuration.exchanges?.exchangeWaits(exchange) {
            core.record(
                .fault, by: context.party, exchange: exchange, rule: rule, refused: true,
                detail: "The caller gives up waiting.")
            sleep.cancel()
        }
        try await sleep.value
        // From here on who leaves has what it wanted.
        core.configuration.exchanges?.exchangeWaits(exchange, abandoned: nil)
    }

    /// Sends the head at once and the body in ten pieces, with an equal share of the time before each.
    private func trickle(
        _ answer: Answer, _ fault: ExchangeFault, _ rule: Rule, _ context: ExchangeContext, _ exchange: String,
        _ writer: consuming ResponseWriter, _ channel: any Channel
    ) async throws {
        core.record(
            .fault, by: context.party, exchange: exchange, rule: rule, refused: false,
            detail: "\(rule.decides) \(fault.duration.text).")
        let whole = try answer.beginning(answer.length)
        let size = max(1, (whole.count + 9) / 10)
        let pieces = stride(from: 0, to: whole.count, by: size).map { Array(whole[$0..<min($0 + size, whole.count)]) }
        let share = fault.duration / max(1, pieces.count)
        let headers = answer.sentHeaders(at: core.maker.clock.date)
        let body = ResponseBody(contentLength: whole.count) { writer in
            core.configuration.exchanges?.exchangeSlowed(exchange)
            defer { core.configuration.exchanges?.exchangeResumed(exchange) }
            for piece in pieces {
                try await pause(share, rule, context, exchange, channel)
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        try await writer.write(
            response: HTTPResponse(status: .init(code: answer.status), headerFields: headers), body: body)
    }
}

extension Answer {
    /// The answer with the beginning of its body alone, and a length that fits it.
    fileprivate func shortened(to bytes: Int) -> Answer {
        var answer = self
        let count = max(0, min(bytes, length - 1))
        if let file {
            answer.file = Part(blob: file.blob, range: file.range.lowerBound..<(file.range.lowerBound + count))
        } else {
            answer.body = String(decoding: body.utf8.prefix(count), as: UTF8.self)
        }
        return answer
    }
}
