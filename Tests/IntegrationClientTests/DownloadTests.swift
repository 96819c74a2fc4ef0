import Foundation
import IntegrationClient
import Rules
import Synchronization
import Testing

@Suite struct `A download` {
    /// 1 MB that does not repeat itself.
    private static let long = (0..<125_000).map { String(format: "%07d ", $0) }.joined()

    @Test func `comes in pieces, however large it is, and tells how far it is`() async throws {
        var options = ClientOptions()
        options.limits.maximumBody = 100_000
        try await Office.use(Shelf([Self.long]), options) { office in
            let pieces = Mutex<[Int]>([])
            let told = Mutex<[TransferProgress]>([])
            let text = Mutex("")
            let sink = HandlerSink { place, piece in
                pieces.withLock { $0.append(piece.count) }
                text.withLock { text in
                    #expect(place == text.utf8.count)
                    text += String(decoding: piece, as: UTF8.self)
                }
            }
            let document = try await office.integration.download(
                as: "ada", server: "main", path: Shelf.path, to: sink
            ) { step in told.withLock { $0.append(step) } }
            #expect(document.size == 1_000_000 && document.isVerified && document.name == "Complaint.docx")
            #expect(text.withLock { $0 } == Self.long)
            #expect(pieces.withLock { $0.count > 3 && $0.allSatisfy { $0 < 500_000 } })
            #expect(told.withLock { $0.last } == TransferProgress(done: 1_000_000, total: 1_000_000))
            #expect(told.withLock { steps in zip(steps, steps.dropFirst()).allSatisfy { $0.done < $1.done } })
            let refused = try await office.failure { _ = try await office.open() }
            #expect(refused.rule == "client.response.too-large")
        }
    }

    @Test func `to a file bears its name only once it is whole`() async throws {
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("Complaint.docx")
        try Data("What was there".utf8).write(to: file)
        let damaged = Shelf { $0.path.hasSuffix("/download") ? .answer(200, [], "Final draft") : nil }
        try await Office.use(damaged) { office in
            let failure = try await office.failure { _ = try await download(to: file, office) }
            #expect(failure.id == .checksumMismatch && failure.rule == "client.download.checksum")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == "What was there")
        try await Office.use(Shelf()) { office in
            let seen = try await download(to: file, office).size
            #expect(seen == 11)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == "First draft")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["Complaint.docx"])
    }

    @Test func `that breaks off is taken up at the byte where it stopped`() async throws {
        try await Office.use(cutting(after: [400_000], tag: Shelf.tag(Self.long))) { office in
            let sink = MemorySink(limit: 2_000_000)
            let document = try await office.integration.download(
                as: "ada", server: "main", path: Shelf.path, to: sink)
            #expect(document.resumptions == 1 && String(decoding: sink.bytes, as: UTF8.self) == Self.long)
            let calls = office.server.requests.filter { $0.path.hasSuffix("/download") }
            #expect(calls.map { $0.header("Range") } == [nil, "bytes=400000-"])
            #expect(calls.last?.header("If-Range") == Shelf.tag(Self.long))
        }
    }

    @Test func `of a document that has changed meanwhile begins anew`() async throws {
        try await Office.use(cutting(after: [400_000], tag: "\"another\"")) { office in
            let text1 = try await office.open()
            #expect(text1 == Self.long)
            #expect(office.kinds.filter { $0 == "download" }.count == 2)
        }
    }

    @Test(arguments: [nil, #"W/"weak""#])
    func `is not taken up without a strong tag`(tag: String?) async throws {
        try await Office.use(cutting(after: [400_000], tag: tag)) { office in
            let failure = try await office.failure { _ = try await office.open() }
            #expect(failure.id == .connectionReset && office.kinds.filter { $0 == "download" }.count == 1)
            let text2 = try await office.open()
            #expect(text2 == Self.long)
        }
    }

    @Test func `is given up after three resumptions, and where one brings nothing`() async throws {
        for (cuts, tries) in [([100, 200, 300, 400, 500], 4), ([100, 0], 2)] {
            try await Office.use(cutting(after: cuts, tag: Shelf.tag(Self.long))) { office in
                let failure = try await office.failure { _ = try await office.open() }
                #expect(failure.id == .connectionReset)
                #expect(office.kinds.filter { $0 == "download" }.count == tries)
            }
        }
    }

    @Test(arguments: [
        TinyReply.answer(206, [("Content-Range", "bytes 5-10/11")], "draft"), .answer(416, [], ""),
        .answer(206, [("Content-Range", "bytes 3-10/11"), ("ETag", "\"other\"")], "xxxxxxxx"),
    ])
    func `takes no part that does not follow on what is there`(part: TinyReply) async throws {
        let shelf = Shelf { request in
            guard request.path.hasSuffix("/download") else { return nil }
            if request.header("Range") != nil { return part }
            return nil
        }
        let once = Once()
        let cut = Shelf { request in
            if request.path.hasSuffix("/download"), once.first() {
                return Shelf.cut("First draft", after: 3, tag: Shelf.tag("First draft"))
            }
            return shelf(request)
        }
        try await Office.use(cut) { office in
            let text3 = try await office.open()
            #expect(text3 == "First draft")
            #expect(office.kinds.filter { $0 == "download" }.count == 3)
        }
    }

    @Test func `is no web page of a proxy`() async throws {
        try await Office.use(Shelf { $0.path.hasSuffix("/download") ? .html("<form>Sign in</form>") : nil }) { office in
            let failure = try await office.failure { _ = try await office.open() }
            #expect(failure.id == .notAWorkServer && failure.message.contains("a web page"))
        }
    }

    @Test func `ends with the log-out, and leaves nothing`() async throws {
        try await Office.use(Shelf([Self.long])) { office in
            let sink = MemorySink(limit: 2_000_000)
            let leaving = LeavingSink(sink) {
                try await office.integration.logOut(as: "ada", server: "main")
            }
            let failure = try await office.failure {
                _ = try await office.integration.download(as: "ada", server: "main", path: Shelf.path, to: leaving)
            }
            #expect(failure.id == .sessionExpired && failure.rule == "client.session.missing")
            #expect(sink.bytes.isEmpty && office.kinds.filter { $0 == "download" }.count == 1)
        }
    }

    @Test func `whose session expires is taken up with a new token`() async throws {
        let once = Once()
        let shelf = Shelf([Self.long]) { request in
            guard request.path.hasSuffix("/download") else { return nil }
            if once.first() {
                return Shelf.cut(Self.long, after: 400_000, tag: Shelf.tag(Self.long))
            }
            return request.header("X-Auth-Token") == "acc-1" ? .json(#"{"error":{}}"#, status: 401) : nil
        }
        try await Office.use(shelf) { office in
            let text4 = try await office.open()
            #expect(text4 == Self.long)
            #expect(office.kinds.suffix(4) == ["download", "download", "refresh", "download"])
            #expect(office.server.requests.last?.header("Range") == "bytes=400000-")
        }
    }

    @Test func `of an older version is held against that version's checksum`() async throws {
        try await Office.use(Shelf(["One", "Two"])) { office in
            let text5 = try await office.open(version: 1)
            #expect(text5 == "One")
            let text6 = try await office.open()
            #expect(text6 == "Two")
        }
    }

    // MARK: Parts

    /// A shelf whose first downloads break off at these places.
    private func cutting(after counts: [Int], tag: String?) -> Shelf {
        let left = Mutex(counts)
        return Shelf([Self.long]) { request in
            guard request.path.hasSuffix("/download"),
                let count = left.withLock({ $0.isEmpty ? nil : $0.removeFirst() })
            else { return nil }
            guard let start = request.header("Range").flatMap({ Int($0.dropFirst(6).dropLast()) }) else {
                return Shelf.cut(Self.long, after: count, tag: tag)
            }
            let rest = Self.long.utf8.count - start
            return .raw(
                "HTTP/1.1 206 Partial Content\r\nContent-Length: \(rest)\r\n"
                    + "Content-Range: bytes \(start)-999999/1000000\r\n\r\n" + Self.long.dropFirst(start).prefix(count))
        }
    }

    private func download(to file: URL, _ office: Office) async throws -> DownloadedDocument {
        try await office.integration.download(as: "ada", server: "main", path: Shelf.path, to: FileSink(file))
    }

    private func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("download-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

/// Does something once when the first piece has come.
private final class LeavingSink: DocumentSink {
    private let sink: MemorySink
    private let once = Once()
    private let leave: @Sendable () async throws -> Void

    init(_ sink: MemorySink, leave: @escaping @Sendable () async throws -> Void) {
        self.sink = sink
        self.leave = leave
    }

    func write(_ piece: [UInt8]) async throws {
        sink.write(piece)
        if once.first() { try await leave() }
    }
    func restart() { sink.restart() }
    func finish() {}
    func abandon() { sink.abandon() }
}
