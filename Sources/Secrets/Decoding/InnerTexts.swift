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

    private static func parameters(in range: Range<Int>, of bytes: [UInt8]) -> [Range<Int>] {
        bytes[range].split(whereSeparator: edges.contains).filter { $0.contains(0x25) }.map(\.indices)
    }
}
