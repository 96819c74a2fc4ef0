import HTTPTypes
import Rules

/// Finding documents, looking at their profiles and changing them.
enum DocumentMethods {
    static let all: [APIMethod] = [
        .get(
            "search", "/documents", about: APIDescription("Find documents", .results(of: "Document"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            try found(request, caller, in: [request.library], { request.text($0) }, asResults: true)
        },
        .get(
            "search", .customer, "/documents",
            about: APIDescription(
                "Find documents of all libraries", .results(of: "Document"),
                query: filters + [APIParameter("libraries")])
        ) { request, caller throws(ContentRefusal) in
            try found(
                request, caller, in: WorkspaceMethods.libraries(request.text("libraries"), caller),
                { request.text($0) }, asResults: true)
        },
        .search(
            "search", "/documents/search",
            about: APIDescription(
                "Search documents", .list(of: "Document"), query: SearchFilters.lists, body: "DocumentSearch")
        ) { request, caller throws(ContentRefusal) in
            try found(
                request, caller, in: [request.library], request.filter, asResults: false,
                fields: request.fields(of: "document") ?? Rendering.leastFields
            )
            .tellingOverflow()
        },
        .get(
            "profile", "/documents/:id",
            about: APIDescription(
                "Look at a document", .object("Document"),
                query: [APIParameter("include_operations", .truth), APIParameter("is_latest", .truth)])
        ) { request, caller throws(ContentRefusal) in
            let (document, version) = try caller.version(request.id, in: request.library)
            let operations = try request.truth("include_operations") ? operations(on: document, caller) : nil
            return ContentReply(
                DocumentRules.profileRead, "\(caller.user) looks at \(document.name).",
                Rendering(caller).json(
                    document, version: version, tellsLatest: try request.truth("is_latest"), operations: operations))
        },
        .get(
            "profile", "/documents/:id/operations",
            about: APIDescription("What the caller may do with a document", .object("DocumentOperations"))
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            return ContentReply(
                DocumentRules.profileRead, "\(caller.user) asks what may be done with \(document.name).",
                operations(on: document, caller))
        },
        .get(
            "profile", "/documents/:id/versions",
            about: APIDescription("List the versions of a document", .list(of: "Document"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            let page = PagedRows(document.versions, try Paging(request)) {
                Rendering(caller).json(document, version: $0)
            }
            var reply = ContentReply(
                DocumentRules.profileRead, "\(caller.user) looks at the versions of \(document.name).",
                .list(page.rows))
            reply.beside = page.beside
            return reply
        },
        .get(
            "profile", "/documents/:id/path",
            about: APIDescription("List the ways to a document", .paths(of: "Container"))
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            let places = [document.parent].compactMap(\.self) + document.references
            let ways = places.compactMap { place -> JSONValue? in
                let way = caller.content.way(to: place).filter { caller.mayRead($0.key) }
                return way.isEmpty ? nil : .list(way.map { Rendering(caller).json($0) })
            }
            return ContentReply(
                DocumentRules.profileRead, "\(caller.user) asks where \(document.name) lies.", .list(ways))
        },
        .search(
            "profile", "/documents/parents",
            about: APIDescription(
                "List the folders of documents", .list(of: "DocumentParents"), body: "DocumentNumbers")
        ) { request, caller throws(ContentRefusal) in try parents(request, caller) },
        .get(
            "profile", "/documents/:id/related-documents",
            about: APIDescription("List related documents", .list(of: "Document"))
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            let related = document.related.compactMap { caller.content.document($0) }
                .filter { caller.mayRead($0.key) }
            return ContentReply(
                DocumentRules.profileRead, "\(caller.user) looks at what \(document.name) is related to.",
                .list(related.map { Rendering(caller).json($0) }))
        },
        .change(
            "profile", .patch, "/documents/:id", body: .json,
            about: APIDescription("Change the profile of a document", .object("Document"), body: "DocumentChange")
        ) { request, caller throws(ContentRefusal) in try changed(request, caller) },
    ]

    /// The fields of a profile that a caller may set.
    static let fields: [ProfileField] =
        [
            .author, .operatorName, .documentClass, .subclass, .type, .comment, .alias, .contentType, .retainDays,
            .isHIPAA, .isDeclared,
            .fileCreateDate, .fileEditDate,
        ] + ProfileField.allCases.filter { $0.customNumber != nil }

    private static let filters = SearchFilters.lists + SearchFilters.documents

    private static func found(
        _ request: ContentRequest, _ caller: ContentCaller, in libraries: [String],
        _ text: @escaping (String) -> String?, asResults: Bool, fields: Set<String>? = nil
    ) throws(ContentRefusal) -> ContentReply {
        let page = try Paging(request)
        let search = try DocumentSearch(text, caller: caller, byCursor: page.usesCursor)
        var found: [DocumentSearch.Found] = []
        for library in libraries { found += search.found(in: library, for: caller) }
        let count = found.count
        if let cap = caller.state.settings.searchCap, cap < count { found = Array(found.prefix(cap)) }
        let isDescending = try request.isDescending()
        if isDescending { found.reverse() }
        var rendering = Rendering(caller, only: fields)
        // Vendor text: a list that goes by a cursor leaves out from, to, cc and bcc.
        rendering.hidesPeopleOfEmails = page.usesCursor
        let rows = PagedRows(
            found, page,
            place: {
                RowPlace(
                    of: $0.row.value.key, version: search.allVersions ? $0.version.number : 0, in: libraries,
                    isDescending)
            }
        ) { rendering.json($0.document, version: $0.version) }
        let facets = Facets.json(
            request.text("facets"), of: found.lazy.map(\.row.value.profile),
            tables: caller.content.tables[libraries.first ?? ""] ?? LibraryTables())
        var reply = ContentReply(
            DocumentRules.searched, "\(caller.user) finds \(found.count) documents.",
            try request.enveloped(rows.rows, facets, asResults: asResults))
        reply.beside = rows.beside
        // What a cap leaves out counts: the total is that of all that fits.
        if page.wantsTotal { reply.beside["total_count"] = .number(count) }
        reply.isCutShort = found.count < count || rows.isCutShort
        if reply.isCutShort, caller.state.reading(of: DocumentRules.overflow) == .listsToo {
            reply.beside["overflow"] = true
        }
        return reply
    }

    /// What a caller may do with a document.
    static func operations(on document: ContentDocument, _ caller: ContentCaller) -> JSONValue {
        let level = caller.content.level(of: caller.identity, on: document.key)
        let holder = document.checkedOut?.user
        let isFree = holder == nil || holder == caller.user
        let mayChange = level >= .write && isFree
        return [
            "archive": .boolean(level == .full), "copy": true, "create_new_version": .boolean(mayChange),
            "declare": .boolean(level == .full), "delete": .boolean(mayChange), "freeze": .boolean(level == .full),
            "lock": .boolean(level >= .write && holder == nil), "move": .boolean(mayChange),
            "relate": .boolean(level >= .write), "replace": .boolean(mayChange), "restore": .boolean(level >= .write),
            "set_security": .boolean(level == .full), "undeclare": .boolean(level == .full),
            "unfreeze": .boolean(level == .full), "unlock": .boolean(holder != nil && mayChange),
            "update": .boolean(mayChange), "wopi_lock": .boolean(mayChange),
        ]
    }

    private static func step(_ container: ContentContainer, _ caller: ContentCaller) -> JSONValue {
        [
            "id": .text(caller.content.id(container.key)), "name": .text(container.name),
            "wstype": .text(container.kind.rawValue),
        ]
    }

    private static func parents(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        guard case .list(let members) = request.json?["document_numbers"] else {
            throw .invalid("document_numbers", "document_numbers is a list of numbers.")
        }
        var numbers: [Int] = []
        for member in members {
            guard let number = member.number ?? member.text.flatMap({ Int($0) }) else {
                throw .invalid("document_numbers", "document_numbers is a list of whole numbers.")
            }
            numbers.append(number)
        }
        let limit = try request.number(.limit) ?? numbers.count
        let rows = numbers.compactMap { number -> JSONValue? in
            let key = ContentKey(library: request.library, number: number)
            guard let document = caller.content.document(key), caller.mayRead(key) else { return nil }
            let places = [document.parent].compactMap(\.self) + document.references
            return [
                "document_number": .number(number),
                "parents": .list(
                    places.filter(caller.mayRead).compactMap { caller.content.container($0) }.map { step($0, caller) }),
            ]
        }
        return ContentReply(
            DocumentRules.profileRead, "\(caller.user) asks where \(numbers.count) documents lie.",
            .list(Array(rows.prefix(limit))))
    }

    private static func changed(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        let document = try caller.document(request.id, in: request.library, needs: .write)
        try caller.requireFree(document)
        var changed = document
        let isLenient = request.json?["warnings_for_required_and_disabled_fields"]?.truth ?? false
        var reading = try ProfileReading(
            { request.profileField($0) }, among: fields, caller: caller, library: request.library, isLenient: isLenient)
        try reading.requireRight(toChangeAuthorOf: document, caller)
        changed.profile = reading.applied(to: document.profile)
        if let ending = request.profileField("extension") {
            guard let text = ending.text, text.count <= 32, !text.contains("/") else {
                throw .invalid("extension", "extension is a text of at most 32 characters.")
            }
            let bare = text.drop { $0 == "." }
            changed.name = bare.isEmpty ? document.baseName : "\(document.baseName).\(bare)"
        }
        if document.isEmail {
            changed.email = try EmailHeaders({ request.profileField($0) }, over: document.email)
        } else if let name = EmailHeaders.names.first(where: { request.profileField($0) != nil }) {
            throw .invalid(name, "\(name) is a field of e-mails, and \(document.name) is none.")
        }
        try reading.requireFields(of: changed)
        if request.profileField("name") != nil {
            let name = try FolderMethods.name(request)
            let ending = changed.fileExtension
            changed.name =
                ending.isEmpty || name.lowercased().hasSuffix("." + ending.lowercased()) ? name : "\(name).\(ending)"
        }
        if let standard = try FolderMethods.security(request) {
            try caller.require(.full, on: document.key, name: document.name)
            changed.security.standard = standard
        }
        changed.profileEdited = caller.now
        if request.json?["keep_locked"]?.truth == false { changed.checkedOut = nil }
        var reply = ContentReply(
            ProfileRules.changed, "\(caller.user) changes the profile of \(document.name).",
            Rendering(caller).json(changed)
        )
        .causing([
            .documentSaved(changed, how: "profile.changed"),
            caller.did(.modify, document, comments: request.json?["audit"]?["comments"]?.text),
        ])
        reply.beside = reading.beside
        return reply
    }
}
