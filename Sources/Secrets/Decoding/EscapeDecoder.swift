import Foundation

/// Takes one layer of escapes off a text: backslashes of JSON and of source code, percent encoding, entities of XML.
enum EscapeDecoder {
    /// The text without one layer of escapes; `nil` if it has none.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - isString: whether the text is a string of JSON, whose only escapes are those with a backslash.
    /// - Returns: the decoded text.
    static func decode(_ text: DecodedText, isString: Bool = false) -> DecodedText? {
        guard text.bytes.contains(where: { $0 == 0x5C || !isString && ($0 == 0x25 || $0 == 0x26) }) else { return nil }
        return text.bytes.withUnsafeBufferPointer { bytes in
            var out: [UInt8] = []
            var places: [Int] = []
            out.reserveCapacity(bytes.count)
            places.reserveCapacity(bytes.count + 1)
            var (place, isChanged) = (0, false)
            while place < bytes.count {
                let start = text.places?[place] ?? place
                let byte = bytes[place]
                if byte == 0x5C || !isString && (byte == 0x25 || byte == 0x26),
                    let escape = escape(at: place, in: bytes)
                {
                    isChanged = true
                    place += escape.length
                    escape.scalar.emit { byte in
                        out.append(byte)
                        places.append(start)
                    }
                } else {
                    out.append(byte)
                    places.append(start)
                    place += 1
                }
            }
            guard isChanged else { return nil }
            places.append(text.places?.last ?? bytes.count)
            return DecodedText(bytes: out, places: places)
        }
    }

    /// The text with a blank for each plus sign, as forms write blanks; `nil` if it has none.
    static func withBlanks(_ text: DecodedText) -> DecodedText? {
        guard text.bytes.contains(0x2B) else { return nil }
        return DecodedText(
            bytes: text.bytes.map { $0 == 0x2B ? 0x20 : $0 }, places: text.places ?? Array(0...text.bytes.count))
    }

    // MARK: One escape

    /// What an escape stands for: a byte of percent encoding, which is part of a character, or a character.
    private enum Scalar {
        case byte(UInt8)
        case character(UInt32)

        func emit(_ body: (UInt8) -> Void) {
            switch self {
            case .byte(let byte): body(byte)
            case .character(let value):
                guard let scalar = Unicode.Scalar(value) else { return body(0x3F) }
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { body(byte) }
            }
        }
    }

    private typealias Bytes = UnsafeBufferPointer<UInt8>

    private static func escape(at place: Int, in bytes: Bytes) -> (scalar: Scalar, length: Int)? {
        switch bytes[place] {
        case 0x5C: backslash(at: place, in: bytes)
        case 0x25: percent(at: place, in: bytes)
        default: entity(at: place, in: bytes)
        }
    }

    private static func backslash(at place: Int, in bytes: Bytes) -> (scalar: Scalar, length: Int)? {
        guard place + 1 < bytes.count else { return nil }
        switch bytes[place + 1] {
        case 0x22, 0x27, 0x2F, 0x5C: return (.byte(bytes[place + 1]), 2)
        case 0x6E: return (.byte(0x0A), 2)
        case 0x72: return (.byte(0x0D), 2)
        case 0x74: return (.byte(0x09), 2)
        case 0x75:
            guard let value = number(from: place + 2, digits: 4, in: bytes) else { return nil }
            if (0xD800...0xDBFF).contains(value), place + 11 < bytes.count, bytes[place + 6] == 0x5C,
                bytes[place + 7] == 0x75, let low = number(from: place + 8, digits: 4, in: bytes),
                (0xDC00...0xDFFF).contains(low)
            {
                return (.character(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)), 12)
            }
            return (.character(value), 6)
        case 0x78: return number(from: place + 2, digits: 2, in: bytes).map { (.byte(UInt8($0)), 4) }
        default: return nil
        }
    }

    private static func percent(at place: Int, in bytes: Bytes) -> (scalar: Scalar, length: Int)? {
        if place + 1 < bytes.count, bytes[place + 1] | 0x20 == 0x75 {
            return number(from: place + 2, digits: 4, in: bytes).map { (.character($0), 6) }
        }
        return number(from: place + 1, digits: 2, in: bytes).map { (.byte(UInt8($0)), 3) }
    }

    /// `&quot;`, `&#34;`, `&#x22;`.
    private static func entity(at place: Int, in bytes: Bytes) -> (scalar: Scalar, length: Int)? {
        var end = place + 1
        while end < bytes.count, end - place < 10, bytes[end] != 0x3B { end += 1 }
        guard end < bytes.count, bytes[end] == 0x3B, end > place + 1 else { return nil }
        let length = end - place + 1
        if bytes[place + 1] == 0x23 {
            let isHexadecimal = place + 2 < end && bytes[place + 2] | 0x20 == 0x78
            let digits = String(decoding: bytes[(place + (isHexadecimal ? 3 : 2))..<end], as: UTF8.self)
            return UInt32(digits, radix: isHexadecimal ? 16 : 10).map { (.character($0), length) }
        }
        switch String(decoding: bytes[(place + 1)..<end], as: UTF8.self) {
        case "quot": return (.byte(0x22), length)
        case "apos": return (.byte(0x27), length)
        case "amp": return (.byte(0x26), length)
        case "lt": return (.byte(0x3C), length)
        case "gt": return (.byte(0x3E), length)
        case "nbsp": return (.byte(0x20), length)
        case "equals": return (.byte(0x3D), length)
        case "colon": return (.byte(0x3A), length)
        default: return nil
        }
    }

    private static func number(from place: Int, digits: Int, in bytes: Bytes) -> UInt32? {
        guard place + digits <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in place..<(place + digits) {
            guard let digit = hexadecimalValue(bytes[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

/// The value of a hexadecimal digit; `nil` for another byte.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
}
