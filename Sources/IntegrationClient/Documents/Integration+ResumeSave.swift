import Rules
import Synchronization

/// A save of which nobody knows whether it was stored.
struct UnknownSave: Sendable {
    /// Where it would have been stored.
    enum Place: Sendable {
        /// As a version after this one.
        case version(after: Int)
        /// As a document in the folder with this id.
        case document(in: String)
    }

    let save: Save
    let place: Place
    let name: DocumentName
}

extension IntegrationFailure {
    /// Whether the server was asked, or was to be asked, and no answer came.
    fileprivate var isWithoutAnswer: Bool {
        status == nil && [FailureID.connectionRefused, .connectionReset, .connectionTimedOut].contains(id)
    }
}

/// Saves whose end is unknown: looked up first, and sent again only where nothing was stored.
extension Integration {
    /// Takes up a save whose end is unknown.
    ///
    /// Returns the version that holds the contents, found or sent anew.
    public func resumeSave(as person: String, server: String, path: String) async throws -> SavedDocument {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let place = OpenedKey(session: key, path: path)
            guard let unknown = state.withLock({ $0.unknownSaves[place] }) else {
                throw IntegrationFailure(
                    .notFound, at: .office, cause: "No save of \(path) is open.", rule: "client.save.none",
                    server: server)
            }
            let saved: SavedDocument
            do {
                saved = try await resumed(unknown, key)
            } catch let failure as IntegrationFailure where failure.isWithoutAnswer {
                // Whether the first try was stored is as unknown as before, and so is the way out.
                throw IntegrationFailure(
                    .outcomeUnknown, at: .api,
                    cause: "\(failure.cause) Whether iManage holds \(unknown.name.full) is still unknown.",
                    server: server)
            }
            state.withLock { $0.unknownSaves[place] = nil }
            return saved
        }
    }

    private func resumed(_ unknown: UnknownSave, _ key: SessionKey) async throws -> SavedDocument {
        switch unknown.place {
        case .version: return try await resumeVersion(unknown, key)
        case .document(let folder):
            let root = "/libraries/\(Self.escaped(unknown.save.folder.first ?? ""))"
            if let stored = try await stored(unknown, in: folder, root, key) { return stored }
            return try await saveDocument(unknown.save, as: unknown.name, key)
        }
    }

    private func resumeVersion(_ unknown: UnknownSave, _ key: SessionKey) async throws -> SavedDocument {
        let (profile, root) = try await profile(at: unknown.save.path, key: key)
        guard var stored = try await stored(unknown, profile, root, key) else {
            return try await saveVersion(unknown.save, key)
        }
        if profile.checkedOutBy != nil || !profile.tellsCheckOut,
            let notice = try await unlockAfterSave(profile, root, key)
        {
            stored.notices.append(notice)
        }
        let version = OpenedVersion(version: stored.version, number: DocumentNumber(profile.id)?.number)
        state.withLock { $0.opened[OpenedKey(session: key, path: unknown.save.path)] = version }
        return stored
    }

    /// The version that holds a save's contents; nil where none does.
    func stored(
        _ unknown: UnknownSave, _ profile: DocumentProfile, _ root: String, _ key: SessionKey
    ) async throws -> SavedDocument? {
        guard case .version(let base) = unknown.place else { return nil }
        let path = "\(root)/documents/\(Self.escaped(profile.id))/versions"
        let rows = try await rowPages("profile", path, key).rows().rows
        return try await match(rows, to: unknown) { $0.version > base }
    }

    /// The document of a folder that holds a save's contents under its name; nil where none does.
    func stored(
        _ unknown: UnknownSave, in folder: String, _ root: String, _ key: SessionKey
    ) async throws -> SavedDocument? {
        let rows = try await rowPages("browse", "\(root)/folders/\(Self.escaped(folder))/children", key).rows().rows
        return try await match(rows, to: unknown) { $0.name == unknown.name.full }
    }

    private func match(
        _ rows: [JSONValue], to unknown: UnknownSave, _ isFit: (DocumentProfile) -> Bool
    ) async throws -> SavedDocument? {
        let candidates = rows.compactMap { DocumentProfile($0) }.filter { isFit($0) && $0.checksum != nil }
        guard !candidates.isEmpty else { return nil }
        let checksum = try await unknown.save.contents.checksum()
        return candidates.first { $0.checksum == checksum }.map {
            SavedDocument(version: $0.version, name: $0.name, size: 0)
        }
    }

    /// Keeps a save to be taken up; returns what the person is told.
    func remember(_ unknown: UnknownSave, _ end: UploadEndUnknown, _ key: SessionKey) throws -> IntegrationFailure {
        state.withLock { $0.unknownSaves[OpenedKey(session: key, path: unknown.save.path)] = unknown }
        if end.wasCancelled { throw CancellationError() }
        return IntegrationFailure(
            .outcomeUnknown, at: .api,
            cause: "The connection broke off after \(unknown.name.full) was sent: iManage may hold it or not.",
            server: key.server)
    }
}
