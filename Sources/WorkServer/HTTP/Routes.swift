import HTTPTypes
import Hummingbird
import HummingbirdCore
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
            + SingleSignOnController(core: core).endpoints + LinkController(core: core).endpoints
            + OlderAPI(core: core).endpoints
            + ControlCenterController(core: core).endpoints
            + AssetController().endpoints + IndexController(core: core).endpoints
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

extension Endpoint {
    /// Whether it answers a method; what answers GET answers HEAD.
    fileprivate func takes(_ method: HTTPRequest.Method) -> Bool {
        method == self.method || (method == .head && self.method == .get)
    }
}
