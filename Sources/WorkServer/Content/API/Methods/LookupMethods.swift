import HTTPTypes

/// Classes, types, and the tables of the custom fields.
enum LookupMethods {
    static let all: [APIMethod] = [
        .get(
            "lookups", "/classes",
            about: APIDescription(
                "List classes", .list(of: "Class"),
                query: filters + [APIParameter("description"), APIParameter("hipaa", .truth)])
        ) {
            request, caller throws(ContentRefusal) in
            let rows = tables(request, caller).classes.sorted { $0.key < $1.key }
                .filter { matches(request, id: $0.key, text: $0.value.text) }
                .filter { row in
                    request.text("description").map { row.value.text.lowercased().contains($0.lowercased()) } ?? true
                }
            // No class here marks what is protected by HIPAA.
            guard try !request.truth("hipaa") else {
                return try reply([JSONValue](), request, caller, "classes") { $0 }
            }
            return try reply(rows, request, caller, "classes") { json($0.key, $0.value) }
        },
        .get(
            "lookups", "/classes/:id/subclasses",
            about: APIDescription("List the subclasses of a class", .list(of: "Subclass"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            guard let found = tables(request, caller).classes[request.id.uppercased()] else {
                throw .missing("There is no class \(request.id).")
            }
            let rows = found.subclasses.sorted { $0.key < $1.key }
                .filter { matches(request, id: $0.key, text: $0.value) }
            return try reply(rows, request, caller, "subclasses of \(request.id)") { row in
                [
                    "description": .text(row.value), "hipaa": false, "id": .text(row.key),
                    "parent": ["id": .text(request.id.uppercased())], "retain": .number(found.retainDays),
                ]
            }
        },
        .get(
            "lookups", "/captions",
            about: APIDescription("List what the custom fields are called", .list(of: "Caption"))
        ) { request, caller in
            // Nothing names a field here: each is called as the API calls it.
            let rows = ProfileField.allCases.filter { $0.customNumber != nil }.map { field -> JSONValue in
                let number = field.customNumber ?? 0
                return [
                    "database": .text(request.library), "id": .text(field.rawValue), "label": .text("Custom \(number)"),
                    "num": .number(number),
                ]
            }
            return ContentReply(ContentRules.lookupsListed, "\(caller.user) lists captions.", .list(rows))
        },
        .get(
            "lookups", "/forms",
            about: APIDescription("List the forms of a library", .list(of: "Form"), query: [APIParameter("context")])
        ) { _, caller in
            // Forms are pages of the web client, which is not played: a library without any is a valid one.
            ContentReply(ContentRules.lookupsListed, "\(caller.user) lists forms.", .list([]))
        },
        .get(
            "lookups", "/types",
            about: APIDescription(
                "List types of documents", .list(of: "Type"),
                query: APIParameter.paging + [APIParameter("app_extension")])
        ) { request, caller throws(ContentRefusal) in
            let ending = request.text("app_extension")?.lowercased()
            let rows = LibraryTables.types.filter { type in ending.map { type.fileExtension == $0 } ?? true }
            return try reply(rows, request, caller, "types") { type in
                [
                    "app_extension": .text(type.fileExtension), "description": .text(type.text), "id": .text(type.id),
                ]
            }
        },
        .get(
            "lookups", "/customs/:field/search",
            about: APIDescription(
                "Search the table of a custom field", .list(of: "Lookup"),
                query: filters + [APIParameter("parent_alias")])
        ) { request, caller throws(ContentRefusal) in
            let field = try field(of: request)
            let parent = request.text("parent_alias")?.uppercased()
            let rows = (tables(request, caller).customs[field] ?? [:]).sorted { $0.key < $1.key }.filter { row in
                matches(request, id: row.key, text: row.value.text)
                    && (parent.map { row.value.parent == $0 } ?? true)
            }
            return try reply(rows, request, caller, field.rawValue) { json($0.key, $0.value) }
        },
        .get(
            "lookups", "/customs/:field/:id",
            about: APIDescription(
                "Look at an entry of a table", .object("Lookup"), query: [APIParameter("parent_alias")])
        ) { request, caller throws(ContentRefusal) in
            let (_, alias, entry) = try entry(request, caller)
            return ContentReply(
                ContentRules.lookupsListed, "\(caller.user) looks at \(alias).", json(alias, entry))
        },
        .change(
            "lookups", .post, "/customs/:field", body: .json,
            about: APIDescription("Add an entry to a table", .object("Lookup"), status: 201, body: "NewLookup")
        ) { request, caller throws(ContentRefusal) in
            try caller.requireAdministrator(to: "change tables")
            let field = try field(of: request)
            let alias = try request.needed("id").uppercased()
            guard tables(request, caller).customs[field]?[alias] == nil else {
                throw .invalid("id", "\(alias) is in the table already.")
            }
            let parent = try parent(of: field, request, caller)
            var entry = LookupEntry(text: request.body("description") ?? alias, parent: parent)
            entry.isEnabled = request.json?["enabled"]?.truth ?? true
            entry.isHIPAA = request.json?["hipaa"]?.truth ?? false
            return changed(request, caller, field, alias, entry, status: 201)
        },
        .change(
            "lookups", .patch, "/customs/:field/:id", body: .json,
            about: APIDescription("Change an entry of a table", .object("Lookup"), body: "LookupChange")
        ) { request, caller throws(ContentRefusal) in
            try caller.requireAdministrator(to: "change tables")
            var (field, alias, entry) = try entry(request, caller)
            entry.text = request.body("description") ?? entry.text
            entry.isEnabled = request.json?["enabled"]?.truth ?? entry.isEnabled
            entry.isHIPAA = request.json?["hipaa"]?.truth ?? entry.isHIPAA
            entry.parent = try parent(of: field, request, caller) ?? entry.parent
            return changed(request, caller, field, alias, entry, status: 200)
        },
        .change(
            "lookups", .delete, "/customs/:field/:id",
            about: APIDescription("Take an entry out of a table", .nothing)
        ) { request, caller throws(ContentRefusal) in
            try caller.requireAdministrator(to: "change tables")
            let (field, alias, _) = try entry(request, caller)
            return ContentReply(ContentRules.lookupChanged, "\(caller.user) takes \(alias) out of \(field.rawValue).")
                .causing(
                    [.lookupChanged(library: request.library, field, alias: alias, nil)], status: caller.deletedStatus)
        },
    ]

    private static let filters = APIParameter.paging + [APIParameter("alias"), APIParameter("query")]

    private static func tables(_ request: ContentRequest, _ caller: ContentCaller) -> LibraryTables {
        caller.content.tables[request.library] ?? LibraryTables()
    }

    private static func matches(_ request: ContentRequest, id: String, text: String) -> Bool {
        if let alias = request.text("alias"), alias.uppercased() != id { return false }
        guard let query = request.text("query")?.lowercased() else { return true }
        return id.lowercased().contains(query) || text.lowercased().contains(query)
    }

    private static func field(of request: ContentRequest) throws(ContentRefusal) -> ProfileField {
        let name = request.parameter("field").lowercased()
        guard let field = ProfileField(rawValue: name), ProfileField.lookups.contains(field) else {
            throw .missing("There is no table \(name): custom1 to custom12, custom29 and custom30 have one.")
        }
        return field
    }

    private static func entry(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> (ProfileField, String, LookupEntry) {
        let field = try field(of: request)
        let alias = request.id.uppercased()
        guard let entry = tables(request, caller).customs[field]?[alias] else {
            throw .missing("There is no \(alias) in \(field.rawValue).")
        }
        if let parent = request.text("parent_alias")?.uppercased(), entry.parent != parent {
            throw .missing("There is no \(alias) below \(parent).")
        }
        return (field, alias, entry)
    }

    private static func parent(
        of field: ProfileField, _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> String? {
        guard let alias = request.json?["parent"]?["id"]?.text?.uppercased() else { return nil }
        guard let above = field.parent, tables(request, caller).customs[above]?[alias] != nil else {
            throw .invalid("parent", "\(alias) is not an entry that one of \(field.rawValue) can be below.")
        }
        return alias
    }

    private static func changed(
        _ request: ContentRequest, _ caller: ContentCaller, _ field: ProfileField, _ alias: String,
        _ entry: LookupEntry, status: Int
    ) -> ContentReply {
        ContentReply(
            ContentRules.lookupChanged, "\(caller.user) changes \(alias) in \(field.rawValue).", json(alias, entry)
        )
        .causing([.lookupChanged(library: request.library, field, alias: alias, entry)], status: status)
    }

    private static func reply<Row>(
        _ rows: [Row], _ request: ContentRequest, _ caller: ContentCaller, _ what: String, _ json: (Row) -> JSONValue
    ) throws(ContentRefusal) -> ContentReply {
        let page = PagedRows(rows, try Paging(request), json: json)
        var reply = ContentReply(ContentRules.lookupsListed, "\(caller.user) lists \(what).", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    private static func json(_ alias: String, _ entry: LookupEntry) -> JSONValue {
        var fields: [String: JSONValue] = [
            "description": .text(entry.text), "enabled": .boolean(entry.isEnabled), "hipaa": .boolean(entry.isHIPAA),
            "id": .text(alias),
        ]
        fields["parent"] = entry.parent.map { ["id": .text($0)] }
        return .object(fields)
    }

    private static func json(_ id: String, _ found: DocumentClass) -> JSONValue {
        [
            "default_security": "public", "description": .text(found.text), "hipaa": false, "id": .text(id),
            "indexable": true, "required_fields": .list(found.required.map { .text($0) }),
            "retain": .number(found.retainDays), "shadow": false, "subclass_required": false,
        ]
    }
}
