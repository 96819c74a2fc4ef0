/// JSON as it is written: keys sorted, slashes as they are, so that one answer always has the same bytes.
indirect enum JSONValue: Sendable {
    case text(String)
    case number(Int)
    case boolean(Bool)
    case list([JSONValue])
    case object([String: JSONValue])
    case null
    /// JSON that is written already.
    case raw(String)

    /// The value as JSON text.
    var serialized: String {
        if case .raw(let json) = self { return json }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rawLength)
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// How many bytes of it are written already, so that they are copied once.
    private var rawLength: Int {
        switch self {
        case .raw(let json): json.utf8.count
        case .list(let values): values.reduce(2) { $0 + $1.rawLength + 1 }
        case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + 4 + $1.value.rawLength }
        default: 16
        }
    }

    /// Whether a text is a number as JSON writes it; Swift reads `+5`, `.5` and `0x10` too, which no client could read.
    static func isNumber(_ text: String) -> Bool {
        text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil && Double(text)?.isFinite == true
    }

    private func write(to bytes: inout [UInt8]) {
        switch self {
        case .text(let value): Self.write(value, to: &bytes)
        case .number(let value): bytes.append(contentsOf: String(value).utf8)
        case .boolean(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        case .raw(let json): bytes.append(contentsOf: json.utf8)
        case .list(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                Self.write(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                member.value.write(to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    /// Writes a text in quotation marks.
    static func write(_ value: String, to bytes: inout [UInt8]) {
        var value = value
        value.withUTF8 { text in
            bytes.append(UInt8(ascii: "\""))
            if needsEscape(text) {
                for byte in text { escape(byte, to: &bytes) }
            } else {
                bytes.append(contentsOf: text)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        default: bytes.append(byte)
        }
    }
}

/// Whether a text has a character that JSON does not take as it is.
private func needsEscape(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without a way out of the loop, many bytes are looked at at once.
    var found: UInt8 = 0
    for byte in text { found |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0) }
    return found != 0
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { _, later in later })
    }
}
