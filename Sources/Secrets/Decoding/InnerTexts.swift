/// Finds the parts of a text that are texts of their own, written in one line by means of escapes.
enum InnerTexts {
    /// What stands around a parameter of a query.
    private static let edges: Set<UInt8> = [0x09, 0x20, 0x23, 0x26, 0x27, 0x3B, 0x3C, 0x3D, 0x3E, 0x3F, 0x60]

    /// The strings of a text that hold escapes of JSON, and the parameters that hold percent encoding.
    static func pieces(of bytes: [UInt8]) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var (start, place) = (0, 0)
        var (hasBackslash, hasPercent) = (false, false)
        while place <= bytes.count {
            if place == bytes.count || bytes[place] == 0x22 || ByteText.isLineEnd(bytes[place]) {
                if hasBackslash {
                    pieces.append(start..<min(place, bytes.count))
                } else if hasPercent {
                    pieces += parameters(in: start..<place, of: bytes)
                }
                (start, hasBackslash, hasPercent) = (place + 1, false, false)
            } else if bytes[place] == 0x5C {
                hasBackslash = true
                // What is escaped does not end a string.
                if place + 1 < bytes.count, !ByteText.isLineEnd(bytes[place + 1]) { place += 1 }
            } else if bytes[place] == 0x25 {
                hasPercent = true
            }
            place += 1
        }
        return pieces
    }

    /// The insides of the strings of JSON that hold lines or quotation marks: each is a text of its own.
    ///
    /// A string stands behind a colon, a comma or a bracket and before a comma, a bracket or the line's end.
    static func strings(of bytes: [UInt8]) -> [Range<Int>] {
        var strings: [Range<Int>] = []
        var place = 0
        while place < bytes.count {
            guard bytes[place] == 0x22 else {
                // What is escaped outside of a string does not open one.
                place += bytes[place] == 0x5C ? 2 : 1
                continue
            }
            let start = place + 1
            var (end, isText) = (start, false)
            while end < bytes.count, bytes[end] != 0x22, !ByteText.isLineEnd(bytes[end]) {
                if bytes[end] == 0x5C, end + 1 < bytes.count {
                    isText = isText || [0x22, 0x6E, 0x72, 0x74].contains(bytes[end + 1])
                    end += 1
                }
                end += 1
            }
            guard end < bytes.count, bytes[end] == 0x22 else {
                place = max(start, min(end, bytes.count))
                continue
            }
            if isText, isDelimited(start - 1, end, in: bytes) { strings.append(start..<end) }
            place = end + 1
        }
        return strings
    }

    private static func isDelimited(_ open: Int, _ close: Int, in bytes: [UInt8]) -> Bool {
        var (before, after) = (open - 1, close + 1)
        while before >= 0, bytes[before] <= 0x20 { before -= 1 }
        while after < bytes.count, ByteText.isBlank(bytes[after]) { after += 1 }
        guard before >= 0, [0x3A, 0x2C, 0x5B].contains(bytes[before]) else { return false }
        return after >= bytes.count || [0x2C, 0x7D, 0x5D, 0x0A, 0x0D].contains(bytes[after])
    }

    private static func parameters(in range: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
        bytes[range].split(whereSeparator: edges.contains).filter { $0.contains(0x25) }.map(\.indices)
    }
}
