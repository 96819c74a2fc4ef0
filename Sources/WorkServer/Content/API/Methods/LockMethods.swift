import HTTPTypes
import WorkTime

/// Locking and checking out.
enum LockMethods {
    static let all: [APIMethod] = [
        .get(
            "lock", "/documents/:id/checkout",
            about: APIDescription("Say who has a document checked out", .object("CheckOut"))
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            guard let holder = document.checkedOut else {
                throw ContentRefusal(DocumentRules.notCheckedOut, 404, "NRC_NO_RECORD", "There is no check-out data.")
            }
            return ContentReply(
                DocumentRules.profileRead, "\(document.name) is checked out by \(holder.user).", json(holder))
        },
        .change(
            "lock", .post, "/documents/:id/lock", body: .jsonOrNothing,
            about: APIDescription("Lock a document", .object("CheckOut"), body: "Lock")
        ) { request, caller throws(ContentRefusal) in
            let document = try held(request, caller)
            return ContentReply(
                DocumentRules.locked, "\(caller.user) locks \(document.name).",
                document.checkedOut.map(json) ?? .null
            )
            .causing([.documentSaved(document, how: "check-out.changed"), caller.did(.lock, document)])
        },
        .change(
            "unlock", .delete, "/documents/:id/lock", about: APIDescription("Unlock a document", .object("Document"))
        ) { request, caller throws(ContentRefusal) in
            var document = try caller.document(request.id, in: request.library, needs: .write)
            // An administrator may take anybody's lock away, as in Control Center.
            if !caller.identity.isAdministrator { try caller.requireFree(document) }
            let wasHeld = document.checkedOut != nil
            document.checkedOut = nil
            return ContentReply(
                DocumentRules.unlocked, "\(caller.user) unlocks \(document.name).", Rendering(caller).json(document)
            )
            .causing(
                wasHeld ? [.documentSaved(document, how: "check-out.changed"), caller.did(.unlock, document)] : [])
        },
        .change(
            "lock", .post, "/documents/:id/checkout", body: .jsonOrNothing,
            about: APIDescription("Check a document out and download it", .file, body: "Lock")
        ) { request, caller throws(ContentRefusal) in
            let document = try held(request, caller)
            let (_, version) = try caller.version(request.id, in: request.library)
            var reply = ContentReply(DocumentRules.locked, "\(caller.user) checks \(document.name) out.")
                .causing([.documentSaved(document, how: "check-out.changed"), caller.did(.checkOut, document)])
            reply.file = ServedFile(version, of: document)
            return reply
        },
        .get(
            "search", "/documents/checked-out",
            about: APIDescription("List checked-out documents", .list(of: "Document"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in try checkedOut(request, caller, in: [request.library]) },
        .get(
            "search", .customer, "/documents/checked-out",
            about: APIDescription(
                "List checked-out documents of all libraries", .list(of: "Document"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            try checkedOut(request, caller, in: WorkspaceMethods.libraries(nil, caller))
        },
    ]

    /// The document in the caller's hands; who has it already keeps it.
    private static func held(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentDocument
    {
        var document = try caller.document(request.id, in: request.library, needs: .write)
        try caller.requireFree(document)
        let due = try due(request)
        document.checkedOut =
            document.checkedOut
            ?? CheckOut(
                user: caller.user, program: request.body("appname") ?? caller.program, date: caller.now,
                due: due, path: request.body("path"), location: request.body("location"),
                comment: request.body("comments"))
        return document
    }

    /// The date until which the caller wants to keep the document; nil where none is said.
    private static func due(_ request: ContentRequest) throws(ContentRefusal) -> String? {
        guard let text = request.body("due_date"), !text.isEmpty else { return nil }
        guard let date = WorkDate(apiText: text) else {
            throw .invalid("due_date", "due_date is a date such as 2026-03-02T09:00:00Z.")
        }
        return date.plain
    }

    private static func checkedOut(
        _ request: ContentRequest, _ caller: ContentCaller, in libraries: [String]
    ) throws(ContentRefusal) -> ContentReply {
        let search = try DocumentSearch({ $0 == "checked_out" ? "true" : nil }, caller: caller)
        let found = libraries.flatMap { search.found(in: $0, for: caller) }.map(\.document)
        let rendering = Rendering(caller)
        let page = PagedRows(found, try Paging(request)) { rendering.json($0) }
        var reply = ContentReply(
            DocumentRules.searched, "\(caller.user) finds \(found.count) checked-out documents.", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    private static func json(_ holder: CheckOut) -> JSONValue {
        var fields = JSONFields()
        fields.add("application_name", holder.program)
        fields.add("checkout_date", holder.date?.plain)
        fields.add("comments", holder.comment)
        fields.add("due_date", holder.due)
        fields.add("location", holder.location)
        fields.add("path", holder.path)
        fields.add("user_id", holder.user)
        return fields.json
    }
}
