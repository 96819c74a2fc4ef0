import Foundation

/// The multipart form of an upload: the profile, then the contents, sent piece by piece.
struct UploadForm {
    let contentType: String
    let body: WireUpload

    /// Makes a form; `boundary` must not occur in the contents, and `moved` is called with the bytes of the contents that
    /// have been sent so far.
    init(
        _ name: DocumentName, _ source: DocumentSource, boundary: String, moved: @escaping @Sendable (Int) -> Void
    ) throws {
        let profile = Profile(
            profile: .init(name: name.base, ending: name.ending, size: source.length), wantsWarnings: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var head = Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"profile\"\r\n".utf8)
        head += Array("Content-Type: application/json\r\n\r\n".utf8) + (try encoder.encode(profile))
        head += Array("\r\n--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; ".utf8)
        head += Array("filename=\"\(Self.quoted(name.full))\"\r\n".utf8)
        head += Array("Content-Type: application/octet-stream\r\n\r\n".utf8)
        let tail = Array("\r\n--\(boundary)--\r\n".utf8)
        contentType = "multipart/form-data; boundary=\(boundary)"
        body = WireUpload(length: head.count + source.length + tail.count) { [head] in
            let parts = FormParts(head: head, source: try source.upload.open(), tail: tail, moved: moved)
            return { try await parts.next() }
        }
    }

    /// A file name within quotes, as browsers write it.
    private static func quoted(_ name: String) -> String {
        name.replacing("\"", with: "%22").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private struct Profile: Encodable {
        struct Document: Encodable {
            let name: String
            let ending: String
            let size: Int

            enum CodingKeys: String, CodingKey {
                case name, size
                case ending = "extension"
            }
        }

        let profile: Document
        let wantsWarnings: Bool

        enum CodingKeys: String, CodingKey {
            case profile = "doc_profile"
            case wantsWarnings = "warnings_for_required_and_disabled_fields"
        }
    }
}

/// The pieces of a form one after the other.
private actor FormParts {
    private var head: [UInt8]?
    private let source: WireUpload.Reader
    private var tail: [UInt8]?
    private let moved: @Sendable (Int) -> Void
    private var sent = 0

    init(
        head: [UInt8], source: @escaping WireUpload.Reader, tail: [UInt8], moved: @escaping @Sendable (Int) -> Void
    ) {
        self.head = head
        self.source = source
        self.tail = tail
        self.moved = moved
    }

    func next() async throws -> [UInt8]? {
        if let head {
            self.head = nil
            return head
        }
        if let piece = try await source() {
            sent += piece.count
            moved(sent)
            return piece
        }
        defer { tail = nil }
        return tail
    }
}
