import IntegrationClient

/// The client's document actions.
extension Integration {
    /// The most bytes of a document that an outcome shows as text.
    private static var shownLimit: Int { 64 * 1_024 }

    /// Does what an action asks; actions that are no document's are not for here.
    func documents(_ action: ClientAction) async throws -> ClientOutcome {
        let (person, server, path) = (action.person, action.server ?? "", action.path ?? "")
        switch action.name {
        case .browse: return Self.outcome(of: try await browse(as: person, server: server, path: path))
        case .search:
            return Self.outcome(
                of: try await search(
                    as: person, server: server, library: action.folder ?? "", text: action.text ?? ""))
        case .open: return try await open(action)
        case .save:
            return Self.outcome(
                of: try await save(
                    as: person, server: server, path: path, contents: Self.contents(of: action),
                    how: action.how.flatMap { SaveMode(rawValue: $0) } ?? .version,
                    conflict: action.conflict.flatMap { ConflictChoice(rawValue: $0) } ?? .ask, folder: action.folder,
                    name: action.newName))
        case .resumeSave: return Self.outcome(of: try await resumeSave(as: person, server: server, path: path))
        case .lock: try await lock(as: person, server: server, path: path)
        default: try await unlock(as: person, server: server, path: path)
        }
        return ClientOutcome()
    }

    private func open(_ action: ClientAction) async throws -> ClientOutcome {
        let sink = MemorySink(limit: Self.shownLimit)
        let opened = try await download(
            as: action.person, server: action.server ?? "", path: action.path ?? "", version: action.version, to: sink)
        var outcome = ClientOutcome()
        outcome.shows["version"] = .number(opened.version)
        outcome.shows["bytes"] = .number(opened.size)
        // A document that is larger than what is shown is told by its size alone.
        if opened.size <= Self.shownLimit {
            outcome.shows["text"] = String(validating: sink.bytes, as: UTF8.self).map { .text($0) }
        }
        return outcome
    }

    private static func contents(of action: ClientAction) -> DocumentSource {
        DocumentSource(bytes: Array((action.text ?? "").utf8))
    }

    private static func outcome(of list: ItemList) -> ClientOutcome {
        var outcome = ClientOutcome()
        outcome.shows["documents"] = .list(list.items.map { .text($0.name) })
        outcome.notices = list.notices
        return outcome
    }

    private static func outcome(of saved: SavedDocument) -> ClientOutcome {
        var outcome = ClientOutcome()
        outcome.shows["version"] = .number(saved.version)
        outcome.shows["bytes"] = .number(saved.size)
        outcome.notices = saved.notices
        return outcome
    }
}
