/// A library of a work server.
public struct Library: Codable, Hashable, Sendable {
    /// The id that paths and documents carry: `ACTIVE`.
    public let id: String
    /// `worksite` or `linksite`; nil where the server does not tell.
    public let type: String?
    /// Whether it is hidden from users.
    public let isHidden: Bool
}

extension Integration {
    /// The libraries that the person sees on the server, sorted by id.
    public func listLibraries(as person: String, server: String) async throws -> [Library] {
        try await reported(as: person, server: server) { try await libraries(as: person, server: server) }
    }

    private func libraries(as person: String, server: String) async throws -> [Library] {
        let record = try record(server)
        let response = try await call(
            APICall("libraries", "/libraries"), as: SessionKey(person: person, server: server))
        guard response.status == 200 else { throw refusedCall(response, record: record) }
        guard let rows = JSONValue(response.body)?["data"].flatMap({ $0.items ?? $0["results"]?.items }) else {
            throw notAWorkServer(response, at: .api, record: record)
        }
        return rows.compactMap { row -> Library? in
            guard let id = row["id"]?.identifier ?? row["alias"]?.identifier else { return nil }
            return Library(id: id, type: row["type"]?.text, isHidden: row["is_hidden"]?.isTrue ?? false)
        }
        .sorted { $0.id < $1.id }
    }
}
