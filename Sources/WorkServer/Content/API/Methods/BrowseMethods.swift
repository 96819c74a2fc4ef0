import Rules

/// Looking into folders and workspaces.
enum BrowseMethods {
    static let all: [APIMethod] = [
        .get(
            "browse", "/folders",
            about: APIDescription(
                "Find folders", .list(of: "Folder"),
                query: APIParameter.cursors + SearchFilters.folders)
        ) { request, caller throws(ContentRefusal) in
            let isArray =
                switch caller.state.reading(of: ContainerRules.folderShape) {
                case .array: true
                case .results: false
                case .asAsked: try Paging(request).usesCursor || request.text("container_id") != nil
                }
            return try folders(request, caller, { request.text($0) }, asResults: !isArray)
        },
        .get(
            "browse", .customer, "/folders",
            about: APIDescription(
                "Find folders of all libraries", .results(of: "Folder"),
                query: APIParameter.cursors + SearchFilters.folders + [APIParameter("libraries")])
        ) { request, caller throws(ContentRefusal) in
            try folders(request, caller, { request.text($0) }, asResults: true)
        },
        .search(
            "browse", "/folders/search",
            about: APIDescription(
                "Search folders", .list(of: "Folder"), query: SearchFilters.lists, body: "FolderSearch")
        ) { request, caller throws(ContentRefusal) in
            try folders(
                request, caller, request.filter, asResults: false, fields: request.fields(of: "folder")
            )
            .tellingOverflow()
        },
        .get(
            "browse", "/folders/:id",
            about: APIDescription(
                "Look at a folder", .object("Folder"), query: [APIParameter("include_operations", .truth)])
        ) { request, caller throws(ContentRefusal) in
            let container = try caller.container(request.id, in: request.library)
            guard container.kind != .workspace else { throw .missing("\(request.id) is not a folder.") }
            let operations =
                try request.truth("include_operations") ? FolderMethods.operations(on: container, caller) : nil
            return look(at: container, caller, operations: operations)
        },
        .get(
            "browse", "/containers/:id",
            about: APIDescription("Look at a folder or a workspace", .object("Container"))
        ) { request, caller throws(ContentRefusal) in
            look(at: try caller.container(request.id, in: request.library), caller)
        },
        .get(
            "browse", "/search-folders/:id",
            about: APIDescription("Look at a search folder, and at what it looks for", .object("SearchFolder"))
        ) { request, caller throws(ContentRefusal) in
            let folder = try caller.folder(request.id, in: request.library)
            guard folder.folderType == .search else { throw .missing("\(request.id) is not a search folder.") }
            return ContentReply(
                ContainerRules.browsed, "\(caller.user) looks at \(folder.name).",
                [
                    "folder_type": "search", "id": .text(caller.content.id(folder.key)),
                    "name": .text(folder.name), "searchprofile": .object(folder.search.mapValues { .text($0) }),
                    "wstype": "folder",
                ])
        },
        subfolders("/workspaces/:id/folders", "List the folders of a workspace") { $0.folderType != .tab },
        subfolders("/workspaces/:id/tabs", "List the tabs of a workspace") { $0.folderType == .tab },
        subfolders("/folders/:id/subfolders", "List the folders of a folder") { _ in true },
        .get(
            "browse", "/folders/:id/path",
            about: APIDescription("List the workspace and the folders that lead to a folder", .list(of: "Container"))
        ) { request, caller throws(ContentRefusal) in
            let folder = try caller.folder(request.id, in: request.library)
            let way = caller.content.way(to: folder.key).filter { caller.mayRead($0.key) }
            let rendering = Rendering(caller)
            return ContentReply(
                ContainerRules.browsed, "\(caller.user) asks where \(folder.name) lies.",
                .list(way.map { rendering.json($0) }))
        },
        .get(
            "browse", "/folders/:id/operations",
            about: APIDescription("What the caller may do with a folder", .object("ContainerOperations"))
        ) { request, caller throws(ContentRefusal) in
            let folder = try caller.folder(request.id, in: request.library)
            return ContentReply(
                ContainerRules.browsed, "\(caller.user) asks what may be done with \(folder.name).",
                FolderMethods.operations(on: folder, caller))
        },
        .get(
            "browse", "/workspaces/:id/children", "/folders/:id/children",
            about: APIDescription(
                "List what is in a workspace or a folder", .list(of: "Item"),
                query: childrenParameters)
        ) { request, caller throws(ContentRefusal) in
            let container = try caller.container(request.id, in: request.library)
            return try children(of: container, request, caller)
        },
        .search(
            "browse", "/folders/:id/children/browse",
            about: APIDescription(
                "List what is in a folder, with chosen fields", .list(of: "Item"), query: childrenParameters,
                body: "Browse")
        ) { request, caller throws(ContentRefusal) in
            let container = try caller.container(request.id, in: request.library)
            return try children(
                of: container, request, caller,
                fields: (request.fields(of: "document"), request.fields(of: "folder")))
        },
        .get(
            "browse", "/folders/:id/documents",
            about: APIDescription("List the documents of a folder", .list(of: "Document"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let folder = try caller.container(request.id, in: request.library)
            let documents = try documents(in: folder, caller)
            let rendering = Rendering(caller)
            let page = PagedRows(documents, try Paging(request)) { rendering.json($0) }
            var reply = ContentReply(
                ContainerRules.browsed, "\(caller.user) lists \(documents.count) documents of \(folder.name).",
                .list(page.rows))
            reply.beside = page.beside
            return reply
        },
    ]

    private static func subfolders(
        _ path: String, _ summary: String, _ isWanted: @escaping @Sendable (ContentContainer) -> Bool
    ) -> APIMethod {
        .get(
            "browse", path, about: APIDescription(summary, .list(of: "Folder"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let container = try caller.container(request.id, in: request.library)
            let found = caller.content.children(of: container.key).compactMap { caller.content.container($0) }
                .filter { caller.mayRead($0.key) && isWanted($0) }
            let rendering = Rendering(caller)
            let page = PagedRows(found, try Paging(request)) { rendering.json($0) }
            var reply = ContentReply(
                ContainerRules.browsed, "\(caller.user) lists the folders of \(container.name).", .list(page.rows))
            reply.beside = page.beside
            return reply
        }
    }

    /// Filters that ask where a document lies, or for versions: the list has an answer to that already.
    private static let answeredByPlace: Set<String> = ["container_id", "include_subtree", "latest"]

    private static let documentFilters = SearchFilters.documents.filter { !answeredByPlace.contains($0.name) }

    private static let childrenParameters =
        APIParameter.cursors + [APIParameter("exclude_docs", .truth), APIParameter("exclude_folders", .truth)]
        + documentFilters

    private static func folders(
        _ request: ContentRequest, _ caller: ContentCaller, _ text: @escaping (String) -> String?, asResults: Bool,
        fields: Set<String>? = nil
    ) throws(ContentRefusal) -> ContentReply {
        let search = try ContainerSearch(text, caller: caller, takesPattern: true)
        let libraries =
            request.library.isEmpty ? WorkspaceMethods.libraries(text("libraries"), caller) : [request.library]
        let found = libraries.flatMap { search.folders(in: $0, for: caller) }
        let rendering = Rendering(caller, only: fields)
        let page = PagedRows(found, try Paging(request), place: { RowPlace(of: $0.key, in: libraries) }) {
            rendering.json($0)
        }
        var reply = ContentReply(
            ContainerRules.browsed, "\(caller.user) finds \(found.count) folders.",
            try request.enveloped(page.rows, nil, asResults: asResults))
        reply.beside = page.beside
        reply.isCutShort = page.isCutShort
        return reply
    }

    /// A row of what is in a container; folders come before documents, each by number.
    private struct Child {
        let place: RowPlace
        let json: () -> JSONValue
    }

    /// What is in a container: its folders and documents, or what a search folder finds.
    private static func children(
        of container: ContentContainer, _ request: ContentRequest, _ caller: ContentCaller,
        fields: (document: Set<String>?, folder: Set<String>?) = (nil, nil)
    ) throws(ContentRefusal) -> ContentReply {
        var documents = try request.truth("exclude_docs") ? [] : documents(in: container, caller)
        // Vendor text: the filters of a search for documents, which leave folders as they are.
        if documentFilters.contains(where: { request.query.isGiven($0.name) }) {
            let search = try DocumentSearch(
                { answeredByPlace.contains($0) ? nil : request.text($0) }, caller: caller)
            let fitting = Set(search.found(in: container.key.library, for: caller).map(\.document.key))
            documents.removeAll { !fitting.contains($0.key) }
            if try request.truth("exclude_shortcuts"), container.folderType != .search {
                documents.removeAll { $0.parent != container.key }
            }
        }
        let folders =
            try request.truth("exclude_folders")
            ? []
            : caller.content.children(of: container.key).compactMap { caller.content.container($0) }
                .filter { caller.mayRead($0.key) }
        let ofDocuments = Rendering(caller, only: fields.document)
        let ofFolders = Rendering(caller, only: fields.folder)
        var rows = folders.map { folder in
            Child(place: RowPlace(number: folder.key.number)) { ofFolders.json(folder) }
        }
        rows += documents.map { document in
            Child(place: RowPlace(library: 1, number: document.key.number)) {
                container.folderType == .search || document.parent == container.key
                    ? ofDocuments.json(document) : ofDocuments.reference(to: document, in: container.key)
            }
        }
        let paging = try Paging(request)
        if paging.usesCursor {
            // Vendor text: what a search shows is read by offset alone.
            guard container.folderType != .search else {
                throw .invalid("paging_mode", "A search folder is not read by cursor: give limit and offset.")
            }
            rows.sort { $0.place < $1.place }
        }
        let page = PagedRows(rows, paging, place: \.place) { $0.json() }
        var reply = ContentReply(
            ContainerRules.browsed, "\(caller.user) looks into \(container.name).", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    private static func look(
        at container: ContentContainer, _ caller: ContentCaller, operations: JSONValue? = nil
    ) -> ContentReply {
        ContentReply(
            ContainerRules.browsed, "\(caller.user) looks at \(container.name).",
            Rendering(caller).json(container, operations: operations))
    }

    /// The documents that a container shows to a caller.
    static func documents(in container: ContentContainer, _ caller: ContentCaller) throws(ContentRefusal)
        -> [ContentDocument]
    {
        guard container.folderType == .search else {
            return caller.content.children(of: container.key).compactMap { caller.content.document($0) }
                .filter { caller.mayRead($0.key) }
        }
        let search = try DocumentSearch({ container.search[$0] }, caller: caller)
        return search.found(in: container.key.library, for: caller).map(\.document)
    }
}
