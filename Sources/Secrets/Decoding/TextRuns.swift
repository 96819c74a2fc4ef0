/// Finds the runs of Base64 or hexadecimal characters of a text and decodes them.
enum TextRuns {
    private static let base64: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
        // The alphabet of URLs (RFC 4648, section 5).
        (values[0x2D], values[0x5F]) = (62, 63)
        return values
    }()

    /// Whether a byte is a character of Base64, in either alphabet and without the padding.
    static func isBase64(_ byte: UInt8) -> Bool { base64[Int(byte)] != 0xFF }

    /// Calls `body` with each maximal run of Base64 characters that is at least so long.
    static func eachBase64Run(in bytes: [UInt8], shortest: Int, _ body: (Range<Int>) -> Void) {
        eachRun(in: bytes, shortest: shortest, base64, body)
    }

    /// Calls `body` with each maximal run of hexadecimal digits that is at least so long.
    static func eachHexadecimalRun(in bytes: [UInt8], shortest: Int, _ body: (Range<Int>) -> Void) {
        eachRun(in: bytes, shortest: shortest, hexadecimal, body)
    }

    private static let hexadecimal: [UInt8] = (0...255).map { hexadecimalValue(UInt8($0)) ?? 0xFF }

    private static func eachRun(
        in bytes: [UInt8], shortest: Int, _ values: [UInt8], _ body: (Range<Int>) -> Void
    ) {
        bytes.withUnsafeBufferPointer { bytes in
            values.withUnsafeBufferPointer { values in
                var start = 0
                while start < bytes.count {
                    guard values[Int(bytes[start])] != 0xFF else {
                        start += 1
                        continue
                    }
                    var end = start + 1
                    while end < bytes.count, values[Int(bytes[end])] != 0xFF { end += 1 }
                    if end - start >= shortest { body(start..<end) }
                    start = end
                }
            }
        }
    }

    /// A run of Base64 decoded from its character `offset` on, with the places of the run's characters in the raw text.
    static func decodedBase64(_ run: Range<Int>, of text: DecodedText, offset: Int = 0) -> DecodedText {
        let start = run.lowerBound + offset
        var out: [UInt8] = []
        var places: [Int] = []
        var ends: [Int] = []
        out.reserveCapacity(run.count * 3 / 4)
        var (buffer, bits, place) = (UInt32(0), UInt32(0), start)
        while place < run.upperBound {
            buffer = (buffer << 6 | UInt32(base64[Int(text.bytes[place])])) & 0xFFFF
            bits += 6
            if bits >= 8 {
                bits -= 8
                out.append(UInt8(truncatingIfNeeded: buffer >> bits))
                places.append(text.rawPlace(start + (out.count - 1) * 4 / 3))
                ends.append(text.rawPlace(place + 1))
            }
            place += 1
        }
        places.append(text.rawPlace(run.upperBound))
        return DecodedText(bytes: out, places: places, ends: ends)
    }

    /// A run of hexadecimal digits decoded from its digit `offset` on.
    static func decodedHexadecimal(_ run: Range<Int>, of text: DecodedText, offset: Int = 0) -> DecodedText {
        let start = run.lowerBound + offset
        let count = (run.upperBound - start) / 2
        let bytes = (0..<count).map { index in
            hexadecimal[Int(text.bytes[start + 2 * index])] << 4 | hexadecimal[Int(text.bytes[start + 2 * index + 1])]
        }
        return DecodedText(bytes: bytes, places: (0...count).map { text.rawPlace(start + 2 * $0) })
    }
}

extension DecodedText {
    /// Where a byte begins in the raw text.
    func rawPlace(_ place: Int) -> Int { places?[place] ?? place }
}
