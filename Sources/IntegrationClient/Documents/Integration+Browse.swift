import Foundation

/// Finding one's way through libraries, workspaces and folders.
extension Integration {
    /// What is in a place: `ACTIVE`, `ACTIVE/Acme v. Bolt`, and so on; sorted by name.
    public func browse(as person: String, server: String, path: String) async throws -> [LibraryItem] {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let parts = Self.parts(of: path)
            return try await items(of: parts, key: key).sorted { $0.name < $1.name }
        }
    }

    /// The documents of a library whose name holds a text; sorted by name.
    public func search(
        as person: String, server: String, library: String, text: String
    ) async throws -> [LibraryItem] {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let query = FormEncoding.encode([("anywhere", text)])
            let data = try await data(
                "search", key, path: "/libraries/\(Self.escaped(library))/documents?\(query)")
            return Self.items(in: data).sorted { $0.name < $1.name }
        }
    }

    /// The items of a container, found name by name from its library on.
    func items(of parts: [String], key: SessionKey) async throws -> [LibraryItem] {
        guard let library = parts.first else { throw notThere("", key) }
        let root = "/libraries/\(Self.escaped(library))"
        var items = Self.items(in: try await data("browse", key, path: "\(root)/workspaces"))
        for (index, name) in parts.dropFirst().enumerated() {
            guard let found = items.first(where: { $0.isContainer && $0.name == name }) else {
                throw notThere(parts.prefix(index + 2).joined(separator: "/"), key)
            }
            let family = index == 0 ? "workspaces" : "folders"
            items = Self.items(
                in: try await data("browse", key, path: "\(root)/\(family)/\(Self.escaped(found.id))/children"))
        }
        return items
    }

    /// The id of a folder or a workspace at a path.
    func container(at parts: [String], key: SessionKey) async throws -> LibraryItem {
        let items = try await items(of: Array(parts.dropLast()), key: key)
        guard let found = items.first(where: { $0.isContainer && $0.name == parts.last }) else {
            throw notThere(parts.joined(separator: "/"), key)
        }
        return found
    }

    /// The document at a path.
    func document(at parts: [String], key: SessionKey) async throws -> LibraryItem {
        let items = try await items(of: Array(parts.dropLast()), key: key)
        guard let found = items.first(where: { !$0.isContainer && $0.name == parts.last }) else {
            throw notThere(parts.joined(separator: "/"), key)
        }
        return found
    }

    /// The `data` of a call that must succeed.
    func data(
        _ kind: String, _ key: SessionKey, path: String, method: String = "GET",
        body: (type: String, bytes: [UInt8])? = nil
    ) async throws -> JSONValue {
        let record = try record(key.server)
        let response = try await call(kind, as: key, path: path, method: method, body: body)
        guard (200...299).contains(response.status) else { throw refusedCall(response, record: record) }
        guard let data = JSONValue(response.body)?["data"] else {
            throw notAWorkServer(response, at: .api, record: record)
        }
        return data
    }

    private func notThere(_ path: String, _ key: SessionKey) -> IntegrationFailure {
        IntegrationFailure(
            "not-found", at: .api, cause: "There is nothing called \(path) that you may see.",
            rule: "client.path.not-found", server: key.server)
    }

    static func parts(of path: String) -> [String] { path.split(separator: "/").map(String.init) }

    static func escaped(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? text
    }

    /// `data` is a list or has `results`, end point by end point.
    private static func items(in data: JSONValue) -> [LibraryItem] {
        (data.items ?? data["results"]?.items ?? []).compactMap { row in
            guard let id = row["id"]?.identifier else { return nil }
            if row["wstype"]?.text == "document" {
                return DocumentProfile(row).map { LibraryItem(id: $0.id, name: $0.name, isContainer: false) }
            }
            return LibraryItem(id: id, name: row["name"]?.text ?? id, isContainer: true)
        }
    }
}
