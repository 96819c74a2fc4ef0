import Foundation
import IntegrationClient
import Rules
import Synchronization
import Testing
import WorkTime

@Suite struct `A save` {
    @Test func `looks and locks first, sends name and ending apart, and unlocks`() async throws {
        let shelf = Shelf()
        try await Office.use(shelf) { office in
            let saved = try await office.save("Second draft")
            #expect(saved.version == 2 && saved.notices == [] && saved.size == 12)
            #expect(shelf.versions == ["First draft", "Second draft"] && shelf.holder == nil)
            #expect(office.kinds == ["browse", "browse", "browse", "profile", "lock", "upload_version", "unlock"])
            let upload = try #require(office.server.requests.first { $0.path.hasSuffix("/versions") })
            #expect(upload.body.contains(#""extension":"docx","name":"Complaint","size":12"#))
            #expect(upload.header("Content-Length") == String(upload.body.utf8.count))
            #expect(upload.header("Transfer-Encoding") == nil)
        }
    }

    @Test func `of a file sends it piece by piece and tells how far it is`() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("save-\(UUID().uuidString).docx")
        let text = String(repeating: "Whereas ", count: 40_000)
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let shelf = Shelf()
        try await Office.use(shelf) { office in
            let told = Mutex<[TransferProgress]>([])
            _ = try await office.integration.save(
                as: "ada", server: "main", path: Shelf.path, contents: try DocumentSource(file: file), how: .version
            ) { step in told.withLock { $0.append(step) } }
            #expect(shelf.versions.last == text)
            #expect(told.withLock { $0.map(\.done) } == [65_536, 131_072, 196_608, 262_144, 320_000])
            #expect(told.withLock { $0.allSatisfy { $0.total == 320_000 } })
        }
    }

    @Test(arguments: [
        ("", "Complaint.docx", "client.upload.empty"), ("Text", "Complaint", "client.upload.no-extension"),
        ("Text", ".docx", "client.upload.no-extension"), ("Text", "Complaint.", "client.upload.no-extension"),
    ])
    func `of what no server takes is refused without a request`(text: String, name: String, rule: String) async throws {
        try await Office.use(Shelf()) { office in
            let failure = try await office.failure {
                _ = try await office.save(text, "ACTIVE/Acme/Pleadings/\(name)", how: .document)
            }
            #expect(failure.id == .uploadRefused && failure.rule == rule && failure.at == .office)
            #expect(office.kinds == [])
        }
    }

    @Test func `strips the dot of an ending`() async throws {
        let shelf = Shelf()
        try await Office.use(shelf) { office in
            _ = try await office.save("We deny it", how: .document, name: "Answer..docx")
            let upload = try #require(office.server.requests.last)
            #expect(upload.body.contains(#""extension":"docx","name":"Answer""#) && shelf.others == ["Answer.docx"])
        }
    }

    @Test func `into a search folder is refused before anything is sent`() async throws {
        try await Office.use(Shelf()) { office in
            let failure = try await office.failure {
                _ = try await office.save("Text", how: .document, folder: "ACTIVE/Acme/Recent")
            }
            #expect(failure.id == .uploadRefused && failure.rule == "client.upload.search-folder")
            #expect(failure.message.contains("Recent is a search folder") && !office.kinds.contains("upload_document"))
        }
    }

    @Test func `over a newer version asks, adds one on top, or makes a copy`() async throws {
        let shelf = Shelf()
        try await Office.use(shelf) { office in
            _ = try await office.open()
            shelf.edit("Grace was faster")
            let failure = try await office.failure { _ = try await office.save("Mine") }
            #expect(failure.id == .newerVersion && failure.message.contains("version 2"))
            let copy = try await office.save("Mine", conflict: .copy)
            #expect(copy.name == "Complaint (copy).docx" && copy.notices.contains { $0.contains("beside it") })
            #expect(shelf.others == ["Complaint (copy).docx"] && shelf.versions.count == 2)
            let seen1 = try await office.save("Mine", conflict: .newVersion).version
            #expect(seen1 == 3)
        }
    }

    @Test func `of a document that somebody has checked out leaves it alone`() async throws {
        let shelf = Shelf()
        shelf.checkOut(by: "GRACE")
        try await Office.use(shelf) { office in
            for choice in [ConflictChoice.ask, .newVersion] {
                let failure = try await office.failure { _ = try await office.save("Mine", conflict: choice) }
                #expect(failure.id == .checkedOutByOther && failure.message.contains("GRACE"))
            }
            _ = try await office.save("Mine", conflict: .copy, name: "Mine.docx")
            #expect(shelf.others == ["Mine.docx"] && shelf.versions.count == 1 && shelf.holder == "GRACE")
        }
    }

    @Test func `tells what the server warns of, wherever it stands`() async throws {
        let warning = #"[{"field":"custom1","error":"The value is required"}]"#
        for body in [
            #"{"data":{"version":2},"warnings":\#(warning)}"#, #"{"data":{"version":2,"warnings":\#(warning)}}"#,
        ] {
            let shelf = Shelf { $0.method == "POST" && $0.path.hasSuffix("/versions") ? .json(body, status: 201) : nil }
            try await Office.use(shelf) { office in
                let notices = try await office.save("Second draft").notices
                #expect(notices.count == 1 && notices[0].contains("custom1: The value is required"))
            }
        }
    }

    @Test func `names the fields that the server refuses, and gives the lock back`() async throws {
        let body =
            #"{"error":{"code":"NRC_INVALID","messages":[{"field":"custom2","code":"NRC_REQUIRED","code_message":"is missing"}]}}"#
        let shelf = Shelf { $0.method == "POST" && $0.path.hasSuffix("/versions") ? .json(body, status: 400) : nil }
        try await Office.use(shelf) { office in
            let failure = try await office.failure { _ = try await office.save("Second draft") }
            #expect(failure.id == .uploadRefused && failure.message.contains("custom2: is missing"))
            #expect(failure.error == "NRC_INVALID" && shelf.holder == nil)
        }
    }

    @Test func `is not repeated where the server asks for fewer calls`() async throws {
        let shelf = Shelf { request in
            guard request.method == "POST", request.path.hasSuffix("/versions") else { return nil }
            return .answer(429, [("Retry-After", "5"), ("Content-Type", "application/json")], "{}")
        }
        try await Office.use(shelf) { office in
            let failure = try await office.failure { _ = try await office.save("Second draft") }
            #expect(failure.id == .throttled && failure.message.contains("in 5 s"))
            #expect(office.kinds.suffix(2) == ["upload_version", "unlock"] && office.clock.now.elapsed == .zero)
        }
    }

    @Test func `whose lock cannot be given back is a save all the same`() async throws {
        let shelf = Shelf { $0.method == "DELETE" ? .json("{}", status: 500) : nil }
        try await Office.use(shelf) { office in
            let saved = try await office.save("Second draft")
            #expect(saved.version == 2 && saved.notices.contains { $0.contains("still checked out to you") })
        }
    }

    @Test(arguments: [409, 403])
    func `asks who has it checked out where the profile is silent`(status: Int) async throws {
        let answers = Mutex([TinyReply.json(#"{"data":{"user_id":"GRACE"}}"#), .json(#"{"error":{}}"#, status: 404)])
        let shelf = Shelf { request in
            if request.path.hasSuffix("/checkout") { return answers.withLock { $0.removeFirst() } }
            if request.path.hasSuffix("/lock") { return .json(#"{"error":{}}"#, status: status) }
            return request.path.hasSuffix("ACTIVE!3.1")
                ? .json(#"{"data":{"id":"ACTIVE!3.1","name":"Complaint","extension":"docx"}}"#) : nil
        }
        try await Office.use(shelf) { office in
            let held = try await office.failure { _ = try await office.save("Mine") }
            #expect(held.id == .checkedOutByOther && held.message.contains("checked out by GRACE"))
            let free = try await office.failure { _ = try await office.save("Mine") }
            #expect(free.id == (status == 403 ? .noRights : .checkedOutByOther))
        }
    }

    @Test func `finds nobody where the server knows of no check-out`() async throws {
        let shelf = Shelf { request in
            request.path.hasSuffix("ACTIVE!3.1") ? .json(#"{"data":{"id":"ACTIVE!3.1","name":"Complaint"}}"#) : nil
        }
        try await Office.use(shelf) { office in
            let seen2 = try await office.integration.holder(as: "ada", server: "main", path: Shelf.path)
            #expect(seen2 == nil)
        }
    }
}
