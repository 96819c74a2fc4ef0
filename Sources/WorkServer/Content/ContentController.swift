import Crypto
import HTTPTypes
import Rules
import WorkTime

/// Serves workspaces, folders and documents below `customers/{customer}/libraries/{library}`.
struct ContentController {
    let core: ServerCore

    private static let root = apiPrefixes.map { $0 + "/customers/:customer/libraries/:library" }

    var endpoints: [Endpoint] {
        [
            get("browse", ["/workspaces"]) { workspaces($0) },
            get("browse", ["/workspaces/:id/children", "/folders/:id/children"]) { children($0) },
            get("search", ["/documents"]) { search($0) },
            get("profile", ["/documents/:id"]) { profile($0) },
            get("profile", ["/documents/:id/versions"]) { versions($0) },
            get("download", ["/documents/:id/download"]) { download($0) },
            get("lock", ["/documents/:id/checkout"]) { checkOut($0) },
            endpoint("lock", .post, ["/documents/:id/lock"]) { lock($0) },
            endpoint("unlock", .delete, ["/documents/:id/lock"]) { unlock($0) },
            endpoint("upload_version", .post, ["/documents/:id/versions"], body: .upload) { saveVersion($0) },
            endpoint("upload_document", .post, ["/folders/:id/documents"], body: .upload) { create($0) },
        ]
    }

    private func get(
        _ name: String, _ paths: [String], _ answer: @escaping @Sendable (Incoming) -> Answer
    ) -> Endpoint {
        endpoint(name, .get, paths, answer)
    }

    private func endpoint(
        _ name: String, _ method: HTTPRequest.Method, _ paths: [String], body: Endpoint.Body = .none,
        _ answer: @escaping @Sendable (Incoming) -> Answer
    ) -> Endpoint {
        Endpoint(
            name: name, method: method, paths: Self.root.flatMap { root in paths.map { root + $0 } }, body: body,
            shape: .api, answer: answer)
    }

    // MARK: Looking

    private func workspaces(_ incoming: Incoming) -> Answer {
        let wanted = (try? FormFields(parsing: incoming.query))?["name"]
        return call(incoming, "browse") { caller, library in
            let content = caller.state.content
            let found = (content.workspaces[library.uppercased()] ?? []).compactMap { content.containers[$0] }
                .filter { content.level(of: caller.user, on: $0.key) >= .read }
                .filter { wanted == nil || $0.name.lowercased() == wanted?.lowercased() }
            return .accept(
                DocumentRules.browsed, "\(caller.user) sees \(found.count) workspaces.",
                reply: ["results": .list(found.map(\.json))])
        }
    }

    private func children(_ incoming: Incoming) -> Answer {
        call(incoming, "browse") { caller, library throws(ContentRefusal) in
            let container = try caller.container(incoming.id, in: library)
            let content = caller.state.content
            let visible = (content.children[container.key] ?? []).filter {
                content.level(of: caller.user, on: $0) >= .read
            }
            let rows = visible.compactMap { key in
                content.containers[key]?.json ?? content.documents[key].map { $0.json(in: content) }
            }
            return .accept(
                DocumentRules.browsed, "\(caller.user) looks into \(container.name).", reply: .list(rows))
        }
    }

    private func search(_ incoming: Incoming) -> Answer {
        let fields = try? FormFields(parsing: incoming.query)
        let wanted = (fields?["name"] ?? fields?["anywhere"] ?? "").lowercased()
        return call(incoming, "search") { caller, library in
            let content = caller.state.content
            let found = content.documents(below: library).filter { document in
                document.name.lowercased().contains(wanted) && content.level(of: caller.user, on: document.key) >= .read
            }
            return .accept(
                DocumentRules.searched, "\(caller.user) finds \(found.count) documents.",
                reply: ["results": .list(found.map { $0.json(in: content) })])
        }
    }

    private func profile(_ incoming: Incoming) -> Answer {
        call(incoming, "profile") { caller, library throws(ContentRefusal) in
            let document = try caller.document(incoming.id, in: library)
            return .accept(
                DocumentRules.profileRead, "\(caller.user) looks at \(document.name).",
                reply: document.json(in: caller.state.content))
        }
    }

    private func versions(_ incoming: Incoming) -> Answer {
        call(incoming, "profile") { caller, library throws(ContentRefusal) in
            let document = try caller.document(incoming.id, in: library)
            return .accept(
                DocumentRules.profileRead, "\(caller.user) looks at the versions of \(document.name).",
                reply: .list(document.versions.map { document.json(in: caller.state.content, version: $0) }))
        }
    }

    private func checkOut(_ incoming: Incoming) -> Answer {
        call(incoming, "lock") { caller, library throws(ContentRefusal) in
            let document = try caller.document(incoming.id, in: library)
            guard let holder = document.checkedOut else {
                throw ContentRefusal(DocumentRules.notCheckedOut, 404, "NRC_NO_RECORD", "There is no check-out data.")
            }
            return .accept(
                DocumentRules.profileRead, "\(document.name) is checked out by \(holder.user).",
                reply: ["user_id": .text(holder.user), "application_name": .text(holder.program)])
        }
    }

    private func download(_ incoming: Incoming) -> Answer {
        let library = incoming.library
        let decision = core.maker.perform(
            ContentCall<(name: String, bytes: [UInt8])>(
                customer: incoming.customer, library: library, access: incoming.access
            ) { caller throws(ContentRefusal) in
                let document = try caller.document(incoming.id, in: library)
                let number = ContentKey.reading(incoming.id)?.version
                guard
                    let version = number.map({ number in document.versions.first { $0.number == number } })
                        ?? document.latest
                else { throw ContentRefusal(DocumentRules.notFound, 404, "NRC_NO_RECORD", "There is no such version.") }
                return .accept(
                    DocumentRules.downloaded, "\(caller.user) opens \(document.name).",
                    reply: (document.name, version.bytes))
            }, by: incoming.party)
        switch decision.reply {
        case .failure(let refusal):
            return Refuser(core: core).envelope(refusal, decision, by: incoming.party, endpoint: "download")
        case .success(let file):
            var answer = Answer(decision, status: 200)
            answer.bytes = file.bytes
            answer.headers[.contentType] = "application/octet-stream"
            answer.headers[.contentDisposition] = "attachment; filename*=UTF-8''\(percentEncoded(file.name))"
            answer.summary = "\(file.bytes.count) bytes"
            return answer
        }
    }

    // MARK: Changing

    private func lock(_ incoming: Incoming) -> Answer {
        call(incoming, "lock") { caller, library throws(ContentRefusal) in
            let document = try caller.document(incoming.id, in: library, writes: true)
            try caller.requireFree(document)
            let holder = CheckOut(user: caller.user, program: "API")
            return .accept(
                DocumentRules.locked, "\(caller.user) locks \(document.name).",
                events: document.checkedOut == nil ? [.checkOutChanged(document.key, holder)] : [], reply: [:])
        }
    }

    private func unlock(_ incoming: Incoming) -> Answer {
        call(incoming, "unlock") { caller, library throws(ContentRefusal) in
            let document = try caller.document(incoming.id, in: library, writes: true)
            try caller.requireFree(document)
            return .accept(
                DocumentRules.unlocked, "\(caller.user) unlocks \(document.name).",
                events: document.checkedOut == nil ? [] : [.checkOutChanged(document.key, nil)], reply: [:])
        }
    }

    private func saveVersion(_ incoming: Incoming) -> Answer {
        call(incoming, "upload_version", status: 201) { caller, library throws(ContentRefusal) in
            var document = try caller.document(incoming.id, in: library, writes: true)
            try caller.requireFree(document)
            let bytes = try Upload(incoming, caller).bytes
            let version = DocumentVersion(
                number: (document.latest?.number ?? 0) + 1, bytes: bytes, author: caller.user, date: caller.now)
            document.versions.append(version)
            return .accept(
                DocumentRules.versionSaved, "\(caller.user) saves version \(version.number) of \(document.name).",
                events: [.versionSaved(document.key, version)], reply: document.json(in: caller.state.content))
        }
    }

    private func create(_ incoming: Incoming) -> Answer {
        call(incoming, "upload_document", status: 201) { caller, library throws(ContentRefusal) in
            let folder = try caller.container(incoming.id, in: library, writes: true)
            let upload = try Upload(incoming, caller)
            let version = DocumentVersion(number: 1, bytes: upload.bytes, author: caller.user, date: caller.now)
            let document = ContentDocument(
                key: caller.state.content.nextKey(in: library), name: upload.name, parent: folder.key,
                versions: [version], checkedOut: nil, access: [:])
            return .accept(
                DocumentRules.created, "\(caller.user) saves \(document.name) in \(folder.name).",
                events: [.documentCreated(document)], reply: document.json(in: caller.state.content))
        }
    }

    // MARK: Answering

    private func call(
        _ incoming: Incoming, _ endpoint: String, status: Int = 200,
        _ body:
            @escaping @Sendable (ContentCall<JSONValue>.Caller, String) throws(ContentRefusal) -> Decision<JSONValue>
    ) -> Answer {
        let library = incoming.library
        let decision = core.maker.perform(
            ContentCall<JSONValue>(customer: incoming.customer, library: library, access: incoming.access) {
                caller throws(ContentRefusal) in try body(caller, library)
            }, by: incoming.party)
        switch decision.reply {
        case .success(let data):
            return Answer(decision, status: status, body: JSONValue.object(["data": data]).serialized)
        case .failure(let refusal):
            return Refuser(core: core).envelope(refusal, decision, by: incoming.party, endpoint: endpoint)
        }
    }
}

/// An uploaded file.
private struct Upload {
    let name: String
    let bytes: [UInt8]

    init(_ incoming: Incoming, _ caller: ContentCall<JSONValue>.Caller) throws(ContentRefusal) {
        guard let form = MultipartForm(incoming.body, contentType: incoming.headers[.contentType] ?? ""),
            let file = form.file
        else {
            throw ContentRefusal(
                DocumentRules.uploadMalformed, 400, "NRC_INVALID_PARAM", "The body is no multipart form with a file.")
        }
        guard !file.bytes.isEmpty || caller.state.assumptions[DocumentRules.empty] == "stored" else {
            throw ContentRefusal(DocumentRules.uploadEmpty, 400, "NRC_INVALID_PARAM", "The file is empty.")
        }
        let profile = form.profile?["doc_profile"]
        let named = profile?["name"]?.text ?? file.fileName ?? "Document"
        let ending = profile?["extension"]?.text ?? ""
        name = ending.isEmpty || named.lowercased().hasSuffix("." + ending.lowercased()) ? named : "\(named).\(ending)"
        bytes = file.bytes
    }
}

extension Incoming {
    fileprivate func parameter(_ name: String) -> String { parameters[name].flatMap { percentDecoded($0) } ?? "" }
    fileprivate var customer: String { parameter("customer") }
    fileprivate var library: String { parameter("library") }
    fileprivate var id: String { parameter("id") }
}

extension ContentContainer {
    /// The container as the API lists it.
    fileprivate var json: JSONValue {
        var fields: [String: JSONValue] = [
            "id": .text(key.text), "name": .text(name), "database": .text(key.library), "wstype": .text(kind.rawValue),
        ]
        if kind == .folder { fields["folder_type"] = "regular" }
        fields["parent_id"] = parent.map { .text($0.text) }
        return .object(fields)
    }
}

extension ContentDocument {
    /// The profile of a version, of the latest unless said.
    fileprivate func json(in content: ContentState, version: DocumentVersion? = nil) -> JSONValue {
        let shown = version ?? latest
        let ending = fileExtension
        var fields: [String: JSONValue] = [
            "id": .text(key.text(version: shown?.number ?? 1)), "document_number": .number(key.number),
            "version": .number(shown?.number ?? 1), "database": .text(key.library), "wstype": "document",
            "name": .text(ending.isEmpty ? name : String(name.dropLast(ending.count + 1))),
            "extension": .text(ending), "size": .number(shown?.bytes.count ?? 0),
            "author": .text(shown?.author ?? ""), "is_checked_out": .boolean(checkedOut != nil),
            "checksum": .text("SHA256:" + SHA256.hash(data: shown?.bytes ?? []).map(Self.hexadecimal).joined()),
        ]
        fields["in_use_by"] = checkedOut.map { .text($0.user) }
        fields["edit_date"] = (shown?.date.iso8601).map { .text($0) }
        return .object(fields)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }
}
