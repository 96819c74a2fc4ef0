import Rules
import Synchronization

/// Telling a document in the trash from one that is not there at all.
extension Integration {
    /// The failure of a document that the library's trash lists; nil where it does not, or may not be looked at.
    func inTrash(_ parts: [String], _ key: SessionKey) async throws -> IntegrationFailure? {
        guard let library = parts.first, let name = parts.last, parts.count > 2 else { return nil }
        let place = OpenedKey(session: key, path: parts.joined(separator: "/"))
        let number = state.withLock { $0.opened[place]?.number }
        let path = "/libraries/\(Self.escaped(library))/trash-bin/documents"
        let query = number.map { "document_number=\($0)" } ?? ""
        do {
            let (rows, _) = try await rowPages("search", path, query: query, key).rows()
            let isThere = rows.compactMap { DocumentProfile($0) }.contains { document in
                number.map { DocumentNumber(document.id)?.number == $0 } ?? (document.name == name)
            }
            return isThere ? trashed(name, key) : nil
        } catch is IntegrationFailure {
            // Not everybody may look into the trash, and not every server has one: then it is simply not there.
            return nil
        }
    }

    private func trashed(_ name: String, _ key: SessionKey) -> IntegrationFailure {
        IntegrationFailure(
            .notFound, at: .api, cause: "\(name) was deleted and lies in iManage's trash.",
            advice: Remedy(
                step: "work.restore",
                text: "Have it restored from the trash in iManage before it is purged, and open it again.",
                ask: .firmAdministrator),
            rule: "client.document.in-trash", server: key.server)
    }
}
