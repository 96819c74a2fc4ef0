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
        let response = try await call("libraries", as: SessionKey(person: person, server: server), path: "/libraries")
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

    /// The failure of an API call that has a session and was refused for another reason.
    func refusedCall(_ response: WireResponse, record: ServerRecord) -> IntegrationFailure {
        if let failure = commonFailure(for: response, at: .api, record: record) { return failure }
        let body = ErrorBody(response)
        let id: String
        switch response.status {
        case 400 where body.isJSON, 413 where body.isJSON, 415 where body.isJSON: id = "upload-refused"
        case 403 where body.isJSON: id = "no-rights"
        case 409 where body.isJSON, 423 where body.isJSON: id = "checked-out-by-other"
        case 404 where body.isJSON: id = "not-found"
        default: return notAWorkServer(response, at: .api, record: record)
        }
        return IntegrationFailure(
            id, at: .api, status: response.status, error: shown(body.code), server: record.name)
    }
}
