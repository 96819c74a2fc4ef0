import Testing

@testable import WorkServer

/// Forms as clients really send them, whole and in pieces of every size.
@Suite struct `Uploads as forms` {
    private static func form(_ parts: [(head: String, body: String)], end: String = "--") -> [UInt8] {
        Array((parts.map { "--b\r\n\($0.head)\r\n\r\n\($0.body)\r\n" }.joined() + "--b\(end)\r\n").utf8)
    }

    private static func upload(_ body: [UInt8], pieces size: Int) throws -> ReceivedUpload {
        var assembly = try #require(UploadAssembly(contentType: "multipart/form-data; boundary=\"b\""))
        var rest = body[...]
        while !rest.isEmpty {
            try assembly.take(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return try assembly.finish()
    }

    private static let file = ("Content-Disposition: form-data; name=\"file\"; filename=\"a.docx\"", "line\r\n--bx\r\n")

    /// The heads of profile and file that were seen to work with the real server.
    private static let seen: [(profile: String, file: String)] = [
        ("Content-Disposition: form-data; name=\"profile\"\r\nContent-Type: application/json", file.0),
        (
            "Content-Disposition: form-data; name=\"profile\"; filename=\"blob\"\r\nContent-Type: application/json",
            file.0
        ),
        ("Content-Disposition: form-data; name=\"profile\"\r\nContent-Type: text/plain", file.0),
        ("Content-Disposition: form-data\r\nContent-Type: application/json", file.0),
        ("Content-Type: application/json; name=\"profile\"", file.0),
        (
            "Content-Disposition: form-data; name=profile",
            "Content-Disposition: form-data; name=\"myFile\"; filename=\"a.docx\""
        ),
    ]

    @Test(arguments: 0..<6, [1, 2, 3, 7, 64, 4_096])
    func `are read whatever the heads and the pieces`(_ row: Int, _ size: Int) throws {
        let (profile, file) = Self.seen[row]
        let body = Self.form([(profile, "{\"doc_profile\":{\"name\":\"Note\"}}"), (file, Self.file.1)])
        let upload = try Self.upload(body, pieces: size)
        #expect(upload["name"]?.text == "Note")
        #expect(upload.fileName == "a.docx")
        #expect(upload.file?.text == "line\r\n--bx\r\n")
    }

    @Test(arguments: [1, 5, 1_000])
    func `a file before its profile, an empty file, and a text before the first part are taken`(_ size: Int) throws {
        let parts = Self.form([(Self.file.0, ""), ("Content-Disposition: form-data; name=\"profile\"", "{}")])
        let upload = try Self.upload(Array("a preamble\r\n".utf8) + parts, pieces: size)
        #expect(upload.file?.size == 0)
        #expect(upload.profile != nil)
    }

    @Test func `a form that breaks off is none`() {
        #expect(throws: MultipartReader.Malformed.self) {
            try Self.upload(Array(Self.form([Self.file]).dropLast(8)), pieces: 16)
        }
        #expect(UploadAssembly(contentType: "multipart/form-data") == nil)
    }

    @Test func `a large file leaves the memory, and is read back as it came`() throws {
        let bytes = (0..<(3 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var sink = UploadSink()
        for start in stride(from: 0, to: bytes.count, by: 100_000) {
            try sink.write(Array(bytes[start..<min(start + 100_000, bytes.count)]))
        }
        let blob = sink.finish()
        #expect(blob.size == bytes.count && blob.text == nil)
        #expect(blob.checksum == Blob(bytes).checksum)
        #expect(try blob.read((1 << 20) - 5..<(1 << 20) + 5) == Array(bytes[(1 << 20) - 5..<(1 << 20) + 5]))
        #expect(try blob.read(bytes.count - 2..<bytes.count + 10).count == 2)
    }

    @Test(arguments: [
        ("bytes=0-9", ByteRange.part(0..<10)), ("bytes=90-", .part(90..<100)), ("bytes=-10", .part(90..<100)),
        ("bytes=0-500", .part(0..<100)), ("bytes=-500", .part(0..<100)), ("bytes=100-", .unsatisfiable),
        ("bytes=-0", .unsatisfiable), ("bytes=5-2", .whole), ("bytes=a-b", .whole), ("bytes=1-2,4-5", .whole),
        ("items=1-2", .whole), ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=+1-2", .whole),
        ("bytes=90-99999999999999999999", .part(90..<100)), ("bytes=-99999999999999999999", .part(0..<100)),
    ])
    func `a range is read as RFC 9110 has it`(_ header: String, _ range: ByteRange) {
        #expect(ByteRange(header, size: 100) == range)
    }
}
