import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOPosix
import Rules

/// One method at one end point.
struct Route: Sendable {
    let endpoint: Endpoint
    let core: ServerCore
    let isTaken: Bool
    let allowed: [HTTPRequest.Method]

    /// Reads what the end point needs, has it answered, and leaves the answer in the context.
    func serve(_ request: Request, _ context: ExchangeContext) async throws -> Response {
        var incoming = Incoming(request, context, body: [])
        let refusal: Answer?
        if !isTaken {
            refusal = answerWithoutEndpoint(request, context)
        } else if endpoint.body == .upload {
            refusal = try await receive(request, &incoming, context)
        } else if endpoint.body != .none {
            refusal = try await read(request, &incoming, context)
        } else {
            refusal = nil
        }
        if context.isBodyAwaited, refusal == nil { return Response(status: .continue) }
        let answer = refusal ?? answered(incoming, context)
        context.served.leave(Served.Value(endpoint: endpoint.name, incoming: incoming, answer: answer))
        return Response(status: .init(code: answer.status))
    }

    /// Answers what the end point reads, and names what it passes over in a header and in the journal.
    private func answered(_ incoming: Incoming, _ context: ExchangeContext) -> Answer {
        let unknown = UnknownNames(in: incoming, of: endpoint).names
        if !unknown.isEmpty, core.maker.asking({ $0.reading(of: HTTPRules.unknownNames) }) == .refused400 {
            let names = unknown.prefix(20).map { String($0.prefix(100)) }.joined(separator: ", ")
            return refuse(HTTPRules.parameterUnknown, 400, "These names are not known here: \(names).", context)
        }
        var answer = endpoint.answer(incoming)
        if !unknown.isEmpty {
            let sentence = "It passes over \(unknown.map(Redaction.name).joined(separator: ", "))."
            answer.detail += answer.detail.isEmpty ? sentence : " " + sentence
        }
        let ignored = answer.ignored + unknown
        if !ignored.isEmpty, core.maker.asking({ $0.reading(of: ContentRules.ignoredHeader) }) == .sent {
            answer.headers[.ignored] = RequestFields.header(of: ignored)
        }
        return answer
    }

    /// Answers a method that no end point of the path serves: `OPTIONS` with what the path serves, every other with 405.
    private func answerWithoutEndpoint(_ request: Request, _ context: ExchangeContext) -> Answer {
        let isOffered = core.maker.asking({ $0.reading(of: HTTPRules.options) }) == .answered204
        let allow = (allowed + (isOffered ? [.options] : [])).map(\.rawValue).joined(separator: ", ")
        var answer =
            request.method == .options && isOffered
            ? Answer(
                rule: HTTPRules.optionsAnswered, refused: false, detail: "The path serves \(allow).", status: 204,
                body: "", as: .json)
            : refuse(HTTPRules.methodNotAllowed, 405, "This path serves \(allow) only.", context)
        answer.headers[.allow] = allow
        return answer
    }

    // MARK: Bodies

    /// Takes an upload piece by piece, the file to where it stays.
    private func receive(
        _ request: Request, _ incoming: inout Incoming, _ context: ExchangeContext
    ) async throws -> Answer? {
        if let refusal = endpoint.admits?(incoming) { return refusal }
        let type = request.headers[.contentType] ?? ""
        guard HeaderParameters(type).value == "multipart/form-data" else {
            return refuse(HTTPRules.contentType, 415, "The body must be multipart/form-data.", context)
        }
        if let refusal = refusalOfCoding(request, context) { return refusal }
        guard var assembly = UploadAssembly(contentType: type, makeFile: core.configuration.makeBlobFile) else {
            let message = "The content type names no boundary of 1 to \(MultipartReader.longestBoundary) characters."
            return refuse(DocumentRules.uploadMalformed, 400, message, context)
        }
        guard !context.isBodyAwaited else { return nil }
        do {
            for try await piece in request.body {
                if assembly.fileSize + piece.readableBytes <= UploadSink.memoryLimit {
                    try assembly.take(piece.readableBytesView)
                } else {
                    // Files are written where blocking does no harm.
                    let before = assembly
                    assembly = try await NIOThreadPool.singleton.runIfActive {
                        var assembly = before
                        try assembly.take(piece.readableBytesView)
                        return assembly
                    }
                }
            }
            incoming.upload = try assembly.finish(allowingDuplicates: allowsDuplicates)
            return nil
        } catch let problem as MultipartReader.Malformed {
            return refuse(DocumentRules.uploadMalformed, 400, problem.what, context)
        } catch is StorageFailure {
            return refuse(HTTPRules.storageFull, 507, "The server has no room to store the upload.", context)
        }
    }

    /// Reads a form or JSON whole.
    private func read(
        _ request: Request, _ incoming: inout Incoming, _ context: ExchangeContext
    ) async throws -> Answer? {
        let type = HeaderParameters(request.headers[.contentType] ?? "")
        let wanted = endpoint.body == .form ? "application/x-www-form-urlencoded" : "application/json"
        guard type.value == wanted || (type.value.isEmpty && endpoint.body == .jsonOrNothing) else {
            return refuse(HTTPRules.contentType, 415, "The body must be \(wanted).", context)
        }
        if let refusal = refusalOfCoding(request, context) { return refusal }
        if let charset = type["charset"]?.lowercased(), !["utf-8", "utf8", "us-ascii"].contains(charset) {
            return refuse(HTTPRules.charset, 415, "The body must be in UTF-8, not in \(charset.prefix(40)).", context)
        }
        let limit = Endpoint.formLimit
        let tooLarge = "The body is larger than \(limit) bytes."
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            return refuse(HTTPRules.bodyTooLarge, 413, tooLarge, context)
        }
        guard !context.isBodyAwaited else { return nil }
        do {
            incoming.body = Array((try await request.body.collect(upTo: limit)).readableBytesView)
        } catch is NIOTooManyBytesError {
            return refuse(HTTPRules.bodyTooLarge, 413, tooLarge, context)
        }
        return endpoint.body == .form ? refusalOfForm(incoming, context) : readJSON(&incoming, context)
    }

    private func refusalOfForm(_ incoming: Incoming, _ context: ExchangeContext) -> Answer? {
        guard String(validating: incoming.body, as: UTF8.self) == nil else { return nil }
        return refuse(HTTPRules.charset, 415, "The body is not in UTF-8.", context)
    }

    private func readJSON(_ incoming: inout Incoming, _ context: ExchangeContext) -> Answer? {
        guard endpoint.body == .json || !incoming.body.isEmpty else { return nil }
        do throws(JSONReader.Problem) {
            incoming.json = try JSONObject(reading: incoming.body, allowingDuplicates: allowsDuplicates)
            return nil
        } catch {
            let (rule, status) =
                switch error {
                case .notUTF8: (HTTPRules.charset, 415)
                case .duplicateName: (HTTPRules.jsonDuplicate, 400)
                case .malformed, .tooDeep, .noObject: (HTTPRules.jsonMalformed, 400)
                }
            return refuse(rule, status, error.sentence(of: "The body"), context)
        }
    }

    private var allowsDuplicates: Bool { core.maker.asking({ $0.reading(of: HTTPRules.duplicates) }) == .lastWins }

    /// Refuses a body that is compressed, which no end point takes.
    private func refusalOfCoding(_ request: Request, _ context: ExchangeContext) -> Answer? {
        guard let coding = request.headers[.contentEncoding], !["", "identity"].contains(coding.lowercased()) else {
            return nil
        }
        var answer = refuse(
            HTTPRules.contentCoding, 415, "The body must not be compressed: its coding is \(coding.prefix(40)).",
            context)
        // RFC 9110, section 15.5.16: the caller learns which codings are accepted.
        answer.headers[.acceptEncoding] = "identity"
        return answer
    }

    private func refuse(_ rule: Rule, _ status: Int, _ message: String, _ context: ExchangeContext) -> Answer {
        Refuser(core: core).refuse(
            rule, status: status, message, shape: endpoint.shape, by: context.party, endpoint: endpoint.name)
    }
}
