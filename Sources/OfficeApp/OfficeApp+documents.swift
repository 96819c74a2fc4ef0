import Foundation
import IntegrationClient
import Markup

/// The document picker: browse, search, open, save back.
extension OfficeApp {
    /// A path of the product with parameters.
    static func address(_ place: Place, _ parameters: [(String, String)]) -> String {
        var components = URLComponents()
        components.path = place.rawValue
        components.queryItems = parameters.map { URLQueryItem(name: $0.0, value: $0.1) }
        // A plus is a blank in a form, so that one that is meant is escaped.
        return components.string?.replacing("+", with: "%2B") ?? place.rawValue
    }

    private func server(of request: OfficeRequest) -> String {
        let sessions = integration.status().sessions[request.person.name] ?? [:]
        let named = request.query["server"] ?? request.form["server"]
        return named ?? sessions.filter { $0.value == .loggedIn }.keys.min() ?? integration.servers.first?.name ?? ""
    }

    func browse(_ request: OfficeRequest) async -> OfficeReply {
        let (person, server) = (request.person, server(of: request))
        guard !server.isEmpty else {
            let words: HTML = "There is no work server yet. Your organization administrator adds it."
            return page(frame(person, .documents, "Documents", .message(.note, words)))
        }
        let path = request.query["path"] ?? ""
        let text = request.query["q"] ?? ""
        var deed = Self.deed(of: person, server, path, searching: text)
        let result = await attempt { () -> [(item: String, path: String, isContainer: Bool)] in
            if path.isEmpty {
                return try await integration.listLibraries(as: person.name, server: server).map { ($0.id, $0.id, true) }
            }
            guard text.isEmpty else {
                let library = String(path.prefix { $0 != "/" })
                return try await integration.search(as: person.name, server: server, library: library, text: text).items
                    .map {
                        ($0.name, "", false)
                    }
            }
            return try await integration.browse(as: person.name, server: server, path: path).items.map {
                ($0.name, "\(path)/\($0.name)", $0.isContainer)
            }
        }
        let (list, status): (HTML, Int) =
            switch result {
            case .success(let items): (listing(items, server, isSearch: !text.isEmpty), 200)
            case .failure(let failure): (trouble(failure, person), 422)
            }
        if case .failure(let failure) = result { deed.failure = failure }
        let html = frame(
            person, .documents, "Documents",
            """
            \(crumbs(server, path))
            \(path.isEmpty ? nil : search(server, path, text))
            \(list)
            """)
        return OfficeReply(.page(html), status: status, deed: deed)
    }

    private static func deed(
        of person: Person, _ server: String, _ path: String, searching text: String
    ) -> OfficeDeed {
        let place = ["as": person.name, "server": server]
        if path.isEmpty { return OfficeDeed("user.list_libraries", place) }
        let library = String(path.prefix { $0 != "/" })
        return text.isEmpty
            ? OfficeDeed("user.browse", place.merging(["folder": path]) { $1 })
            : OfficeDeed("user.search", place.merging(["text": text, "library": library]) { $1 })
    }

    private func crumbs(_ server: String, _ path: String) -> HTML {
        let parts = path.split(separator: "/").map(String.init)
        let links = parts.indices.map { index -> HTML in
            let upTo = parts[...index].joined(separator: "/")
            return
                "<li><a href=\"\(Self.address(.documents, [("server", server), ("path", upTo)]))\">\(parts[index])</a></li>"
        }
        return """
            <nav class="crumbs" aria-label="Place"><ol><li><a href="\(Self.address(.documents, [("server", server)]))">\(server)</a></li>\(links)</ol></nav>
            """
    }

    private func search(_ server: String, _ path: String, _ text: String) -> HTML {
        """
        <form method="get" action="\(Place.documents.rawValue)" class="row" role="search">\(HTML.hidden("server", server))\(HTML.hidden("path", path))
        <label for="q" class="unseen">Search this library</label>
        <input id="q" name="q" type="search" value="\(text)" placeholder="Search this library">\(HTML.button("Search"))</form>
        """
    }

    private func listing(
        _ items: [(item: String, path: String, isContainer: Bool)], _ server: String, isSearch: Bool
    ) -> HTML {
        guard !items.isEmpty else {
            return
                "<section class=\"panel empty\"><p><b>\(isSearch ? "Nothing was found." : "There is nothing here that you may see.")</b></p></section>"
        }
        let rows = items.map { item -> HTML in
            guard !item.path.isEmpty else { return "<li class=\"document\">\(item.item)</li>" }
            let place: Place = item.isContainer ? .documents : .document
            let kind: HTML = item.isContainer ? "folder" : "document"
            return """
                <li class="\(kind)"><a href="\(Self.address(place, [("server", server), ("path", item.path)]))">\(item.item)</a></li>
                """
        }
        return "<ul class=\"listing\">\(rows)</ul>"
    }

    func open(_ request: OfficeRequest) async -> OfficeReply {
        await open(request, message: nil, deed: nil)
    }

    private func open(
        _ request: OfficeRequest, message: HTML?, deed saved: OfficeDeed?, path given: String? = nil
    ) async -> OfficeReply {
        let (person, server) = (request.person, server(of: request))
        let path = given ?? request.query["path"] ?? ""
        let version = request.query["version"].flatMap { Int($0) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        var deed = OfficeDeed(
            "user.open", ["as": person.name, "server": server, "document": path, "version": version.map { String($0) }])
        let result = await attempt {
            try await integration.open(as: person.name, server: server, path: path, version: version)
        }
        let folder = path.split(separator: "/").dropLast().joined(separator: "/")
        switch result {
        case .success(let document):
            return OfficeReply(
                .page(
                    frame(
                        person, .documents, name, above: crumbs(server, folder),
                        "\(message)\(editor(person, server, path, document))")),
                deed: saved ?? deed)
        case .failure(let failure):
            deed.failure = failure
            return OfficeReply(
                .page(frame(person, .documents, name, above: crumbs(server, folder), trouble(failure, person))),
                status: 422, deed: saved ?? deed)
        }
    }

    private func editor(_ person: Person, _ server: String, _ path: String, _ document: OpenedDocument) -> HTML {
        let download = Self.address(
            .download, [("server", server), ("path", path), ("version", String(document.version))])
        guard let text = document.text else {
            return """
                <section class="panel"><p>Version \(document.version), \(document.bytes.count) bytes.</p>
                <p class="actions"><a class="button" href="\(download)">Download</a></p></section>
                """
        }
        return """
            <form method="post" action="\(Place.documents.rawValue)" class="panel stack">\(token(person))
            \(HTML.hidden("server", server))\(HTML.hidden("path", path))
            <p class="hint">Version \(document.version). <a href="\(download)">Download</a></p>
            \(HTML.area("Text", "text", text, rows: 8))
            <p class="actions">\(HTML.button("Save as a new version", name: "how", value: "version", look: "primary"))</p>
            \(HTML.field("Name of a new document", "name", hint: "To save the text beside this document instead."))
            <p class="actions">\(HTML.button("Save as a new document", name: "how", value: "document"))</p></form>
            """
    }

    func download(_ request: OfficeRequest) async -> OfficeReply {
        let path = request.query["path"] ?? ""
        let server = server(of: request)
        let result = await attempt {
            try await integration.open(
                as: request.person.name, server: server, path: path,
                version: request.query["version"].flatMap { Int($0) })
        }
        switch result {
        case .success(let document):
            return OfficeReply(
                .file(name: path.split(separator: "/").last.map(String.init) ?? "document", bytes: document.bytes))
        case .failure(let failure):
            return OfficeReply(
                .page(frame(request.person, .documents, "Documents", trouble(failure, request.person))), status: 422)
        }
    }

    func save(_ request: OfficeRequest) async -> OfficeReply {
        let (person, form) = (request.person, request.form)
        let (server, path) = (form["server"] ?? "", form["path"] ?? "")
        let mode = form["how"].flatMap { SaveMode(rawValue: $0) } ?? .version
        let name = mode == .document ? form["name"].flatMap { $0.isEmpty ? nil : $0 } ?? "Untitled.txt" : nil
        let folder = mode == .document ? path.split(separator: "/").dropLast().joined(separator: "/") : nil
        // A form's line ends are those of forms; the document keeps its own.
        let text = (form["text"] ?? "").replacing("\r\n", with: "\n")
        var deed = OfficeDeed(
            "user.save",
            [
                "as": person.name, "server": server, "document": path, "how": mode.rawValue, "text": text,
                "folder": folder, "name": name,
            ])
        let result = await attempt {
            try await integration.save(
                as: person.name, server: server, path: path, contents: DocumentSource(bytes: Array(text.utf8)),
                how: mode, folder: folder,
                name: name)
        }
        switch result {
        case .success(let version):
            let words: HTML =
                mode == .version ? "Saved as version \(version.version)." : "Saved as the new document \(name)."
            let target = mode == .version ? path : [folder, name].compactMap { $0 }.joined(separator: "/")
            return await open(request, message: .message(.good, words), deed: deed, path: target)
        case .failure(let failure):
            deed.failure = failure
            return OfficeReply(
                .page(
                    frame(
                        person, .documents, path.split(separator: "/").last.map(String.init) ?? path,
                        """
                        \(trouble(failure, person))
                        <form method="post" action="\(Place.documents.rawValue)" class="panel stack">\(token(person))
                        \(HTML.hidden("server", server))\(HTML.hidden("path", path))
                        \(HTML.area("Text", "text", text, rows: 8, hint: "What you wrote is kept here."))
                        <p class="actions">\(HTML.button("Try again", name: "how", value: mode.rawValue, look: "primary"))</p></form>
                        """)), status: 422, deed: deed)
        }
    }
}
