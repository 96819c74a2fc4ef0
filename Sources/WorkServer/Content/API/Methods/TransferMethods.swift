import HTTPTypes
import Rules

/// Sending and receiving contents.
enum TransferMethods {
    static let all: [APIMethod] = [
        .get(
            "download", "/documents/:id/download",
            about: APIDescription("Download a version", .file, query: downloadParameters)
        ) { request, caller throws(ContentRefusal) in try downloaded(request, caller) },
        .get(
            "download", "/documents/:id/download/:name",
            about: APIDescription(
                "Download a version, with its file name in the path", .file, query: downloadParameters)
        ) { request, caller throws(ContentRefusal) in try downloaded(request, caller) },
        .change(
            "upload_document", .post, "/folders/:id/documents", "/workspaces/:id/documents", body: .upload,
            about: APIDescription("Upload a new document", .object("Document"), status: 201, body: "Upload")
        ) { request, caller throws(ContentRefusal) in try created(request, caller) },
        .change(
            "upload_version", .post, "/documents/:id/versions", body: .upload,
            about: APIDescription("Upload a new version", .object("Document"), status: 201, body: "Upload")
        ) { request, caller throws(ContentRefusal) in try saved(request, caller) },
        .change(
            "upload_version", .put, "/documents/:id/file", body: .upload,
            about: APIDescription("Replace the contents of a version", .object("Document"), body: "Upload")
        ) { request, caller throws(ContentRefusal) in try replaced(request, caller) },
        .change(
            "upload_version", .post, "/documents/:id/versions/promote", body: .jsonOrNothing,
            about: APIDescription(
                "Make a version the latest: a new one with its contents", .object("Document"), status: 201,
                body: "Promotion")
        ) { request, caller throws(ContentRefusal) in
            try promoted(request, caller)
        },
        .get(
            "reserve", "/documents/reserve",
            about: APIDescription("Say which number the next document gets", .object("Reservation"))
        ) { request, caller in
            ContentReply(
                DocumentRules.profileRead, "\(caller.user) asks for the next number.",
                [
                    "document_number": .number(caller.content.nextKey(in: request.library).number), "version": 1,
                ])
        },
    ]

    /// Makes a new version of an older one: that of the path, or that which the body names.
    private static func promoted(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        var (document, version) = try caller.version(request.id, in: request.library, needs: .write)
        try caller.requireFree(document)
        if let member = request.json?["version"], !member.isNull {
            guard let number = member.number ?? member.text.flatMap({ Int($0) }),
                let named = document.versions.first(where: { $0.number == number })
            else { throw .invalid("version", "version is the number of a version of \(document.name).") }
            version = named
        }
        var reading = try ProfileReading(
            { request.json?["doc_profile"]?[$0] }, among: DocumentMethods.fields, caller: caller,
            library: request.library)
        try reading.requireRight(toChangeAuthorOf: document, caller)
        document.profile = reading.applied(to: document.profile)
        try reading.requireFields(of: document)
        document.versions.append(
            DocumentVersion(number: document.nextVersion, blob: version.blob, author: caller.user, date: caller.now))
        return ContentReply(
            DocumentRules.versionSaved, "\(caller.user) promotes version \(version.number) of \(document.name).",
            Rendering(caller).json(document)
        )
        .causing(
            [
                .documentSaved(document, how: "version.saved"),
                caller.did(.newVersion, document, comments: request.json?["audit"]?["comments"]?.text),
            ], status: 201)
    }

    static let downloadParameters = [
        APIParameter("activity", .choice(["view", "export"])), APIParameter("latest", .truth),
    ]

    static func downloaded(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        let (document, named) = try caller.version(request.id, in: request.library)
        let version = try request.truth("latest") ? document.latest ?? named : named
        // Vendor text: a plain download is a view.
        let activity: Activity =
            switch request.text("activity")?.lowercased() {
            case nil, "view": .view
            case "export": .download
            default: throw .invalid("activity", "activity is view or export.")
            }
        var reply = ContentReply(DocumentRules.downloaded, "\(caller.user) opens \(document.name).")
        reply.file = ServedFile(version, of: document)
        // A head asks about the file and does not take it.
        reply.events =
            request.incoming.method == "HEAD" ? [] : [caller.did(activity, document, version: version.number)]
        return reply
    }

    /// Judges an upload before its first byte: what is refused then costs nobody the way.
    static func admit(
        _ request: ContentRequest, _ caller: ContentCaller, _ method: APIMethod
    ) throws(ContentRefusal) {
        guard method.name != "upload_document" else {
            _ = try caller.place(request.id, in: request.library)
            return
        }
        try caller.requireFree(try caller.document(request.id, in: request.library, needs: .write))
    }

    private static func created(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        let folder = try caller.place(request.id, in: request.library)
        let (upload, blob) = try received(request, caller)
        let name = name(of: upload)
        var inherited = Profile()
        if upload.profile?["inherit_profile_from_folder"]?.truth != false {
            for (field, text) in folder.profile.fields where field.customNumber != nil { inherited[field] = text }
        }
        var reading = try ProfileReading(
            { upload[$0] }, among: DocumentMethods.fields, caller: caller, library: request.library,
            isLenient: upload.isLenient)
        var document = ContentDocument(
            key: caller.content.nextKey(in: request.library), name: name, parent: folder.key,
            versions: [DocumentVersion(number: 1, blob: blob, author: caller.user, date: caller.now)],
            profileEdited: caller.now)
        document.profile = reading.applied(to: inherited)
        document.profile[.author] = document.profile[.author] ?? caller.user
        document.email = try email(of: upload, document)
        try reading.requireFields(of: document)
        if let text = upload["default_security"]?.text {
            guard let standard = DefaultSecurity(rawValue: text.lowercased()) else {
                throw .invalid("default_security", "default_security is inherit, private, view or public.")
            }
            document.security.standard = standard
        }
        try SecurityMethods.add(upload.profile, to: &document.security, caller)
        var reply = ContentReply(
            DocumentRules.created, "\(caller.user) saves \(name) in \(folder.name).", Rendering(caller).json(document)
        )
        .causing(
            [
                .documentSaved(document, how: "document.created"),
                caller.did(.create, document, comments: upload.comments),
            ],
            status: 201)
        reply.beside = reading.beside
        return reply
    }

    private static func saved(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal) -> ContentReply
    {
        var document = try caller.document(request.id, in: request.library, needs: .write)
        try caller.requireFree(document)
        let (upload, blob) = try received(request, caller)
        let version = DocumentVersion(
            number: document.nextVersion, blob: blob, author: caller.user, date: caller.now)
        document.versions.append(version)
        return try written(document, upload, request, caller, how: "version.saved", .newVersion, status: 201)
    }

    private static func replaced(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        var (document, version) = try caller.version(request.id, in: request.library, needs: .write)
        try caller.requireFree(document)
        let (upload, blob) = try received(request, caller)
        version.blob = blob
        version.date = caller.now
        version.author = caller.user
        document.versions = document.versions.map { $0.number == version.number ? version : $0 }
        return try written(document, upload, request, caller, how: "version.replaced", .replace, status: 200)
    }

    private static func written(
        _ document: ContentDocument, _ upload: ReceivedUpload, _ request: ContentRequest, _ caller: ContentCaller,
        how: String, _ activity: Activity, status: Int
    ) throws(ContentRefusal) -> ContentReply {
        var document = document
        var reading = try ProfileReading(
            { upload[$0] }, among: DocumentMethods.fields, caller: caller, library: request.library,
            isLenient: upload.isLenient)
        try reading.requireRight(toChangeAuthorOf: document, caller)
        document.profile = reading.applied(to: document.profile)
        document.email = try email(of: upload, document)
        try reading.requireFields(of: document)
        // Checking in is saving without keeping the lock: vendor text.
        if upload.profile?["keep_locked"]?.truth == false { document.checkedOut = nil }
        let number = document.latest?.number ?? 0
        let rule = activity == .replace ? DocumentRules.replaced : DocumentRules.versionSaved
        var reply = ContentReply(
            rule, "\(caller.user) saves version \(number) of \(document.name).", Rendering(caller).json(document)
        )
        .causing(
            [.documentSaved(document, how: how), caller.did(activity, document, comments: upload.comments)],
            status: status)
        reply.beside = reading.beside
        return reply
    }

    /// The headers of an e-mail: those in its file, with what the upload says in their place; nil for other documents.
    private static func email(
        of upload: ReceivedUpload, _ document: ContentDocument
    ) throws(ContentRefusal) -> EmailHeaders? {
        guard document.isEmail else {
            if let name = EmailHeaders.names.first(where: { upload[$0] != nil }) {
                throw .invalid(name, "\(name) is a field of e-mails, and \(document.name) is none.")
            }
            return nil
        }
        let inFile = document.shownType == "MIME" ? InternetMessage(upload.beginning)?.headers : nil
        return try EmailHeaders({ upload[$0] }, over: inFile ?? document.email)
    }

    /// The upload with its file, where both are what they should be.
    private static func received(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> (ReceivedUpload, Blob) {
        guard let upload = request.incoming.upload, let blob = upload.file else {
            throw ContentRefusal(
                DocumentRules.uploadMalformed, 400, "NRC_INVALID_PARAM", "The body is not a multipart form with a file."
            )
        }
        if let problem = upload.profileProblem {
            throw ContentRefusal(
                DocumentRules.uploadMalformed, 400, "NRC_INVALID_PARAM", problem.sentence(of: "The profile"))
        }
        guard blob.size > 0 || caller.state.reading(of: DocumentRules.empty) == .stored else {
            throw ContentRefusal(DocumentRules.uploadEmpty, 400, "NRC_INVALID_PARAM", "The file is empty.")
        }
        if upload["extension"]?.text?.hasPrefix(".") == true,
            caller.state.reading(of: DocumentRules.extensionDot) == .refused400
        {
            throw ContentRefusal(
                DocumentRules.uploadExtension, 400, "NRC_INVALID_PARAM", "The extension has a leading dot.",
                fields: [APIRefusal.Field(name: "extension", message: "The extension has a leading dot.")])
        }
        if let told = upload["size"]?.number, told != blob.size {
            let message = "The file has \(blob.size) bytes, and its profile says \(told)."
            throw ContentRefusal(
                DocumentRules.uploadChecksum, 400, "NRC_INVALID_PARAM", message,
                fields: [APIRefusal.Field(name: "size", message: message)])
        }
        if let told = upload["checksum"]?.text, told.uppercased() != blob.checksum.uppercased() {
            throw ContentRefusal(
                DocumentRules.uploadChecksum, 400, "NRC_INVALID_PARAM", "The file is not what its checksum says.",
                fields: [APIRefusal.Field(name: "checksum", message: "The file is not what its checksum says.")])
        }
        return (upload, blob)
    }

    private static func name(of upload: ReceivedUpload) -> String {
        let named = upload["name"]?.text ?? upload.fileName ?? "Document"
        let type = upload["type"]?.text?.uppercased()
        let told = upload["extension"]?.text ?? LibraryTables.types.first { $0.id == type }?.fileExtension ?? ""
        // A dot before the ending is the client's slip, and no part of it.
        let ending = told.hasPrefix(".") ? String(told.dropFirst()) : told
        return ending.isEmpty || named.lowercased().hasSuffix("." + ending.lowercased()) ? named : "\(named).\(ending)"
    }
}

extension ReceivedUpload {
    /// Whether missing and disabled values are warnings only.
    fileprivate var isLenient: Bool { profile?["warnings_for_required_and_disabled_fields"]?.truth ?? false }
    /// What is said about it in the history.
    fileprivate var comments: String? { profile?["audit"]?["comments"]?.text }
}
