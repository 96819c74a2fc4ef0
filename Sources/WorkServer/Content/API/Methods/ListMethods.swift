import HashTreeCollections
import WorkTime

/// What a user has at hand: what was used lately, favourites, matters.
enum ListMethods {
    static let all: [APIMethod] = [
        .get(
            "recent", .customer, "/recent-documents",
            about: APIDescription("List documents used lately", .results(of: "Document"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            try documents(request, caller)
        },
        .get(
            "recent", "/recent-documents",
            about: APIDescription(
                "List documents of a library used lately", .results(of: "Document"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            try documents(request, caller)
        },
        .get(
            "recent", .customer, "/recent-workspaces",
            about: APIDescription("List workspaces used lately", .results(of: "Workspace"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            try workspaces(request, caller)
        },
        .get(
            "recent", "/recent-workspaces",
            about: APIDescription(
                "List workspaces of a library used lately", .results(of: "Workspace"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            try workspaces(request, caller)
        },
        chosen(.customer, "List workspaces of all libraries used lately, with chosen fields"),
        chosen(.library, "List workspaces used lately, with chosen fields"),
        .get(
            "lists", "/my-favorites/children",
            about: APIDescription("List favourites", .list(of: "Item"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            try kept(caller.content.lists[caller.user]?.favorites ?? [], request, caller, "favourites")
        },
        .get(
            "lists", "/my-favorites/categories/:id/children",
            about: APIDescription("List the favourites of a category", .list(of: "Item"), query: APIParameter.paging)
        ) { request, _ throws(ContentRefusal) in throw .missing("There is no category \(request.id).") },
        .get(
            "lists", "/my-matters/children",
            about: APIDescription("List matters", .list(of: "Item"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            try kept(caller.content.lists[caller.user]?.matters ?? [], request, caller, "matters")
        },
        personal(.customer, "favorites") { $0.favorites }, personal(.library, "favorites") { $0.favorites },
        personal(.customer, "matters") { $0.matters }, personal(.library, "matters") { $0.matters },
    ]

    private static func chosen(_ scope: APIMethod.Scope, _ summary: String) -> APIMethod {
        .search(
            "recent", scope, "/recent-workspaces",
            about: APIDescription(summary, .results(of: "Workspace"), query: APIParameter.paging, body: "Browse")
        ) { request, caller throws(ContentRefusal) in
            try workspaces(request, caller, fields: request.fields(of: "workspace"))
        }
    }

    /// The lists of a user, for themselves and for administrators.
    private static func personal(
        _ scope: APIMethod.Scope, _ what: String, _ list: @escaping @Sendable (PersonalLists) -> [ContentKey]
    ) -> APIMethod {
        .get(
            "lists", scope, "/users/:id/my-\(what)",
            about: APIDescription("List the \(what) of a user", .list(of: "Item"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let user = try PeopleMethods.user(request.id, caller)
            if user.id != caller.user { try caller.requireAdministrator(to: "look at the \(what) of others") }
            return try kept(caller.content.lists[user.id].map(list) ?? [], request, caller, what)
        }
    }

    /// Vendor text: recent is what was used in the last 30 days, latest first.
    private static func recent(_ request: ContentRequest, _ caller: ContentCaller) -> [(ContentDocument, WorkDate)] {
        (caller.content.lastUse[caller.user] ?? [:])
            .filter { caller.now - $0.value < .seconds(30 * 86_400) }
            .filter { request.library.isEmpty || $0.key.library == request.library }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .compactMap { use in caller.content.document(use.key).map { ($0, use.value) } }
            .filter { caller.mayRead($0.0.key) }
    }

    private static func documents(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        let rendering = Rendering(caller)
        return try reply(recent(request, caller).map(\.0), request, caller, "documents") { rendering.json($0) }
    }

    private static func workspaces(
        _ request: ContentRequest, _ caller: ContentCaller, fields: Set<String>? = nil
    ) throws(ContentRefusal) -> ContentReply {
        var seen: Set<ContentKey> = []
        let found = recent(request, caller).compactMap { caller.content.workspace(of: $0.0.parent) }
            .filter { seen.insert($0.key).inserted && caller.mayRead($0.key) }
        let rendering = Rendering(caller, only: fields)
        return try reply(found, request, caller, "workspaces") { rendering.json($0) }
    }

    private static func reply<Row>(
        _ rows: [Row], _ request: ContentRequest, _ caller: ContentCaller, _ what: String, _ json: (Row) -> JSONValue
    ) throws(ContentRefusal) -> ContentReply {
        let page = PagedRows(rows, try Paging(request), json: json)
        var reply = ContentReply(
            ContentRules.listsRead, "\(caller.user) looks at recent \(what).", ["results": .list(page.rows)])
        reply.beside = page.beside
        return reply
    }

    private static func kept(
        _ keys: [ContentKey], _ request: ContentRequest, _ caller: ContentCaller, _ what: String
    ) throws(ContentRefusal) -> ContentReply {
        let rendering = Rendering(caller)
        let rows = keys.filter { (request.library.isEmpty || $0.library == request.library) && caller.mayRead($0) }
            .compactMap { key in
                caller.content.container(key).map { rendering.json($0) }
                    ?? caller.content.document(key).map { rendering.json($0) }
            }
        let page = PagedRows(rows, try Paging(request)) { $0 }
        var reply = ContentReply(ContentRules.listsRead, "\(caller.user) looks at the \(what).", .list(page.rows))
        reply.beside = page.beside
        return reply
    }
}
