import Rules
import Synchronization

/// Opening documents: piece by piece, taken up where the connection breaks, held against the server's checksum.
extension Integration {
    /// How many times a download is taken up after it broke off; each time must have brought something.
    static let resumptionLimit = 3

    /// Opens a small document in memory; the version that was opened is what a save is based on.
    ///
    /// One that is larger than a response may be is refused; `download` takes it.
    public func open(
        as person: String, server: String, path: String, version: Int? = nil
    ) async throws -> OpenedDocument {
        let limit = configuration.options.limits.maximumBody
        let sink = MemorySink(limit: limit)
        let document = try await download(as: person, server: server, path: path, version: version, to: sink)
        guard document.size <= limit else {
            throw failure(for: .bodyTooLarge(limit: limit), at: .api, record: try record(server))
        }
        return OpenedDocument(id: document.id, version: document.version, bytes: sink.bytes)
    }

    /// Opens a document by its path and hands it to `sink` as it comes.
    ///
    /// A download that breaks off is taken up where the server allows it. The sink is finished once all is there and is
    /// what the server holds, and abandoned otherwise.
    ///
    /// - Parameters:
    ///   - person: who opens.
    ///   - server: the server's name in the organization settings.
    ///   - path: the document.
    ///   - version: the version's number; nil takes the latest.
    ///   - sink: where the contents go.
    ///   - progress: called after each piece; nil for nobody.
    /// - Returns: which document and version it was, and how it came.
    /// - Throws: an `IntegrationFailure`, what the sink threw, or `CancellationError`.
    public func download(
        as person: String, server: String, path: String, version: Int? = nil, to sink: any DocumentSink,
        progress: (@Sendable (TransferProgress) -> Void)? = nil
    ) async throws -> DownloadedDocument {
        try await reported(as: person, server: server) {
            let key = SessionKey(person: person, server: server)
            do {
                let (profile, root) = try await profile(at: path, version: version, key: key)
                let document = try await download(profile, below: root, to: sink, key, progress)
                let opened = OpenedVersion(version: profile.version, number: DocumentNumber(profile.id)?.number)
                state.withLock { $0.opened[OpenedKey(session: key, path: path)] = opened }
                return document
            } catch {
                await sink.abandon()
                throw error
            }
        }
    }

    private func download(
        _ profile: DocumentProfile, below root: String, to sink: any DocumentSink, _ key: SessionKey,
        _ progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws -> DownloadedDocument {
        let transfer = Download(to: sink, total: profile.size, progress: progress) { head in
            // Where a document was due, a web page is a proxy's log-in, unless the document is one itself.
            head.header("Content-Type")?.lowercased().hasPrefix("text/html") == true
                && !profile.name.lowercased().hasSuffix(".html") && !profile.name.lowercased().hasSuffix(".htm")
        } isAllowed: { [self] in
            guard isLoggedIn(key) else { throw loggedOut(key) }
        }
        let resumptions = try await transferAll(
            transfer, "\(root)/documents/\(Self.escaped(profile.id))/download", key)
        // A log-out that came with the last piece counts, too.
        guard isLoggedIn(key) else { throw loggedOut(key) }
        try verify(transfer, against: profile, key)
        try await sink.finish()
        return DownloadedDocument(
            id: profile.id, name: profile.name, version: profile.version, size: transfer.offset,
            isVerified: profile.checksum != nil, resumptions: resumptions)
    }

    /// Asks until all of it has come; returns how many times it was taken up.
    private func transferAll(_ transfer: Download, _ path: String, _ key: SessionKey) async throws -> Int {
        var resumptions = 0
        var hasBegunAnew = false
        while true {
            let before = transfer.offset
            var call = APICall("download", path)
            call.headers = transfer.range
            call.receiver = transfer.receiver
            do {
                let response = try await self.call(call, as: key)
                if transfer.isTakenIn { return resumptions }
                guard [206, 416].contains(response.status), before > 0, !hasBegunAnew else {
                    throw refusedCall(response, record: try record(key.server))
                }
                // A part that does not follow on what is there: all of it once more.
                hasBegunAnew = true
                try await transfer.startOver()
            } catch let failure as IntegrationFailure {
                if let refusal = transfer.refusal { throw refusal }
                let isCut = failure.id == .connectionReset || failure.id == .connectionTimedOut
                guard isCut, transfer.canBeTakenUp, transfer.offset > before, resumptions < Self.resumptionLimit else {
                    throw failure
                }
                resumptions += 1
            }
        }
    }

    private func verify(_ transfer: Download, against profile: DocumentProfile, _ key: SessionKey) throws {
        let isWhole =
            profile.checksum.map { $0 == transfer.checksum } ?? profile.size.map { $0 == transfer.offset } ?? true
        guard isWhole else {
            throw IntegrationFailure(
                .checksumMismatch, at: .api,
                cause:
                    "\(profile.name) arrived damaged: \(transfer.offset) bytes that are not what iManage holds.",
                rule: "client.download.checksum", server: key.server)
        }
    }

    /// The profile of the document at a path, of one of its versions where a number is given.
    func profile(
        at path: String, version: Int? = nil, key: SessionKey
    ) async throws -> (DocumentProfile, root: String) {
        let parts = Self.parts(of: path)
        let item = try await document(at: parts, key: key)
        let root = "/libraries/\(Self.escaped(parts.first ?? ""))"
        let latest = try await profile(item.id, below: root, key)
        guard let version, version != latest.version else { return (latest, root) }
        let id = item.id.prefix { $0 != "." } + ".\(version)"
        let older = try await profile(id, below: root, key)
        // A server that shows the latest whatever it is asked for tells nothing of the contents of another.
        return (older.version == version ? older : older.withoutContents(id: String(id), version: version), root)
    }

    private func profile(
        _ id: some StringProtocol, below root: String, _ key: SessionKey
    ) async throws -> DocumentProfile {
        let data = try await data(to: APICall("profile", "\(root)/documents/\(Self.escaped(String(id)))"), key)
        guard let profile = DocumentProfile(data) else {
            throw IntegrationFailure(.notAWorkServer, at: .api, server: key.server)
        }
        return profile
    }
}

/// Which version of a document somebody has open.
struct OpenedVersion: Hashable, Sendable {
    let version: Int
    /// The document's number in its library; nil where its id does not tell.
    let number: Int64?
}

/// Which document somebody has open.
struct OpenedKey: Hashable, Sendable {
    let session: SessionKey
    let path: String
}
