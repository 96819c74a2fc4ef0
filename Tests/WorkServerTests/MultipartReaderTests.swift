import Secrets
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

    /// What senders call a file, and what it is called here.
    private static let fileNames: [(sent: String, name: String?)] = [
        (#"filename="Smith; Jones v. Doe.docx""#, "Smith; Jones v. Doe.docx"),
        (#"filename="a \"quoted\" name.docx""#, #"a "quoted" name.docx"#), (#"filename="a\\b.docx""#, "b.docx"),
        (#"filename="C:\Cases\Note.docx""#, "Note.docx"), (#"filename="../../etc/passwd""#, "passwd"),
        (#"filename="/etc/passwd""#, "passwd"), (#"filename="..""#, nil), (#"filename="folder/""#, nil),
        (#"filename="""#, nil),
        (#"filename=plain.docx"#, "plain.docx"), (#"FileName = "spaced.docx" ; x=y"#, "spaced.docx"),
        (#"filename="a=b; name=c.docx""#, "a=b; name=c.docx"), (#"filename="unterminated.docx"#, "unterminated.docx"),
        (#"filename="plain.docx"; filename*=UTF-8''other.docx"#, "plain.docx"),
        (#"filename*=UTF-8''Caf%C3%A9.docx"#, "Café.docx"), (#"filename="Ärger.docx""#, "Ärger.docx"),
        ("filename=\"tab\there.docx\"", "tabhere.docx"),
    ]

    @Test(arguments: 0..<17) func `a file name is a quoted string, and never a path`(_ row: Int) throws {
        let (sent, name) = Self.fileNames[row]
        let upload = try Self.upload(
            Self.form([("Content-Disposition: form-data; name=\"file\"; \(sent)", "x")]), pieces: 5)
        #expect(upload.fileName == name)
        #expect(upload.file?.text == "x")
    }

    @Test(arguments: [
        ("name=\"file\"; filename=\"data.json\"\r\nContent-Type: application/json", true),
        ("name=\"profile\"; filename=\"profile.pdf\"\r\nContent-Type: application/pdf", true),
        ("name=\"attachment\"; filename=\"a\"\r\nContent-Type: text/plain", true), ("name=\"file\"", true),
        ("name=\"profile\"; filename=\"blob\"\r\nContent-Type: application/json; charset=utf-8", false),
        ("name=\"other\"", false),
    ])
    func `a part with a file name is the file, whatever its type and its field`(_ head: String, _ isFile: Bool) throws {
        let upload = try Self.upload(Self.form([("Content-Disposition: form-data; " + head, "{}")]), pieces: 3)
        #expect((upload.file != nil) == isFile)
    }

    /// Contents that look like the boundary and are none.
    private static let lookalikes = [
        "\r\n--bx\r\n", "\r\n--b x\r\n", "\r\n--b--x\r\n", "\r\n--b \t y", "--b\r\n", "\r\n--b-\r\n", "\n--b--\n",
        "\r\n-\r\n--",
        "\r\n--b" + String(repeating: " ", count: 70) + "\r\n", "\r\n--b\r", "\r\n\r\n--b\n", "\r\n--b--  -\r\n",
    ]

    @Test(arguments: 0..<12, [1, 2, 3, 7, 4_096])
    func `what only looks like the boundary does not cut`(_ row: Int, _ size: Int) throws {
        let contents = "before" + Self.lookalikes[row] + "after"
        let parts = [(Self.file.0, contents), ("Content-Disposition: form-data; name=\"profile\"", "{}")]
        let upload = try Self.upload(Self.form(parts), pieces: size)
        #expect(upload.file?.text == contents)
        #expect(upload.profile != nil)
    }

    @Test(arguments: [1, 4, 100])
    func `a boundary may have padding, and the last one no line's end`(_ size: Int) throws {
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"a\""
        for form in [
            "--b \t\r\n\(head)\r\n\r\nx\r\n--b--", "--b\r\n\(head)\r\n\r\nx\r\n--b-- \r\nan epilogue\r\n--b\r\n",
        ] {
            #expect(try Self.upload(Array(form.utf8), pieces: size).file?.text == "x")
        }
    }

    @Test func `a head that is too long, too many parts, two files and two profiles are refused`() throws {
        let field = ("Content-Disposition: form-data; name=\"x\"", "1")
        let profile = ("Content-Disposition: form-data; name=\"profile\"", "{}")
        let long = ("X: " + String(repeating: "a", count: MultipartReader.headLimit), "")
        for parts in [Array(repeating: field, count: 33), [Self.file, Self.file], [profile, profile], [long]] {
            #expect(throws: MultipartReader.Malformed.self) { try Self.upload(Self.form(parts), pieces: 1_000) }
        }
        #expect(try Self.upload(Self.form(Array(repeating: field, count: 31) + [Self.file]), pieces: 1_000).file != nil)
        #expect(
            UploadAssembly(contentType: "multipart/form-data; boundary=" + String(repeating: "b", count: 71)) == nil)
    }

    @Test func `random forms in random pieces come back as they were sent`() throws {
        let noise = SeededIdentifiers(seed: 7, path: ["forms"])
        let alphabet = Array("\r\n-b \t".utf8)
        for _ in 0..<300 {
            var bytes = noise.bytes("contents", count: 60).map { alphabet[Int($0) % alphabet.count] }
            // The one thing that contents cannot hold is the delimiter itself.
            for start in bytes.indices where bytes[start...].starts(with: "--b".utf8) {
                let rest = bytes[(start + 3)...].drop { " \t-".utf8.contains($0) }
                if rest.first ?? 0x0D == 0x0D { bytes[start + 2] = UInt8(ascii: "x") }
            }
            let contents = String(decoding: bytes, as: UTF8.self)
            let size = Int(noise.bytes("size", count: 1)[0]) % 9 + 1
            let upload = try Self.upload(Self.form([(Self.file.0, contents)]), pieces: size)
            #expect(upload.file?.text == contents, "\(Array(contents.utf8)) in pieces of \(size)")
        }
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
