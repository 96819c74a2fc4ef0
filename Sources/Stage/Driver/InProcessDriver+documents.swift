import IntegrationClient

/// The client's document requests.
extension Integration {
    /// The most bytes of a document that an outcome shows as text.
    private static var shownLimit: Int { 64 * 1_024 }

    /// Does what a request about documents asks; other requests are not for here.
    func documents(_ request: ClientRequest) async throws -> ClientOutcome {
        switch request {
        case .browse(let place):
            return Self.outcome(of: try await browse(as: place.person, server: place.server, path: place.folder))
        case .search(let query):
            return Self.outcome(
                of: try await search(
                    as: query.person, server: query.server, library: query.library, text: query.text))
        case .open(let opening): return try await open(opening)
        case .save(let saving):
            return Self.outcome(
                of: try await save(
                    as: saving.person, server: saving.server, path: saving.document,
                    contents: DocumentSource(bytes: Array(saving.text.utf8)), how: saving.mode,
                    conflict: saving.conflict, folder: saving.folder, name: saving.name))
        case .resumeSave(let it):
            return Self.outcome(of: try await resumeSave(as: it.person, server: it.server, path: it.document))
        case .lock(let it): try await lock(as: it.person, server: it.server, path: it.document)
        case .unlock(let it): try await unlock(as: it.person, server: it.server, path: it.document)
        default: break
        }
        return ClientOutcome(.done)
    }

    private func open(_ opening: ClientRequest.Opening) async throws -> ClientOutcome {
        let sink = MemorySink(limit: Self.shownLimit)
        let opened = try await download(
            as: opening.person, server: opening.server, path: opening.document, version: opening.version, to: sink)
        // A document that is larger than what is shown is told by its size alone.
        let text = opened.size <= Self.shownLimit ? String(validating: sink.bytes, as: UTF8.self) : nil
        return ClientOutcome(.opened(version: opened.version, bytes: opened.size, text: text))
    }

    private static func outcome(of list: ItemList) -> ClientOutcome {
        ClientOutcome(.documents(names: list.items.map(\.name)), notices: list.notices)
    }

    private static func outcome(of saved: SavedDocument) -> ClientOutcome {
        ClientOutcome(.saved(version: saved.version, bytes: saved.size), notices: saved.notices)
    }
}
