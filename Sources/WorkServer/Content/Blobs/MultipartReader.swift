import Foundation

/// `multipart/form-data` as it arrives, read as leniently as iManage's own clients need it.
///
/// Parts without a name, profiles with a file name, files under other names: all of these were seen to work.
struct MultipartReader: Sendable {
    /// Why a body is no form that is taken.
    struct Malformed: Error {
        let what: String
    }

    /// The head of a part.
    struct Part: Sendable {
        let name: String?
        let fileName: String?
        let contentType: String?

        /// Whether it describes the file and is not the file itself.
        var isProfile: Bool {
            name == "profile" || contentType?.lowercased().hasPrefix("application/json") ?? false
        }
    }

    /// What a piece of the body turned out to be.
    enum Event: Sendable {
        case part(Part)
        case bytes([UInt8])
    }

    /// The largest head of a part, in bytes.
    private static let headLimit = 16 << 10

    private enum Place {
        case preamble, head, content, end
    }

    private let delimiter: [UInt8]
    private var place = Place.preamble
    /// What came and is not told yet; a line break before it makes the first delimiter like the others.
    private var pending: [UInt8] = Array("\r\n".utf8)

    /// Reads by the boundary of a content type; nil where it names none.
    init?(contentType: String) {
        guard let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Whether the closing delimiter has come.
    var isComplete: Bool { place == .end }

    /// Takes a piece of the body, and says what is in it.
    mutating func read(_ piece: some Collection<UInt8>) throws(Malformed) -> [Event] {
        pending += piece
        var events: [Event] = []
        while true {
            switch place {
            case .preamble:
                guard let found = position(of: delimiter) else {
                    keep(delimiter.count - 1)
                    return events
                }
                pending.removeFirst(found + delimiter.count)
                place = .head
            case .head:
                if pending.starts(with: [0x2D, 0x2D]) {
                    place = .end
                    continue
                }
                guard let end = position(of: [0x0D, 0x0A, 0x0D, 0x0A]) else {
                    guard pending.count <= Self.headLimit else {
                        throw Malformed(what: "The head of a part is too long.")
                    }
                    return events
                }
                events.append(.part(Self.part(String(decoding: pending[..<end], as: UTF8.self))))
                // The last line break may begin the delimiter, where the part is empty.
                pending.removeFirst(end + 2)
                place = .content
                skipLineBreak = true
            case .content:
                guard let found = position(of: delimiter) else {
                    tell(pending.count - (delimiter.count - 1), &events)
                    return events
                }
                let after = found + delimiter.count
                guard pending.count >= after + 2 else {
                    tell(found, &events)
                    return events
                }
                guard Self.endsDelimiter(pending[after], pending[after + 1]) else {
                    // A text that only begins like the delimiter belongs to the contents.
                    tell(after, &events)
                    continue
                }
                tell(found, &events)
                pending.removeFirst(delimiter.count)
                skipLineBreak = false
                place = .head
            case .end:
                pending = []
                return events
            }
        }
    }

    /// Whether the line break that ends the head still stands before the contents.
    private var skipLineBreak = false

    /// Tells of so many bytes as contents.
    private mutating func tell(_ count: Int, _ events: inout [Event]) {
        guard count > 0 else { return }
        var bytes = pending.prefix(count)
        if skipLineBreak {
            guard count >= 2 else { return }
            bytes = bytes.dropFirst(2)
            skipLineBreak = false
        }
        if !bytes.isEmpty { events.append(.bytes(Array(bytes))) }
        pending.removeFirst(count)
    }

    /// Whether what follows a boundary makes it a delimiter: a line's end, the closing dashes, or padding (RFC 2046).
    private static func endsDelimiter(_ first: UInt8, _ second: UInt8) -> Bool {
        (first, second) == (0x0D, 0x0A) || (first, second) == (0x2D, 0x2D) || first == 0x20 || first == 0x09
    }

    private mutating func keep(_ count: Int) {
        if pending.count > count { pending.removeFirst(pending.count - count) }
    }

    /// Where bytes stand first: by the first of them, then by all.
    private func position(of part: [UInt8]) -> Int? {
        guard let first = part.first else { return nil }
        return pending.withUnsafeBytes { whole in
            guard let base = whole.baseAddress else { return nil }
            var offset = 0
            while offset + part.count <= whole.count,
                let found = memchr(base + offset, Int32(first), whole.count - part.count - offset + 1)
            {
                let position = UnsafeRawPointer(found) - base
                if memcmp(base + position, part, part.count) == 0 { return position }
                offset = position + 1
            }
            return nil
        }
    }

    private static func part(_ head: String) -> Part {
        var fields: [String: String] = [:]
        for line in head.split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 { fields[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces) }
        }
        let disposition = fields["content-disposition"] ?? ""
        let type = fields["content-type"]
        return Part(
            name: parameter("name", of: disposition) ?? type.flatMap { parameter("name", of: $0) },
            fileName: parameter("filename", of: disposition), contentType: type)
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
