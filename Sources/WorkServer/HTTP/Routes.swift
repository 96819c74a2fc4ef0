import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOPosix
import Rules
import Synchronization

/// The end points of one server by their paths; every other method at a path is answered with 405.
struct RouteTable: Sendable {
    /// What answers at one path.
    struct Entry: Sendable {
        let path: String
        let endpoints: [Endpoint]
        let allowed: [HTTPRequest.Method]
    }

    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]

    /// The paths in order; the same for every server.
    let entries: [Entry]
    private let core: ServerCore

    init(core: ServerCore) {
        self.core = core
        let endpoints =
            DiscoveryController(core: core).endpoints + OAuthController(core: core).endpoints
            + SessionController(core: core).endpoints + ApplicationController(core: core).endpoints
            + ApplicationEditing(core: core).endpoints + ContentAPI(core: core).endpoints
            + ControlCenterController(core: core).endpoints + AssetController().endpoints
        var byPath: [String: [Endpoint]] = [:]
        for endpoint in endpoints {
            for path in endpoint.paths { byPath[path, default: []].append(endpoint) }
        }
        entries = byPath.sorted { $0.key < $1.key }.map { path, endpoints in
            let allowed = Self.methods.filter { method in endpoints.contains { $0.takes(method) } }
            return Entry(path: path, endpoints: endpoints, allowed: allowed)
        }
    }

    /// What serves a method at a path.
    func route(_ index: Int, _ method: HTTPRequest.Method) -> Route? {
        let entry = entries[index]
        let taken = entry.endpoints.first { $0.takes(method) }
        return (taken ?? entry.endpoints.first).map {
            Route(endpoint: $0, core: core, isTaken: taken != nil, allowed: entry.allowed)
        }
    }
}

/// The one router of all servers: it finds the place in a server's own table, so that no server builds another.
enum SharedRouter {
    private static let built = Mutex<RouterResponder<ExchangeContext>?>(nil)

    /// The router for tables of these paths.
    static func responder(for table: RouteTable) -> RouterResponder<ExchangeContext> {
        built.withLock { built in
            if let built { return built }
            let router = Router(context: ExchangeContext.self)
            for (index, entry) in table.entries.enumerated() {
                for method in RouteTable.methods {
                    router.on(RouterPath(entry.path), method: method) { request, context in
                        guard let route = context.table.route(index, method) else {
                            return Response(status: .notFound)
                        }
                        return try await route.serve(request, context)
                    }
                }
            }
            let responder = router.buildResponder()
            built = responder
            return responder
        }
    }
}

/// One method at one end point.
struct Route: Sendable {
    let endpoint: Endpoint
    let core: ServerCore
    let isTaken: Bool
    let allowed: [HTTPRequest.Method]

    /// Reads what the end point needs, has it answered, and leaves the answer in the context.
    func serve(_ request: Request, _ context: ExchangeContext) async throws -> Response {
        var incoming = Incoming(request, context, body: [])
        var refusal: Answer?
        if !isTaken {
            refusal = refuse(
                HTTPRules.methodNotAllowed, 405,
                "This path takes \(allowed.map(\.rawValue).joined(separator: ", ")) only.", context)
            refusal?.headers[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
        } else if endpoint.body == .upload {
            refusal = endpoint.admits?(incoming)
            if refusal == nil, !context.isBodyAwaited { refusal = try await receive(request, &incoming, context) }
        } else if endpoint.body != .none, !context.isBodyAwaited {
            let type = endpoint.body == .form ? "application/x-www-form-urlencoded" : "application/json"
            let (body, problem) = try await read(request, as: type, context)
            incoming.body = body
            refusal = problem
            let isJSON = endpoint.body != .form && (endpoint.body == .json || !body.isEmpty)
            if refusal == nil, isJSON, incoming.json == nil {
                refusal = refuse(HTTPRules.jsonMalformed, 400, "The body is no JSON object.", context)
            }
        }
        if context.isBodyAwaited, refusal == nil { return Response(status: .continue) }
        let answer = refusal ?? endpoint.answer(incoming)
        context.served.leave(Served.Value(endpoint: endpoint.name, incoming: incoming, answer: answer))
        return Response(status: .init(code: answer.status))
    }

    /// Takes an upload piece by piece, the file to where it stays.
    private func receive(
        _ request: Request, _ incoming: inout Incoming, _ context: ExchangeContext
    ) async throws -> Answer? {
        let type = request.headers[.contentType] ?? ""
        guard Self.mediaType(type) == "multipart/form-data" else {
            return refuse(HTTPRules.contentType, 415, "The body must be multipart/form-data.", context)
        }
        guard var assembly = UploadAssembly(contentType: type) else {
            return refuse(DocumentRules.uploadMalformed, 400, "The content type names no boundary.", context)
        }
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
            incoming.upload = try assembly.finish()
            return nil
        } catch let problem as MultipartReader.Malformed {
            return refuse(DocumentRules.uploadMalformed, 400, problem.what, context)
        } catch is CocoaError {
            return refuse(HTTPRules.bodyTooLarge, 413, "There is no room for the upload on this machine.", context)
        }
    }

    /// The media type of a content type, without its parameters.
    private static func mediaType(_ header: String) -> String {
        (header.split(separator: ";").first ?? "").trimming(while: { $0 == " " }).lowercased()
    }

    private func read(
        _ request: Request, as wanted: String, upTo limit: Int = Endpoint.formLimit, _ context: ExchangeContext
    ) async throws -> ([UInt8], Answer?) {
        let type = Self.mediaType(request.headers[.contentType] ?? "")
        let isLeftOut = type.isEmpty && endpoint.body == .jsonOrNothing
        guard type == wanted || isLeftOut else {
            let message = "The body must be \(wanted)."
            return ([], refuse(HTTPRules.contentType, 415, message, context))
        }
        let tooLarge = "The body is larger than \(limit) bytes."
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            return ([], refuse(HTTPRules.bodyTooLarge, 413, tooLarge, context))
        }
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return (Array(buffer.readableBytesView), nil)
        } catch is NIOTooManyBytesError {
            return ([], refuse(HTTPRules.bodyTooLarge, 413, tooLarge, context))
        }
    }

    private func refuse(_ rule: Rule, _ status: Int, _ message: String, _ context: ExchangeContext) -> Answer {
        Refuser(core: core).refuse(
            rule, status: status, message, shape: endpoint.shape, by: context.party, endpoint: endpoint.name)
    }
}

extension Incoming {
    init(_ request: Request, _ context: ExchangeContext, body: [UInt8]) {
        let target = request.head.path ?? ""
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?"))
        self.init(
            party: context.party, method: request.method.rawValue, path: mark.map { String(target[..<$0]) } ?? target,
            query: mark.map { String(target[target.utf8.index(after: $0)...]) } ?? "", headers: request.headers,
            authority: request.head.authority,
            parameters: Dictionary(context.parameters.map { (String($0.key), String($0.value)) }) { first, _ in first },
            body: body)
    }
}

extension StringProtocol {
    /// The text without such characters at its ends.
    fileprivate func trimming(while isTrimmed: (Character) -> Bool) -> SubSequence {
        let front = drop(while: isTrimmed)
        return front.lastIndex { !isTrimmed($0) }.map { front[...$0] } ?? front.prefix(0)
    }
}

extension Endpoint {
    /// Whether it answers a method; what answers GET answers HEAD.
    fileprivate func takes(_ method: HTTPRequest.Method) -> Bool {
        method == self.method || (method == .head && self.method == .get)
    }
}
