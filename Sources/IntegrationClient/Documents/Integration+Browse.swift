import Foundation
import Rules

/// Finding one's way through libraries, workspaces and folders.
extension Integration {
    /// What is in a place: `ACTIVE`, `ACTIVE/Acme v. Bolt`, and so on; sorted by name.
    public func browse(as person: String, server: String, path: String) async throws -> ItemList {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            return try await items(of: Self.parts(of: path), key: key)
        }
    }

    /// The documents in which a text is found, of a library or of all that the person sees; sorted by name.
    public func search(as person: String, server: String, library: String?, text: String) async throws -> ItemList {
        var libraries = [library].compactMap { $0 }
        if library == nil { libraries = try await listLibraries(as: person, server: server).map(\.id) }
        return try await reported(as: person, server: server) {
            var (found, isCutShort) = ([LibraryItem](), false)
            for library in libraries {
                let list = try await list(of: searchPages(as: person, server: server, library: library, text: text))
                found += list.items
                isCutShort = isCutShort || list.isCutShort
            }
            return ItemList(items: found.sorted { $0.name < $1.name }, isCutShort: isCutShort)
        }
    }

    /// What is in a place, page by page as the server gives it.
    ///
    /// Throws where the place cannot be found; the pages throw what keeps them from coming.
    public func pages(as person: String, server: String, path: String) async throws -> ItemPages {
        try await reported(as: person, server: server) {
            try await pages(of: Self.parts(of: path), key: SessionKey(person: person, server: server))
        }
    }

    /// The documents of a library in which a text is found, page by page.
    public func searchPages(as person: String, server: String, library: String, text: String) -> ItemPages {
        let query = FormEncoding.encode([("anywhere", text)])
        return rowPages(
            "search", "/libraries/\(Self.escaped(library))/documents", query: query,
            SessionKey(person: person, server: server))
    }

    /// The items of a container, found name by name from its library on.
    func items(of parts: [String], key: SessionKey) async throws -> ItemList {
        try await list(of: try await pages(of: parts, key: key))
    }

    private func pages(of parts: [String], key: SessionKey) async throws -> ItemPages {
        guard let library = parts.first else { throw notThere("", key) }
        let root = "/libraries/\(Self.escaped(library))"
        guard parts.count > 1 else { return rowPages("browse", "\(root)/workspaces", key) }
        let found = try await container(at: parts, key: key)
        let family = parts.count == 2 ? "workspaces" : "folders"
        return rowPages("browse", "\(root)/\(family)/\(Self.escaped(found.id))/children", key)
    }

    private func list(of pages: ItemPages) async throws -> ItemList {
        let (rows, isCutShort) = try await pages.rows()
        return ItemList(
            items: rows.compactMap { LibraryItem($0) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) },
            isCutShort: isCutShort)
    }

    /// The pages of a list; `query` is what is asked for beside the page.
    func rowPages(_ kind: String, _ path: String, query: String = "", _ key: SessionKey) -> ItemPages {
        let rest = query.isEmpty ? "" : query + "&"
        return ItemPages(size: configuration.options.pageSize) { [self] page in
            try await answer(to: APICall(kind, "\(path)?\(rest)\(page)"), key)
        }
    }

    /// The folder or workspace at a path.
    func container(at parts: [String], key: SessionKey) async throws -> LibraryItem {
        try await item(at: parts, key: key) { $0.isContainer }
    }

    /// The document at a path; where it is not listed, the trash may tell why.
    func document(at parts: [String], key: SessionKey) async throws -> LibraryItem {
        do {
            return try await item(at: parts, key: key) { !$0.isContainer }
        } catch let failure as IntegrationFailure where failure.rule == "client.path.not-found" {
            throw try await inTrash(parts, key) ?? failure
        }
    }

    private func item(
        at parts: [String], key: SessionKey, _ isFit: (LibraryItem) -> Bool
    ) async throws -> LibraryItem {
        guard parts.count > 1 else { throw notThere(parts.joined(separator: "/"), key) }
        let items = try await items(of: Array(parts.dropLast()), key: key)
        guard let found = items.items.first(where: { isFit($0) && $0.name == parts.last }) else {
            throw notThere(parts.joined(separator: "/"), key)
        }
        return found
    }

    /// The `data` of a call that must succeed.
    func data(to call: APICall, _ key: SessionKey) async throws -> JSONValue {
        try await answer(to: call, key)["data"] ?? .null
    }

    /// The whole answer to a call that must succeed: `data`, and what stands beside it.
    func answer(to call: APICall, _ key: SessionKey) async throws -> JSONValue {
        let record = try record(key.server)
        let response = try await self.call(call, as: key)
        guard (200...299).contains(response.status) else { throw refusedCall(response, record: record) }
        guard let answer = JSONValue(response.body), answer["data"] != nil else {
            throw notAWorkServer(response, at: .api, record: record)
        }
        return answer
    }

    private func notThere(_ path: String, _ key: SessionKey) -> IntegrationFailure {
        IntegrationFailure(
            .notFound, at: .api, cause: "There is nothing called \(path) that you may see.",
            rule: "client.path.not-found", server: key.server)
    }

    static func parts(of path: String) -> [String] { path.split(separator: "/").map(String.init) }

    static func escaped(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }
}
