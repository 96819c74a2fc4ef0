import Foundation

/// Cuts a stream of bytes into the bodies of messages: `Content-Length: N`, an empty line, N bytes.
///
/// What is no header is passed over up to the next one.
struct MessageFraming {
    /// A longer message is no message of an editor.
    static let longest = 32 << 20

    private static let name = Data("Content-Length:".utf8)
    private static let end = Data("\r\n\r\n".utf8)

    private var buffer = Data()
    /// How many headers were passed over since somebody asked.
    private var refused = 0

    /// Whether a header came that says no length, or one that no message has; asking forgets it.
    mutating func hasRefused() -> Bool {
        defer { refused = 0 }
        return refused > 0
    }

    /// Takes some bytes; returns the bodies that are whole now.
    mutating func take(_ bytes: Data) -> [Data] {
        buffer.append(bytes)
        var bodies: [Data] = []
        while let body = next() { bodies.append(body) }
        return bodies
    }

    private mutating func next() -> Data? {
        while let start = buffer.range(of: Self.name) {
            guard let end = buffer.range(of: Self.end, in: start.upperBound..<buffer.endIndex) else {
                // A header is short: what goes on without an end is none.
                if buffer.endIndex - start.upperBound > 4_096 { drop(to: start.upperBound) }
                return nil
            }
            let fields = String(decoding: buffer[start.upperBound..<end.lowerBound], as: UTF8.self)
            let digits = fields.drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
            guard let length = Int(digits), length <= Self.longest else {
                refused += 1
                drop(to: start.upperBound)
                continue
            }
            guard buffer.endIndex - end.upperBound >= length else { return nil }
            let body = Data(buffer[end.upperBound..<(end.upperBound + length)])
            drop(to: end.upperBound + length)
            return body
        }
        // The last bytes may be the beginning of a header.
        if buffer.count > Self.name.count { drop(to: buffer.endIndex - Self.name.count) }
        return nil
    }

    private mutating func drop(to index: Data.Index) { buffer = Data(buffer[index...]) }

    /// A body with its header.
    static func framed(_ body: Data) -> Data { Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body }
}
