import Rules
import Synchronization

/// Saving documents; nothing is repeated that could store a document twice.
extension Integration {
    /// Saves contents as a new version or a new document; a version looks and locks first, then uploads, then unlocks.
    ///
    /// - Parameters:
    ///   - person: who saves.
    ///   - server: the server's name in the organization settings.
    ///   - path: the document; of a new one the place that it gets, unless `folder` and `name` say otherwise.
    ///   - contents: what is saved; sent piece by piece.
    ///   - how: as a new version or as a new document.
    ///   - conflict: what becomes of it where somebody else was faster or has it checked out.
    ///   - folder: the path of the folder that a new document goes to.
    ///   - name: the name of a new document or of a copy.
    ///   - progress: called as the contents go out; nil for nobody.
    /// - Returns: the version that was stored, and what the person should know of it.
    /// - Throws: an `IntegrationFailure`; after `outcome-unknown` the save is taken up by `resumeSave`.
    public func save(
        as person: String, server: String, path: String, contents: DocumentSource, how: SaveMode,
        conflict: ConflictChoice = .ask, folder: String? = nil, name: String? = nil,
        progress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws -> SavedDocument {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let save = Save(
                path: path, contents: contents, conflict: conflict,
                folder: folder.map { Self.parts(of: $0) } ?? Array(Self.parts(of: path).dropLast()), name: name,
                progress: progress)
            let fileName = (how == .document ? name : nil) ?? Self.parts(of: path).last ?? ""
            try check(contents, named: fileName, key)
            let saved: SavedDocument
            switch how {
            case .version: saved = try await saveVersion(save, key)
            case .document: saved = try await saveDocument(save, as: DocumentName(fileName), key)
            }
            state.withLock { $0.unknownSaves[OpenedKey(session: key, path: path)] = nil }
            return saved
        }
    }

    /// Refuses what no work server takes before anything is sent.
    private func check(_ contents: DocumentSource, named name: String, _ key: SessionKey) throws {
        guard configuration.options.checksUploads else { return }
        if contents.length == 0 {
            throw IntegrationFailure(
                .uploadRefused, at: .office, cause: "\(name) is empty, and iManage takes no empty file.",
                remedy: "Write something into it, and save again.", rule: "client.upload.empty", server: key.server)
        }
        if DocumentName(name).ending.isEmpty {
            throw IntegrationFailure(
                .uploadRefused, at: .office,
                cause: "\(name) has no extension, and iManage takes no file without one.",
                remedy: "Save it under a name that ends with its type, such as .docx.",
                rule: "client.upload.no-extension", server: key.server)
        }
    }

    // MARK: A new version

    func saveVersion(_ save: Save, _ key: SessionKey) async throws -> SavedDocument {
        let (profile, root) = try await profile(at: save.path, key: key)
        let place = OpenedKey(session: key, path: save.path)
        let base = state.withLock { $0.opened[place]?.version }
        if let base, profile.version > base, save.conflict != .newVersion {
            if save.conflict == .copy { return try await saveCopy(save, of: profile, key) }
            throw newer(profile, than: base, key)
        }
        do {
            try await lock(profile, root, key)
        } catch let failure as IntegrationFailure where failure.id == .checkedOutByOther && save.conflict == .copy {
            return try await saveCopy(save, of: profile, key)
        }
        var saved = try await sendLocked(save, profile, root, key)
        if let notice = try await unlockAfterSave(profile, root, key) { saved.notices.append(notice) }
        let version = OpenedVersion(version: saved.version, number: DocumentNumber(profile.id)?.number)
        state.withLock { $0.opened[place] = version }
        return saved
    }

    private func newer(_ profile: DocumentProfile, than base: Int, _ key: SessionKey) -> IntegrationFailure {
        IntegrationFailure(
            .newerVersion, at: .api,
            cause: "You opened version \(base) of \(profile.name); iManage holds version \(profile.version) by now.",
            rule: "client.document.newer-version", server: key.server)
    }

    private func sendLocked(
        _ save: Save, _ profile: DocumentProfile, _ root: String, _ key: SessionKey
    ) async throws -> SavedDocument {
        let upload = Upload(
            kind: "upload_version", path: "\(root)/documents/\(Self.escaped(profile.id))/versions",
            name: DocumentName(profile.name), source: save.contents, progress: save.progress)
        let unknown = UnknownSave(save: save, place: .version(after: profile.version), name: upload.name)
        do {
            return try await send(upload, key) { try await stored(unknown, profile, root, key) }
        } catch let end as UploadEndUnknown {
            throw try remember(unknown, end, key)
        } catch {
            // The lock is ours; where it cannot be given back now, the failure of the upload is what counts.
            _ = try? await unlock(profile, root, key)
            throw error
        }
    }

    /// Ends the check-out of a save that is stored; returns what the person should know where that fails.
    func unlockAfterSave(_ profile: DocumentProfile, _ root: String, _ key: SessionKey) async throws -> String? {
        do {
            try await unlock(profile, root, key)
            return nil
        } catch let failure as IntegrationFailure {
            return "\(profile.name) is saved, but still checked out to you. \(failure.message)"
        }
    }

    // MARK: A new document

    private func saveCopy(_ save: Save, of profile: DocumentProfile, _ key: SessionKey) async throws -> SavedDocument {
        let name = save.name.map { DocumentName($0) } ?? DocumentName(profile.name).copy
        var beside = save
        beside.folder = Array(Self.parts(of: save.path).dropLast())
        var saved = try await saveDocument(beside, as: name, key)
        saved.notices.append("\(profile.name) is left as it is; yours is saved beside it as \(name.full).")
        return saved
    }

    func saveDocument(_ save: Save, as name: DocumentName, _ key: SessionKey) async throws -> SavedDocument {
        let target = try await container(at: save.folder, key: key)
        guard !target.isSearch || !configuration.options.checksUploads else {
            throw IntegrationFailure(
                .uploadRefused, at: .api,
                cause: "\(target.name) is a search folder: it shows documents and holds none.",
                remedy: "Choose a real folder, and save again.", rule: "client.upload.search-folder",
                server: key.server)
        }
        let root = "/libraries/\(Self.escaped(save.folder.first ?? ""))"
        let upload = Upload(
            kind: "upload_document", path: "\(root)/folders/\(Self.escaped(target.id))/documents", name: name,
            source: save.contents, progress: save.progress)
        let unknown = UnknownSave(save: save, place: .document(in: target.id), name: name)
        do {
            return try await send(upload, key) { try await stored(unknown, in: target.id, root, key) }
        } catch let end as UploadEndUnknown {
            throw try remember(unknown, end, key)
        }
    }
}

/// A save as it was asked for.
struct Save: Sendable {
    let path: String
    let contents: DocumentSource
    let conflict: ConflictChoice
    /// The path of the folder that a new document goes to.
    var folder: [String]
    /// The name that was given to a new document or a copy; nil takes the document's.
    let name: String?
    let progress: (@Sendable (TransferProgress) -> Void)?
}
