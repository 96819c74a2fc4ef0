import Synchronization
import WorkServer

/// How documents stand, and what a story leaves behind in them.
extension Stage {
    /// Texts longer than this are not kept in an outcome.
    private static let longestText = 64 * 1_024

    /// Has the standing of documents reported, by their paths, beside those that bear an id.
    public func watch(documents paths: Set<String>) {
        state.withLock { $0.watched.formUnion(paths) }
    }

    /// How the documents of a server stand that bear an id or are watched.
    func standings(on server: StageServer) -> [String: StageState.DocumentStanding] {
        let (keys, watched) = state.withLock { ($0.documents[server.name] ?? [:], $0.watched) }
        guard !keys.isEmpty || !watched.isEmpty else { return [:] }
        let content = server.running.snapshot.content
        var found = keys.compactMapValues { content.document($0) }
        for path in watched { found[path] = content.document(at: path) }
        return found.mapValues { document in
            let text = document.latest.flatMap { $0.blob.size <= Self.longestText ? $0.text : nil }
            return StageState.DocumentStanding(
                versions: document.versions.count, checkedOutBy: holder(of: document, on: server.name) ?? "nobody",
                text: text, folder: content.path(of: document).droppingLastComponent)
        }
    }

    private func holder(of document: ContentDocument, on server: String) -> String? {
        document.checkedOut.map { holder in
            people.names.first { people.account(of: $0, on: server).uppercased() == holder.user } ?? holder.user
        }
    }

    /// The locks that Office & Dragons took during the story and that are still there.
    func locksLeftBehind(unless allowed: [String]) -> [StageFinding] {
        let servers = state.withLock { $0.servers.values.sorted { $0.name < $1.name } }
        return servers.flatMap { server -> [StageFinding] in
            let content = server.running.snapshot.content
            var taken: [ContentKey: CheckOut] = [:]
            for record in server.running.events where record.party == officeAddress {
                guard case .content(.documentSaved(let document, _)) = record.event,
                    let change = record.changes.first(where: { $0.path.hasSuffix("/checked_out_by") })
                else { continue }
                taken[document.key] = change.after == nil ? nil : document.checkedOut
            }
            return taken.sorted { $0.key < $1.key }.compactMap { key, lock in
                guard let document = content.document(key), document.checkedOut == lock else { return nil }
                let names = names(ofDocument: key.text, on: server.name)
                guard Set(names).isDisjoint(with: allowed) else { return nil }
                let holder = holder(of: document, on: server.name) ?? lock.user
                return StageFinding(
                    check: "no lock is left behind",
                    detail: "\(names.last ?? key.text) is still checked out by \(holder). Unlock it, or write leaves: "
                        + "{ locked: [\(names.last ?? key.text)] }.",
                    severity: .fail)
            }
        }
    }

    /// What a scenario may call a document that a server calls `ACTIVE!17`: its path, then its id as `$complaint`.
    package func names(ofDocument text: String, on server: String) -> [String] {
        let (running, ids) = state.withLock { ($0.servers[server]?.running, $0.documents[server] ?? [:]) }
        let content = running?.snapshot.content
        let path = content.flatMap { content in
            content.allDocuments.first { $0.key.text == text }.map { content.path(of: $0) }
        }
        return [path].compactMap { $0 } + ids.filter { $0.value.text == text }.keys.sorted().map { "$\($0)" }
    }

    /// Whether a document of the world bears an id.
    package func hasDocument(withID id: String) -> Bool {
        state.withLock { state in state.documents.values.contains { $0[id] != nil } }
    }
}

extension String {
    /// A path without its last part.
    fileprivate var droppingLastComponent: String {
        lastIndex(of: "/").map { String(self[..<$0]) } ?? ""
    }
}
