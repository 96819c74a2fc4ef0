import Foundation

/// `multipart/form-data` as it arrives (RFC 7578), read as leniently as iManage's own clients need it.
///
/// Parts without a name, profiles with a file name, files under other names: all of these were seen to work.
struct MultipartReader: Sendable {
    /// Why a body is no form that is taken.
    struct Malformed: Error {
        let what: String
    }

    /// What a piece of the body turned out to be.
    enum Event: Sendable {
        case part(MultipartHead)
        case bytes([UInt8])
    }

    /// The largest head of a part, in bytes.
    static let headLimit = 16 << 10
    /// The most parts of a form.
    static let mostParts = 32
    /// The longest boundary (RFC 2046, section 5.1.1).
    static let longestBoundary = 70
    /// The most blanks that are taken for padding behind a boundary.
    private static let longestPadding = 64

    private enum Place {
        case preamble, head, content, end
    }

    private let delimiter: [UInt8]
    private var place = Place.preamble
    private var parts = 0
    /// What came and is not told yet; a line break before it makes the first delimiter like the others.
    private var pending: [UInt8] = Array("\r\n".utf8)
    /// Whether the line break that ends the head still stands before the contents.
    private var skipLineBreak = false

    /// Reads by the boundary of a content type; nil where it names none of 1 to 70 characters.
    init?(contentType: String) {
        guard let boundary = HeaderParameters(contentType)["boundary"],
            (1...Self.longestBoundary).contains(boundary.utf8.count)
        else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes a piece of the body, and says what is in it.
    mutating func read(_ piece: some Collection<UInt8>) throws(Malformed) -> [Event] {
        pending += piece
        var events: [Event] = []
        while place != .end {
            let goesOn = place == .head ? try readHead(&events) : readContent(&events, isWhole: false)
            if !goesOn { return events }
        }
        // What stands behind the last delimiter belongs to nobody.
        pending = []
        return events
    }

    /// Takes note that nothing comes any more.
    ///
    /// - Throws: `Malformed` where the closing delimiter is missing.
    mutating func finish() throws(Malformed) -> [Event] {
        var events: [Event] = []
        if place == .content || place == .preamble { _ = readContent(&events, isWhole: true) }
        guard place == .end else { throw Malformed(what: "The form breaks off.") }
        return events
    }

    /// Reads the head of a part; false where more of it must come.
    private mutating func readHead(_ events: inout [Event]) throws(Malformed) -> Bool {
        let end = position(of: [0x0D, 0x0A, 0x0D, 0x0A], from: 0)
        guard end ?? pending.count <= Self.headLimit else {
            throw Malformed(what: "The head of a part is longer than \(Self.headLimit) bytes.")
        }
        guard let end else { return false }
        parts += 1
        guard parts <= Self.mostParts else { throw Malformed(what: "The form has more than \(Self.mostParts) parts.") }
        events.append(.part(MultipartHead(String(decoding: pending[..<end], as: UTF8.self))))
        // The last line break may begin the delimiter, where the part is empty.
        pending.removeFirst(end + 2)
        place = .content
        skipLineBreak = true
        return true
    }

    /// Reads contents, or what stands before the first part, up to the next delimiter; false where more must come.
    private mutating func readContent(_ events: inout [Event], isWhole: Bool) -> Bool {
        var start = 0
        while let found = position(of: delimiter, from: start) {
            switch ending(at: found + delimiter.count, isWhole: isWhole) {
            case .none:
                // A text that only begins like the delimiter belongs to the contents.
                start = found + 1
            case .open:
                tell(found, &events)
                return false
            case .next(let after):
                end(at: found, after, before: .head, &events)
                return true
            case .last(let after):
                end(at: found, after, before: .end, &events)
                return true
            }
        }
        tell(max(start, pending.count - (delimiter.count - 1)), &events)
        return false
    }

    /// Ends contents at a delimiter, which reaches up to `after`.
    private mutating func end(at found: Int, _ after: Int, before next: Place, _ events: inout [Event]) {
        tell(found, &events)
        pending.removeFirst(after - found)
        skipLineBreak = false
        place = next
    }

    /// What stands behind a boundary.
    private enum Ending {
        /// A line's end, possibly behind padding: a part begins; with where that line's end stands.
        case next(Int)
        /// The closing dashes and a line's end: the form is over.
        case last(Int)
        /// Something else: the boundary is none.
        case none
        /// Not enough has come to tell.
        case open
    }

    private func ending(at start: Int, isWhole: Bool) -> Ending {
        var place = start
        let isLast = pending.dropFirst(place).prefix(2).elementsEqual([0x2D, 0x2D])
        if isLast { place += 2 }
        while place < pending.count, pending[place] == 0x20 || pending[place] == 0x09 { place += 1 }
        guard place - start <= Self.longestPadding else { return .none }
        let rest = pending.dropFirst(place).prefix(2)
        if rest.elementsEqual([0x0D, 0x0A]) { return isLast ? .last(place) : .next(place) }
        let isCut = rest.isEmpty || rest.elementsEqual([0x0D])
        if isWhole { return isLast && isCut ? .last(place) : .none }
        // The beginning of a line's end, or of the dashes.
        return isCut || (place == start && rest.elementsEqual([0x2D])) ? .open : .none
    }

    /// Tells of so many bytes as contents; before the first part they are dropped.
    private mutating func tell(_ count: Int, _ events: inout [Event]) {
        guard count > 0 else { return }
        guard place == .content else {
            pending.removeFirst(count)
            return
        }
        var bytes = pending.prefix(count)
        if skipLineBreak {
            guard count >= 2 else { return }
            bytes = bytes.dropFirst(2)
            skipLineBreak = false
        }
        if !bytes.isEmpty { events.append(.bytes(Array(bytes))) }
        pending.removeFirst(count)
    }

    /// Where bytes stand first from a place on: by the first of them, then by all.
    private func position(of part: [UInt8], from start: Int) -> Int? {
        guard let first = part.first else { return nil }
        return pending.withUnsafeBytes { whole in
            guard let base = whole.baseAddress else { return nil }
            var offset = start
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
}

/// The head of a part of a form.
struct MultipartHead: Sendable {
    let name: String?
    /// The last segment of the file name that the sender gave; empty where nothing is left of it, nil where it gave none.
    let fileName: String?
    let contentType: String?

    /// Reads the lines of a head.
    init(_ head: String) {
        var fields: [String: String] = [:]
        var last = ""
        for line in head.split(whereSeparator: { $0 == "\r\n" || $0 == "\n" }) {
            if line.first == " " || line.first == "\t" {
                // A line that goes on with the one before (RFC 5322, section 2.2.3).
                fields[last]?.append(contentsOf: line)
                continue
            }
            let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            last = pair[0].trimmingCharacters(in: .whitespaces).lowercased()
            fields[last] = fields[last] ?? pair[1].trimmingCharacters(in: .whitespaces)
        }
        let disposition = HeaderParameters(fields["content-disposition"] ?? "")
        let type = fields["content-type"].map { HeaderParameters($0) }
        name = disposition["name"] ?? type?["name"]
        // RFC 7578, section 4.2, forbids `filename*`; where a sender gives nothing else, the part is a file all the same.
        fileName = (disposition["filename"] ?? disposition["filename*"].map(Self.decoded)).map(Self.lastSegment)
        contentType = type?.value
    }

    /// Whether it describes the file and is not the file itself: a part with a file name is the file whatever its type or
    /// name, but for a JSON part that is called `profile`.
    var isProfile: Bool {
        let isJSON = contentType == "application/json"
        guard fileName == nil else { return name == "profile" && isJSON }
        return name == "profile" || (isJSON && name != "file")
    }

    /// Whether it is the file.
    var isFile: Bool { !isProfile && (fileName != nil || name == "file") }

    /// The name without folders, on whatever system they are: nothing of a sender's path says where a file is stored.
    private static func lastSegment(_ path: String) -> String {
        let segment = path.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }.last ?? ""
        let printable = String(
            String.UnicodeScalarView(segment.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        return printable == "." || printable == ".." ? "" : printable
    }

    /// The text of `UTF-8''Caf%C3%A9.docx` (RFC 8187); the text as it stands where it is none.
    private static func decoded(_ value: String) -> String {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return value }
        return percentDecoded(parts[2]) ?? value
    }
}
