import Foundation
import IntegrationClient
import Rules
import Synchronization
import Testing

@Suite struct `A save whose end is unknown` {
    @Test(arguments: [SaveMode.version, .document])
    func `is looked up and not stored again`(how: SaveMode) async throws {
        let world = Losing(isStored: true)
        try await Office.use(world.shelf, script: world.callAsFunction) { office in
            try await lose(how, office)
            let saved = try await office.integration.resumeSave(as: "ada", server: "main", path: path(how))
            #expect(saved.version == (how == .version ? 2 : 1) && saved.size == 0)
            #expect(world.shelf.versions.count + world.shelf.others.count == 2 && world.shelf.holder == nil)
            #expect(office.kinds.filter { $0.hasPrefix("upload") }.count == 1)
        }
    }

    @Test(arguments: [SaveMode.version, .document])
    func `is sent again where it was not stored`(how: SaveMode) async throws {
        let world = Losing(isStored: false)
        try await Office.use(world.shelf, script: world.callAsFunction) { office in
            try await lose(how, office)
            let saved = try await office.integration.resumeSave(as: "ada", server: "main", path: path(how))
            #expect(saved.size == 12 && world.shelf.versions.count + world.shelf.others.count == 2)
            #expect(office.kinds.filter { $0.hasPrefix("upload") }.count == 2)
            let over = try await office.failure {
                _ = try await office.integration.resumeSave(as: "ada", server: "main", path: path(how))
            }
            #expect(over.rule == "client.save.none")
        }
    }

    @Test(arguments: [true, false])
    func `because its token was refused is looked up before it is sent again`(isStored: Bool) async throws {
        let seen = Mutex<TinyRequest?>(nil)
        let shelf = Shelf { request in
            guard request.method == "POST", request.path.hasSuffix("/versions"),
                request.header("X-Auth-Token") == "acc-1"
            else { return nil }
            seen.withLock { $0 = request }
            return .json(#"{"error":{}}"#, status: 401)
        }
        // A server that stores and refuses at once: sent again, the document would be there twice.
        let strange: TinyServer.Script = { request in
            let reply = shelf(request)
            if isStored, let refused = seen.withLock({ $0.take() }) { shelf.store(refused) }
            return reply
        }
        try await Office.use(shelf, script: strange) { office in
            let seen1 = try await office.save("Second draft").version
            #expect(seen1 == 2)
            #expect(shelf.versions == ["First draft", "Second draft"] && shelf.holder == nil)
            #expect(office.kinds.filter { $0 == "upload_version" }.count == (isStored ? 1 : 2))
        }
    }

    @Test func `does not come of a refresh that happens meanwhile`() async throws {
        let isDead = Mutex(false)
        var script = WorkScript()
        script.libraries = .json(#"{"data":[]}"#)
        let shelf = Shelf(script: script) { request in
            let isRefused = request.path.hasSuffix("/libraries") && request.header("X-Auth-Token") == "acc-1"
            return isRefused && isDead.withLock { $0 } ? .json(#"{"error":{}}"#, status: 401) : nil
        }
        try await Office.use(shelf) { office in
            let saved = try await save(office) {
                isDead.withLock { $0 = true }
                _ = try await office.integration.listLibraries(as: "ada", server: "main")
            }
            #expect(saved.version == 2 && shelf.versions.count == 2)
            #expect(office.kinds.filter { $0 == "upload_version" }.count == 1)
            #expect(office.kinds.filter { $0 == "refresh" }.count == 1)
            #expect(office.server.requests.last?.header("X-Auth-Token") == "acc-2")
        }
    }

    @Test func `is none where the person logs out meanwhile: it is stored, and the lock is told of`() async throws {
        let shelf = Shelf()
        try await Office.use(shelf) { office in
            let saved = try await save(office) { try await office.integration.logOut(as: "ada", server: "main") }
            #expect(saved.version == 2 && shelf.versions.count == 2)
            #expect(saved.notices.contains { $0.contains("still checked out to you") })
        }
    }

    @Test func `is none where the contents cannot be read to their end: nothing is stored`() async throws {
        let shelf = Shelf()
        try await Office.use(shelf) { office in
            let failure = try await office.failure {
                _ = try await save(office) { throw CocoaError(.fileReadNoSuchFile) }
            }
            #expect(failure.id == .uploadRefused && failure.rule == "client.upload.unreadable")
            #expect(shelf.versions.count == 1 && shelf.holder == nil)
        }
    }

    // MARK: Parts

    private func path(_ how: SaveMode) -> String { how == .version ? Shelf.path : "ACTIVE/Acme/Pleadings/Answer.docx" }

    private func lose(_ how: SaveMode, _ office: Office) async throws {
        let failure = try await office.failure { _ = try await office.save("Second draft", path(how), how: how) }
        #expect(failure.id == .outcomeUnknown && failure.remedy?.step == "user.resume_save")
    }

    /// Saves 200 KB, and does something in the middle of it.
    private func save(
        _ office: Office, _ meanwhile: @escaping @Sendable () async throws -> Void
    ) async throws -> SavedDocument {
        let piece = [UInt8](repeating: 0x78, count: 100_000)
        let source = DocumentSource(length: 200_000) {
            let count = Mutex(0)
            return {
                let number = count.withLock { count in
                    count += 1
                    return count
                }
                if number == 2 { try await meanwhile() }
                return number > 2 ? nil : piece
            }
        }
        return try await office.integration.save(
            as: "ada", server: "main", path: Shelf.path, contents: source, how: .version)
    }
}

/// A shelf whose first upload brings no answer.
private final class Losing: Sendable {
    let shelf = Shelf()
    private let isStored: Bool
    private let once = Once()

    init(isStored: Bool) {
        self.isStored = isStored
    }

    func callAsFunction(_ request: TinyRequest) -> TinyReply {
        let isUpload = request.path.hasSuffix("/versions") || request.path.hasSuffix("/documents")
        guard request.method == "POST", isUpload, once.first() else { return shelf(request) }
        if isStored { shelf.store(request) }
        return .raw("")
    }
}
