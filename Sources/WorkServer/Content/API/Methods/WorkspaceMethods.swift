import HTTPTypes
import Rules

/// Workspaces: finding, looking, making, changing, removing.
enum WorkspaceMethods {
    static let all: [APIMethod] = [
        .get(
            "browse", "/workspaces", about: APIDescription("Find workspaces", .results(of: "Workspace"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            try found(request, caller, in: [request.library], { request.text($0) }, asResults: true)
        },
        .get(
            "browse", .customer, "/workspaces",
            about: APIDescription(
                "Find workspaces of all libraries", .results(of: "Workspace"),
                query: filters + [APIParameter("libraries")])
        ) { request, caller throws(ContentRefusal) in
            try found(
                request, caller, in: libraries(request.text("libraries"), caller), { request.text($0) }, asResults: true
            )
        },
        .search(
            "browse", "/workspaces/search",
            about: APIDescription(
                "Search workspaces", .list(of: "Workspace"), query: SearchFilters.lists, body: "WorkspaceSearch")
        ) { request, caller throws(ContentRefusal) in
            let asResults = caller.state.reading(of: ContainerRules.searchShape) == .results
            return try found(
                request, caller,
                in: request.filter("libraries").map { libraries($0, caller) } ?? [request.library], request.filter,
                asResults: asResults,
                fields: request.fields(of: "workspace")
            )
            .tellingOverflow()
        },
        .get(
            "browse", "/templates", "/workspaces/templates",
            about: APIDescription(
                "List the templates of workspaces", .list(of: "Workspace"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let found = caller.content.workspaces(in: request.library).compactMap { caller.content.container($0) }
                .filter { $0.isTemplate && caller.mayRead($0.key) }
            let page = PagedRows(found, try Paging(request)) { Rendering(caller).json($0) }
            var reply = ContentReply(
                ContainerRules.browsed, "\(caller.user) finds \(found.count) templates.", .list(page.rows))
            reply.beside = page.beside
            return reply
        },
        .get(
            "browse", "/workspaces/:id",
            about: APIDescription(
                "Look at a workspace", .object("Workspace"), query: [APIParameter("include_operations", .truth)])
        ) { request, caller throws(ContentRefusal) in
            let workspace = try caller.workspace(request.id, in: request.library)
            let operations =
                try request.truth("include_operations") ? FolderMethods.operations(on: workspace, caller) : nil
            return ContentReply(
                ContainerRules.browsed, "\(caller.user) looks at \(workspace.name).",
                Rendering(caller).json(workspace, operations: operations))
        },
        .get(
            "browse", "/workspaces/:id/operations",
            about: APIDescription("What the caller may do with a workspace", .object("ContainerOperations"))
        ) { request, caller throws(ContentRefusal) in
            let workspace = try caller.workspace(request.id, in: request.library)
            return ContentReply(
                ContainerRules.browsed, "\(caller.user) asks what may be done with \(workspace.name).",
                FolderMethods.operations(on: workspace, caller))
        },
        .change(
            "workspace", .post, "/workspaces", body: .json,
            about: APIDescription("Make a workspace", .object("Workspace"), status: 201, body: "NewWorkspace")
        ) { request, caller throws(ContentRefusal) in try made(request, caller) },
        .change(
            "workspace", .patch, "/workspaces/:id", body: .json,
            about: APIDescription("Change a workspace", .object("Workspace"), body: "WorkspaceChange")
        ) { request, caller throws(ContentRefusal) in
            let workspace = try caller.workspace(request.id, in: request.library, needs: .write)
            return try changed(workspace, request, caller)
        },
        .change(
            "workspace", .delete, "/workspaces/:id",
            about: APIDescription("Remove an empty workspace", .nothing)
        ) { request, caller throws(ContentRefusal) in
            let workspace = try caller.workspace(request.id, in: request.library, needs: .full)
            return try FolderMethods.removed(workspace, caller)
        },
    ]

    private static let filters = SearchFilters.lists + SearchFilters.workspaces

    /// The libraries that a list names; all without one.
    static func libraries(_ list: String?, _ caller: ContentCaller) -> [String] {
        let all = caller.state.libraries.map { $0.id.uppercased() }
        guard let wanted = list.map(ProfileFilter.list) else { return all }
        return all.filter { wanted.contains($0.lowercased()) }
    }

    static func found(
        _ request: ContentRequest, _ caller: ContentCaller, in libraries: [String],
        _ text: @escaping (String) -> String?, asResults: Bool, fields: Set<String>? = nil
    ) throws(ContentRefusal) -> ContentReply {
        let search = try ContainerSearch(text, caller: caller, takesPattern: false)
        let page = try Paging(request)
        var found = libraries.flatMap { search.workspaces(in: $0, for: caller) }
        let isDescending = try request.isDescending()
        if isDescending { found.reverse() }
        let rendering = Rendering(caller, only: fields)
        let rows = PagedRows(found, page, place: { RowPlace(of: $0.key, in: libraries, isDescending) }) {
            rendering.json($0)
        }
        let facets = Facets.json(
            request.text("facets"), of: found.map(\.profile),
            tables: caller.content.tables[libraries.first ?? ""] ?? LibraryTables())
        var reply = ContentReply(
            ContainerRules.browsed, "\(caller.user) sees \(found.count) workspaces.",
            try request.enveloped(rows.rows, facets, asResults: asResults))
        reply.beside = rows.beside
        reply.isCutShort = rows.isCutShort
        return reply
    }

    private static func made(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal) -> ContentReply
    {
        let library = request.library
        let level = caller.content.librarySecurity[library]?.level(of: caller.identity) ?? .write
        guard caller.identity.isAdministrator || level >= .write else {
            throw ContentRefusal(
                DocumentRules.readOnly, 403, "NRC_ACCESS_DENIED",
                "\(caller.user) may not make workspaces in \(library).")
        }
        let name = try FolderMethods.name(request)
        let reading = try ProfileReading(
            { request.profileField($0) }, among: fields, caller: caller, library: library)
        var workspace = ContentContainer(
            key: caller.content.nextKey(in: library), kind: .workspace, name: name, parent: nil, created: caller.now)
        workspace.profile = reading.applied(to: Profile())
        workspace.profile[.owner] = workspace.profile[.owner] ?? caller.user
        workspace.profile[.author] = workspace.profile[.author] ?? caller.user
        workspace.lastUser = caller.user
        workspace.security.standard = try FolderMethods.security(request) ?? .inherit
        workspace.security.list[Trustee(.user, caller.user)] = .full
        try SecurityMethods.add(request.json, to: &workspace.security, caller)
        var events: [ContentEvent] = [.containerSaved(workspace, how: "workspace.created")]
        if let template = request.body("template_id") ?? request.body("template") {
            events += try copies(of: template, into: workspace, caller, library)
        }
        return ContentReply(
            ContainerRules.created, "\(caller.user) makes the workspace \(name).", Rendering(caller).json(workspace)
        )
        .causing(events, status: 201)
    }

    /// The folders of a template, made anew in a workspace.
    private static func copies(
        of id: String, into workspace: ContentContainer, _ caller: ContentCaller, _ library: String
    ) throws(ContentRefusal) -> [ContentEvent] {
        let template = try caller.workspace(id, in: library)
        guard template.isTemplate else { throw .invalid("template_id", "\(id) is not a template.") }
        var made = [template.key: workspace.key]
        var next = workspace.key.number
        return caller.content.subtree(of: template.key).dropFirst().compactMap { folder in
            guard caller.mayRead(folder.key), let parent = folder.parent.flatMap({ made[$0] }) else { return nil }
            next += 1
            let key = ContentKey(library: library, number: next)
            made[folder.key] = key
            var copy = ContentContainer(key: key, kind: .folder, name: folder.name, parent: parent, created: caller.now)
            copy.folderType = folder.folderType
            copy.search = folder.search
            copy.profile = folder.profile
            return .containerSaved(copy, how: "folder.created")
        }
    }

    private static func changed(
        _ workspace: ContentContainer, _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        var changed = workspace
        if request.profileField("name") != nil {
            // Vendor text: renaming a workspace needs an administrator of the library.
            try caller.requireAdministrator(to: "rename workspaces")
            changed.name = try FolderMethods.name(request)
        }
        let reading = try ProfileReading(
            { request.profileField($0) ?? ($0 == "subclass" ? request.profileField("sub_class") : nil) },
            among: fields, caller: caller, library: request.library)
        changed.profile = reading.applied(to: workspace.profile)
        if let standard = try FolderMethods.security(request) {
            try caller.require(.full, on: workspace.key, name: workspace.name)
            changed.security.standard = standard
        }
        changed.edited = caller.now
        changed.lastUser = caller.user
        return ContentReply(
            ContainerRules.changed, "\(caller.user) changes the workspace \(workspace.name).",
            Rendering(caller).json(changed)
        )
        .causing([.containerSaved(changed, how: "workspace.changed")])
    }

    /// The fields of a workspace that a caller may set.
    static let fields: [ProfileField] =
        [
            .author, .owner, .description, .subclass, .projectCustom1, .projectCustom2, .projectCustom3, .isHIPAA,
            .retainDays,
        ]
        + ProfileField.allCases.filter { $0.customNumber != nil }
}

extension ContentRequest {
    /// A filter of a search with a body: below `filters`, whatever its type.
    func filter(_ name: String) -> String? {
        switch json?["filters"]?[name] {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let number): String(number)
        case .truth(let truth): String(truth)
        case .list(let list): list.compactMap { $0.text ?? $0.number.map(String.init) }.joined(separator: ",")
        default: nil
        }
    }

    /// A field of a profile: below `profile`, or flat.
    func profileField(_ name: String) -> JSONObject.Member? { json?["profile"]?[name] ?? json?[name] }

    func isDescending() throws(ContentRefusal) -> Bool {
        guard let order = text("sort_order") ?? json?["sort_order"]?.text else { return false }
        guard ["asc", "desc"].contains(order.lowercased()) else {
            throw .invalid("sort_order", "sort_order is asc or desc.")
        }
        return order.lowercased() == "desc"
    }

    /// `data` of a list, as an array or with `results`; `results=false` leaves the rows out where facets are asked for.
    func enveloped(_ rows: [JSONValue], _ facets: JSONValue?, asResults: Bool) throws(ContentRefusal) -> JSONValue {
        guard asResults else { return .list(rows) }
        var data: [String: JSONValue] = [:]
        if try truth("results", else: true) { data["results"] = .list(rows) }
        data["facets"] = facets
        return .object(data)
    }
}
