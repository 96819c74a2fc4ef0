/// Reads JSON as RFC 8259 has it, and refuses what readers of JSON disagree about: text that is not UTF-8, half a surrogate
/// pair, and, unless it is allowed, a name that stands twice in an object.
struct JSONReader {
    /// Why a text is not read.
    enum Problem: Error, Equatable {
        /// It is in another encoding than UTF-8, which JSON between systems has.
        case notUTF8
        /// It is no JSON from this byte on.
        case malformed(at: Int)
        /// Lists and objects lie too deep in each other.
        case tooDeep
        /// A name stands twice in one object.
        case duplicateName(String)
        /// It is JSON, but no object.
        case noObject
    }

    /// How deep lists and objects may lie in each other; no call needs more.
    static let deepest = 64

    private let bytes: [UInt8]
    private let allowsDuplicates: Bool
    private var place = 0

    /// Reads a text as an object.
    ///
    /// With `allowingDuplicates` the last of several members of one name counts.
    static func object(
        _ bytes: [UInt8], allowingDuplicates: Bool = false
    ) throws(Problem) -> [String: JSONObject.Member] {
        // UTF-16 and UTF-32 of a text that begins with ASCII have a zero among the first two bytes.
        guard !bytes.prefix(2).contains(0), String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var reader = JSONReader(bytes: bytes, allowsDuplicates: allowingDuplicates)
        // A byte order mark may be passed over (RFC 8259, section 8.1).
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.place == bytes.count else { throw .malformed(at: reader.place) }
        guard case .object(let members) = value else { throw .noObject }
        return members
    }

    private init(bytes: [UInt8], allowsDuplicates: Bool) {
        self.bytes = bytes
        self.allowsDuplicates = allowsDuplicates
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    private mutating func expect(_ byte: Character) throws(Problem) {
        guard let expected = byte.asciiValue, next == expected else { throw .malformed(at: place) }
        place += 1
    }

    private mutating func take(_ byte: Character) -> Bool {
        guard let wanted = byte.asciiValue, next == wanted else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(Problem) -> JSONObject.Member {
        skipBlanks()
        let isNested = next == UInt8(ascii: "{") || next == UInt8(ascii: "[")
        guard !isNested || depth < Self.deepest else { throw .tooDeep }
        switch next {
        case UInt8(ascii: "{"): return .object(try members(depth: depth))
        case UInt8(ascii: "["): return .list(try items(depth: depth))
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .truth(true))
        case UInt8(ascii: "f"): return try word("false", .truth(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func members(depth: Int) throws(Problem) -> [String: JSONObject.Member] {
        try expect("{")
        var members: [String: JSONObject.Member] = [:]
        skipBlanks()
        if take("}") { return members }
        repeat {
            skipBlanks()
            let name = try text()
            skipBlanks()
            try expect(":")
            let value = try value(depth: depth + 1)
            let before = members.updateValue(value, forKey: name)
            guard before == nil || allowsDuplicates else { throw .duplicateName(name) }
            skipBlanks()
        } while take(",")
        try expect("}")
        return members
    }

    private mutating func items(depth: Int) throws(Problem) -> [JSONObject.Member] {
        try expect("[")
        var items: [JSONObject.Member] = []
        skipBlanks()
        if take("]") { return items }
        repeat {
            items.append(try value(depth: depth + 1))
            skipBlanks()
        } while take(",")
        try expect("]")
        return items
    }

    private mutating func word(_ word: String, _ value: JSONObject.Member) throws(Problem) -> JSONObject.Member {
        guard bytes[place...].starts(with: word.utf8) else { throw .malformed(at: place) }
        place += word.utf8.count
        return value
    }

    // MARK: Texts

    private mutating func text() throws(Problem) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while let byte = next {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escaped()
            case 0..<0x20: throw .malformed(at: place - 1)
            default: text.append(byte)
            }
        }
        throw .malformed(at: place)
    }

    private mutating func escaped() throws(Problem) -> [UInt8] {
        let start = place - 1
        guard let byte = next else { throw .malformed(at: place) }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code) {
                try expect("\\")
                try expect("u")
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw .malformed(at: start) }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw .malformed(at: start) }
            return Array(String(Character(scalar)).utf8)
        default: throw .malformed(at: start)
        }
    }

    private mutating func hexadecimal() throws(Problem) -> UInt32 {
        let digits = bytes[place...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw .malformed(at: place) }
        place += 4
        return code
    }

    // MARK: Numbers

    /// A whole number that fits an `Int`; every other number as its text, which loses nothing.
    private mutating func number() throws(Problem) -> JSONObject.Member {
        let start = place
        _ = take("-")
        let leading = next
        let count = digits()
        guard count == 1 || (count > 1 && leading != UInt8(ascii: "0")) else { throw .malformed(at: start) }
        var isWhole = true
        if take(".") {
            isWhole = false
            guard digits() > 0 else { throw .malformed(at: start) }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard digits() > 0 else { throw .malformed(at: start) }
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if isWhole { return Int(text).map { .number($0) } ?? .text(text) }
        // 5.0 and 1e2 are whole numbers, too.
        return Double(text).flatMap { Int(exactly: $0) }.map { .number($0) } ?? .text(text)
    }

    private mutating func digits() -> Int {
        let start = place
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { place += 1 }
        return place - start
    }
}

extension JSONReader.Problem {
    /// What is wrong, in a sentence that names the text: `The body`.
    func sentence(of what: String) -> String {
        switch self {
        case .notUTF8: "\(what) is not in UTF-8, the encoding of JSON."
        case .malformed(let place): "\(what) is not a JSON object: it cannot be read from byte \(place + 1) on."
        case .tooDeep: "\(what) is nested more than \(JSONReader.deepest) deep."
        case .duplicateName(let name): "\(what) has the name '\(name.prefix(100))' twice in one object."
        case .noObject: "\(what) is not a JSON object."
        }
    }
}
