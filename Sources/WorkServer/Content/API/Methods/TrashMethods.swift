import HTTPTypes

/// The trash of a library: deleted versions, restoring and purging them.
enum TrashMethods {
    static let all: [APIMethod] = [
        .get(
            "trash", "/trash-bin/documents",
            about: APIDescription(
                "List deleted documents", .list(of: "TrashedDocument"),
                query: APIParameter.paging + [APIParameter(.documentNumber)])
        ) { request, caller throws(ContentRefusal) in
            let number = try request.number(.documentNumber)
            let rows = caller.content.trash(of: request.library)
                .filter { number == nil || $0.key.number == number }
                .filter { caller.mayRead($0.key) }
                .flatMap { document in document.trashed.map { (document, $0) } }
            let page = PagedRows(rows, try Paging(request)) { row in json(row.0, row.1, caller) }
            var reply = ContentReply(
                FilingRules.trashListed, "\(caller.user) finds \(rows.count) versions in the trash.", .list(page.rows))
            reply.beside = page.beside
            return reply
        },
        .change(
            "trash", .post, "/trash-bin/documents/:id/restore", body: .jsonOrNothing,
            about: APIDescription("Restore a deleted document", .object("Document"), body: "Restore")
        ) { request, caller throws(ContentRefusal) in
            let (document, gone) = try trashed(request, caller)
            var restored = document
            let folders = try folders(request, document, gone, caller)
            restored.versions = (restored.versions + gone.map(\.version)).sorted { $0.number < $1.number }
            let numbers = Set(gone.map(\.version.number))
            restored.trashed.removeAll { numbers.contains($0.version.number) }
            restored.parent = folders.first
            restored.references = Array(folders.dropFirst())
            return ContentReply(
                FilingRules.restored, "\(caller.user) restores \(document.name).", Rendering(caller).json(restored)
            )
            .causing([.documentSaved(restored, how: "document.restored"), caller.did(.restore, restored)])
        },
        .change(
            "trash", .delete, "/trash-bin/documents/:id",
            about: APIDescription("Purge a deleted document", .nothing)
        ) { request, caller throws(ContentRefusal) in
            let (document, gone) = try trashed(request, caller)
            var purged = document
            let numbers = Set(gone.map(\.version.number))
            purged.trashed.removeAll { numbers.contains($0.version.number) }
            let isGone = purged.versions.isEmpty && purged.trashed.isEmpty
            return ContentReply(FilingRules.purged, "\(caller.user) purges \(document.name).")
                .causing(
                    [isGone ? .documentPurged(document.key) : .documentSaved(purged, how: "document.purged")],
                    status: caller.deletedStatus)
        },
    ]

    /// The versions in the trash that an id means: the one it names, or all.
    private static func trashed(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> (ContentDocument, [TrashedVersion]) {
        guard let (key, number) = ContentKey.reading(request.id), key.library == request.library,
            let document = caller.content.documentOrTrashed(key)
        else { throw .missing("There is no document \(request.id) in the trash.") }
        try caller.require(.write, on: key, name: document.name)
        let gone = document.trashed.filter { number == nil || $0.version.number == number }
        guard !gone.isEmpty else { throw .missing("There is no document \(request.id) in the trash.") }
        return (document, gone)
    }

    /// Where a document comes back to: the folders that are named, where its other versions are, or the one it lay in.
    private static func folders(
        _ request: ContentRequest, _ document: ContentDocument, _ gone: [TrashedVersion], _ caller: ContentCaller
    ) throws(ContentRefusal) -> [ContentKey] {
        if case .list(let ids) = request.json?["folder_ids"], !ids.isEmpty {
            var folders: [ContentKey] = []
            for id in ids { folders.append(try caller.place(id.text ?? "", in: request.library).key) }
            return folders
        }
        guard document.versions.isEmpty else { return [document.parent].compactMap(\.self) + document.references }
        guard let before = gone.last?.folder else { return [] }
        guard caller.content.container(before) != nil else {
            throw ContentRefusal(
                FilingRules.folderGone, 409, "NRC_INVALID_PARAM",
                "The folder that it lay in is gone: say where to restore it to in folder_ids.")
        }
        return [try caller.place(caller.content.id(before), in: request.library).key]
    }

    private static func json(_ document: ContentDocument, _ gone: TrashedVersion, _ caller: ContentCaller) -> JSONValue
    {
        [
            "delete_date": .text(gone.date.plain), "deleted_by": .text(gone.user),
            "document_number": .number(document.key.number),
            "extension": .text(document.fileExtension),
            "id": .text("\(caller.content.id(document.key)).\(gone.version.number)"), "name": .text(document.baseName),
            "version": .number(gone.version.number), "wstype": "document",
        ]
    }
}
