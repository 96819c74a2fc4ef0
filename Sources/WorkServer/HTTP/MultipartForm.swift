import Foundation

/// `multipart/form-data`, read as leniently as iManage's own clients need it.
struct MultipartForm: Sendable {
    /// One part.
    struct Part: Sendable {
        let name: String?
        let fileName: String?
        let contentType: String?
        let bytes: [UInt8]
    }

    let parts: [Part]

    /// Reads a body; nil where it is no such form.
    init?(_ body: [UInt8], contentType: String) {
        guard let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty else { return nil }
        let data = Data(body)
        let mark = Data("--\(boundary)".utf8)
        var parts: [Part] = []
        var position = data.startIndex
        var starts: [Range<Data.Index>] = []
        while let found = data.range(of: mark, in: position..<data.endIndex) {
            starts.append(found)
            position = found.upperBound
        }
        guard starts.count >= 2 else { return nil }
        for (start, end) in zip(starts, starts.dropFirst()) {
            guard let part = Self.part(data[start.upperBound..<end.lowerBound]) else { return nil }
            parts.append(part)
        }
        self.parts = parts
    }

    /// The file: what has a file name and is no JSON, else what is called `file`.
    var file: Part? {
        parts.first { $0.fileName != nil && !$0.isJSON } ?? parts.first { $0.name == "file" }
    }

    /// The profile: the part of that name, or the one that is JSON.
    var profile: JSONObject? {
        (parts.first { $0.name == "profile" } ?? parts.first(where: \.isJSON)).flatMap { JSONObject(reading: $0.bytes) }
    }

    private static func part(_ data: Data) -> Part? {
        let gap = Data("\r\n\r\n".utf8)
        guard data.starts(with: Data("\r\n".utf8)), let middle = data.range(of: gap) else { return nil }
        let head = String(decoding: data[data.startIndex..<middle.lowerBound], as: UTF8.self)
        var content = data[middle.upperBound...]
        if content.suffix(2) == Data("\r\n".utf8) { content = content.dropLast(2) }
        var fields: [String: String] = [:]
        for line in head.split(separator: "\r\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 { fields[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
        }
        let disposition = fields["content-disposition"] ?? ""
        let type = fields["content-type"]
        return Part(
            name: parameter("name", of: disposition) ?? type.flatMap { parameter("name", of: $0) },
            fileName: parameter("filename", of: disposition), contentType: type, bytes: Array(content))
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, pair[0].lowercased() == name else { continue }
            return pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        }
        return nil
    }
}

extension MultipartForm.Part {
    fileprivate var isJSON: Bool { contentType?.lowercased().hasPrefix("application/json") ?? false }
}
