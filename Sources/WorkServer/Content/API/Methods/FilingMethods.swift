import HTTPTypes
import WorkTime

/// Where documents lie: copying, moving, references, taking out of a folder, deleting.
enum FilingMethods {
    static let all: [APIMethod] = [
        .change(
            "copy", .post, "/documents/:id/copy", body: .json,
            about: APIDescription(
                "Copy a document into a folder", .object("Document"), status: 201, body: "FolderChoice")
        ) { request, caller throws(ContentRefusal) in
            let (document, version) = try caller.version(request.id, in: request.library)
            let folder = try caller.place(try request.needed("folder_id"), in: request.library)
            var copy = ContentDocument(
                key: caller.content.nextKey(in: request.library), name: document.name, parent: folder.key,
                versions: [DocumentVersion(number: 1, blob: version.blob, author: caller.user, date: caller.now)],
                profileEdited: caller.now)
            copy.profile = document.profile
            copy.profile[.author] = caller.user
            copy.email = document.email
            return ContentReply(
                FilingRules.copied, "\(caller.user) copies \(document.name) to \(folder.name).",
                Rendering(caller).json(copy)
            )
            .causing(
                [
                    .documentSaved(copy, how: "document.created"),
                    caller.did(.copy, document, comments: "to \(caller.content.id(copy.key))"),
                    caller.did(.create, copy),
                ], status: 201)
        },
        .change(
            "move", .post, "/folders/:id/documents/:document/move", body: .json,
            about: APIDescription("Move a document to another folder", .object("Document"), body: "DocumentMove")
        ) { request, caller throws(ContentRefusal) in
            let folder = try caller.container(request.id, in: request.library, needs: .write)
            let document = try caller.document(request.parameter("document"), in: request.library, needs: .write)
            try caller.requireFree(document)
            let target = try caller.place(try FolderMethods.destination(request), in: request.library)
            var moved = document
            guard moved.take(outOf: folder.key) else { throw notThere(document, folder) }
            moved.put(into: target.key)
            // Vendor text: the profile of the target is taken over where it is asked for, and its rights only with it.
            if request.json?["update_profile"]?.truth == true {
                for (field, text) in target.profile.fields where field.customNumber != nil {
                    moved.profile[field] = text
                }
                if request.json?["update_security"]?.truth == true { moved.security = Security() }
            }
            return ContentReply(
                FilingRules.moved, "\(caller.user) moves \(document.name) to \(target.name).",
                Rendering(caller).json(moved)
            )
            .causing(
                [
                    .documentSaved(moved, how: "document.moved"),
                    caller.did(.move, document, comments: request.json?["audit"]?["comments"]?.text),
                ])
        },
        .change(
            "move", .post, "/folders/:id/document-shortcuts", body: .json,
            about: APIDescription(
                "Show a document in another folder too", .object("Document"), status: 201, body: "DocumentChoice")
        ) { request, caller throws(ContentRefusal) in
            let folder = try caller.place(request.id, in: request.library)
            let document = try caller.document(try request.needed("document_id"), in: request.library)
            var filed = document
            filed.put(into: folder.key)
            return ContentReply(
                FilingRules.referenced, "\(caller.user) shows \(document.name) in \(folder.name) too.",
                Rendering(caller).reference(to: document, in: folder.key)
            )
            .causing([.documentSaved(filed, how: "document.referenced")], status: 201)
        },
        .change(
            "delete", .delete, "/folders/:id/documents/:document",
            about: APIDescription("Take a document out of a folder", .nothing)
        ) { request, caller throws(ContentRefusal) in
            let folder = try caller.container(request.id, in: request.library, needs: .write)
            let document = try caller.document(request.parameter("document"), in: request.library, needs: .write)
            var unfiled = document
            guard unfiled.take(outOf: folder.key) else { throw notThere(document, folder) }
            return ContentReply(
                FilingRules.unfiled, "\(caller.user) takes \(document.name) out of \(folder.name)."
            )
            .causing(
                [.documentSaved(unfiled, how: "document.unfiled"), caller.did(.unfile, document)],
                status: caller.deletedStatus)
        },
        .change(
            "delete", .delete, "/documents/:id",
            about: APIDescription("Delete a version of a document", .nothing)
        ) { request, caller throws(ContentRefusal) in
            let (document, version) = try caller.version(request.id, in: request.library, needs: .write)
            try caller.requireFree(document)
            let trashed = document.trashing([version], by: caller.user, at: caller.now)
            return ContentReply(
                FilingRules.deleted, "\(caller.user) deletes version \(version.number) of \(document.name)."
            )
            .causing(
                [
                    .documentSaved(trashed, how: "document.deleted"),
                    caller.did(.delete, document, version: version.number),
                ], status: caller.deletedStatus)
        },
    ]

    private static func notThere(_ document: ContentDocument, _ folder: ContentContainer) -> ContentRefusal {
        .missing("\(document.name) does not lie in \(folder.name).")
    }
}

extension ContentDocument {
    /// The same with versions in the trash; the last one takes the document with it.
    func trashing(_ gone: [DocumentVersion], by user: String, at date: WorkDate) -> ContentDocument {
        var document = self
        let numbers = Set(gone.map(\.number))
        document.versions.removeAll { numbers.contains($0.number) }
        document.trashed += gone.map { TrashedVersion(version: $0, date: date, user: user, folder: parent) }
        if document.versions.isEmpty { document.checkedOut = nil }
        return document
    }

    /// Takes it out of a folder; false where it does not lie there.
    mutating func take(outOf folder: ContentKey) -> Bool {
        if parent == folder {
            parent = references.isEmpty ? nil : references.removeFirst()
            return true
        }
        guard let place = references.firstIndex(of: folder) else { return false }
        references.remove(at: place)
        return true
    }

    /// Puts it into a folder, beside those in which it lies.
    mutating func put(into folder: ContentKey) {
        guard parent != folder, !references.contains(folder) else { return }
        if parent == nil { parent = folder } else { references.append(folder) }
    }
}
