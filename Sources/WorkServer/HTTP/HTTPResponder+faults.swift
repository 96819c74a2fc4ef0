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
}
