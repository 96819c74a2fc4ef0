import Crypto
import Foundation
import Secrets
import Synchronization

/// Opening, saving and locking documents; nothing is repeated that could store a document twice.
extension Integration {
    /// Opens a document by its path; the version that was opened is what a save is based on.
    public func open(
        as person: String, server: String, path: String, version: Int? = nil
    ) async throws -> OpenedDocument {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let (profile, root) = try await profile(at: path, key: key)
            let number = version ?? profile.version
            let id = profile.id.prefix { $0 != "." } + ".\(number)"
            let record = try record(server)
            let response = try await call(
                "download", as: key, path: "\(root)/documents/\(Self.escaped(String(id)))/download")
            guard response.status == 200 else { throw refusedCall(response, record: record) }
            let wanted = try await checksum(of: number, profile, root, key)
            try check(response, against: wanted, of: profile.name, key)
            state.withLock { $0.opened[OpenedKey(session: key, path: path)] = number }
            return OpenedDocument(id: String(id), version: number, bytes: response.body)
        }
    }

    /// Saves contents as a new version or a new document; a version looks and locks first, then uploads, then unlocks.
    ///
    /// Returns the number of the version that was stored.
    public func save(
        as person: String, server: String, path: String, bytes: [UInt8], how: SaveMode, folder: String? = nil,
        name: String? = nil
    ) async throws -> Int {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            switch how {
            case .version: return try await saveVersion(path, bytes, key)
            case .document: return try await saveDocument(path, bytes, key, folder: folder, name: name)
            }
        }
    }

    /// Checks a document out for the person.
    public func lock(as person: String, server: String, path: String) async throws {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let (profile, root) = try await profile(at: path, key: key)
            try await lock(profile, root, key)
        }
    }

    /// Ends the person's check-out.
    public func unlock(as person: String, server: String, path: String) async throws {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let (profile, root) = try await profile(at: path, key: key)
            _ = try await data(
                "unlock", key, path: "\(root)/documents/\(Self.escaped(profile.id))/lock", method: "DELETE")
        }
    }

    // MARK: Steps

    func saveVersion(_ path: String, _ bytes: [UInt8], _ key: SessionKey) async throws -> Int {
        let (profile, root) = try await profile(at: path, key: key)
        let base = state.withLock { $0.opened[OpenedKey(session: key, path: path)] }
        if let base, profile.version > base {
            throw IntegrationFailure(
                "newer-version", at: .api,
                cause:
                    "You opened version \(base) of \(profile.name); iManage holds version \(profile.version) by now.",
                rule: "client.document.newer-version", server: key.server)
        }
        try await lock(profile, root, key)
        let saved: Int
        do {
            saved = try await upload(
                "upload_version", "\(root)/documents/\(Self.escaped(profile.id))/versions", name: profile.name, bytes,
                key)
        } catch let failure as IntegrationFailure where mayHaveArrived("upload_version", key) {
            // Sent, and no answer: repeating it now might store it twice.
            let save = UnknownSave(bytes: bytes, base: profile.version)
            state.withLock { $0.unknownSaves[OpenedKey(session: key, path: path)] = save }
            throw unknown(failure, profile, key)
        } catch {
            // The lock is ours; where it cannot be given back now, the failure of the upload is what counts.
            _ = try? await data(
                "unlock", key, path: "\(root)/documents/\(Self.escaped(profile.id))/lock", method: "DELETE")
            throw error
        }
        _ = try await data("unlock", key, path: "\(root)/documents/\(Self.escaped(profile.id))/lock", method: "DELETE")
        state.withLock { $0.opened[OpenedKey(session: key, path: path)] = saved }
        return saved
    }

    private func saveDocument(
        _ path: String, _ bytes: [UInt8], _ key: SessionKey, folder: String?, name: String?
    ) async throws -> Int {
        let parts = Self.parts(of: path)
        let place = folder.map { Self.parts(of: $0) } ?? Array(parts.dropLast())
        let target = try await container(at: place, key: key)
        let library = place.first ?? ""
        return try await upload(
            "upload_document", "/libraries/\(Self.escaped(library))/folders/\(Self.escaped(target.id))/documents",
            name: name ?? parts.last ?? "Document", bytes, key)
    }

    private func lock(_ profile: DocumentProfile, _ root: String, _ key: SessionKey) async throws {
        let record = try record(key.server)
        let path = "\(root)/documents/\(Self.escaped(profile.id))/lock"
        let response = try await call("lock", as: key, path: path, method: "POST")
        guard !(200...299).contains(response.status) else { return }
        // Which status a checked-out document gets is not known; the profile tells it from missing rights.
        guard
            response.status == 409 || response.status == 423 || (response.status == 403 && profile.checkedOutBy != nil)
        else { throw refusedCall(response, record: record) }
        throw IntegrationFailure(
            "checked-out-by-other", at: .api,
            cause: "\(profile.name) is checked out by \(profile.checkedOutBy ?? "somebody else").",
            status: response.status, error: shown(ErrorBody(response).code), server: key.server)
    }

    private func upload(
        _ kind: String, _ path: String, name: String, _ bytes: [UInt8], _ key: SessionKey
    ) async throws -> Int {
        let boundary = "o-and-d-" + base64URL(configuration.identifiers.bytes("boundary", count: 12))
        let ending = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
        let profile = try JSONEncoder().encode(["doc_profile": ["name": name, "extension": ending]])
        var body = Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"profile\"\r\n".utf8)
        body += Array("Content-Type: application/json\r\n\r\n".utf8) + profile
        body += Array(
            "\r\n--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\r\n".utf8)
        body += bytes + Array("\r\n--\(boundary)--\r\n".utf8)
        let data = try await data(
            kind, key, path: path, method: "POST", body: ("multipart/form-data; boundary=\(boundary)", body))
        return DocumentProfile(data)?.version ?? 1
    }

    func profile(at path: String, key: SessionKey) async throws -> (DocumentProfile, root: String) {
        let parts = Self.parts(of: path)
        let item = try await document(at: parts, key: key)
        let root = "/libraries/\(Self.escaped(parts.first ?? ""))"
        let data = try await data("profile", key, path: "\(root)/documents/\(Self.escaped(item.id))")
        guard let profile = DocumentProfile(data) else {
            throw IntegrationFailure("not-a-work-server", at: .api, server: key.server)
        }
        return (profile, root)
    }
}

extension Integration {
    /// Takes up a save whose end is unknown: looks whether it was stored, and sends it again only where it was not.
    ///
    /// Returns the number of the version that holds the contents.
    public func resumeSave(as person: String, server: String, path: String) async throws -> Int {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            let place = OpenedKey(session: key, path: path)
            guard let save = state.withLock({ $0.unknownSaves[place] }) else {
                throw IntegrationFailure(
                    "not-found", at: .office, cause: "No save of \(path) is open.", rule: "client.save.none",
                    server: server)
            }
            let (profile, root) = try await profile(at: path, key: key)
            let rows = try await data("profile", key, path: "\(root)/documents/\(Self.escaped(profile.id))/versions")
                .items
            let stored = (rows ?? []).first { row in
                (row["version"]?.identifier.flatMap { Int($0) } ?? 0) > save.base
                    && row["checksum"]?.text?.uppercased() == "SHA256:\(save.checksum)"
            }
            let version: Int
            if let stored {
                version = stored["version"]?.identifier.flatMap { Int($0) } ?? profile.version
                if profile.checkedOutBy != nil {
                    _ = try? await data(
                        "unlock", key, path: "\(root)/documents/\(Self.escaped(profile.id))/lock", method: "DELETE")
                }
            } else {
                version = try await saveVersion(path, save.bytes, key)
            }
            state.withLock { state in
                state.unknownSaves[place] = nil
                state.opened[place] = version
            }
            return version
        }
    }

    /// Whether the last request of a kind was sent and brought no answer.
    private func mayHaveArrived(_ kind: String, _ key: SessionKey) -> Bool {
        attempts.last { $0.kind == kind && $0.server == key.server }?.fault?.layer == .http
            || attempts.last { $0.kind == kind && $0.server == key.server }?.fault == .reset
    }

    private func unknown(
        _ failure: IntegrationFailure, _ profile: DocumentProfile, _ key: SessionKey
    ) -> IntegrationFailure {
        IntegrationFailure(
            "outcome-unknown", at: .api,
            cause: "The connection broke off after \(profile.name) was sent: iManage may hold it or not.",
            server: key.server)
    }
}

// MARK: Damage

extension Integration {
    /// What iManage says of a version's contents; nil where it says nothing.
    private func checksum(
        of version: Int, _ profile: DocumentProfile, _ root: String, _ key: SessionKey
    ) async throws -> String? {
        guard version != profile.version else { return profile.checksum }
        let rows = try await data("profile", key, path: "\(root)/documents/\(Self.escaped(profile.id))/versions").items
        return (rows ?? []).compactMap { DocumentProfile($0) }.first { $0.version == version }?.checksum
    }

    /// Throws where a document arrived otherwise than iManage holds it.
    private func check(
        _ response: WireResponse, against checksum: String?, of name: String, _ key: SessionKey
    ) throws {
        guard let checksum, checksum.hasPrefix("SHA256:"), checksum != "SHA256:\(sha256(of: response.body))" else {
            return
        }
        throw IntegrationFailure(
            "transfer-damaged", at: .api,
            cause: "\(name) arrived damaged: \(response.body.count) bytes that are not what iManage holds.",
            status: response.status, rule: "client.document.checksum-wrong", server: key.server)
    }
}

/// SHA-256 in capitals, as iManage writes it.
private func sha256(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "0" + digits : digits
    }.joined()
}

/// A save of which nobody knows whether it was stored.
struct UnknownSave: Sendable {
    let bytes: [UInt8]
    /// The version that it was to follow.
    let base: Int

    /// The contents' SHA-256 in capitals, as iManage writes it.
    var checksum: String { sha256(of: bytes) }
}

/// Which document somebody has open.
struct OpenedKey: Hashable, Sendable {
    let session: SessionKey
    let path: String
}
