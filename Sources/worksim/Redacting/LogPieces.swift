import Foundation

/// A text in pieces of a few megabytes, each of which ends with a line, so that a log of any size can be cleaned.
struct LogPieces {
    /// How long a piece is at least.
    static let size = 4 << 20
    /// A line that is longer is cut.
    private static let longestLine = 64 << 20

    private let next: () throws -> Data?
    private var rest: [UInt8] = []
    private var isAtEnd = false

    /// Reads a file from its beginning.
    init(file: FileHandle) throws {
        try file.seek(toOffset: 0)
        next = { try file.read(upToCount: Self.size) }
    }

    /// Reads on in a file or a pipe, of which the first bytes were read already.
    init(handle: FileHandle, after start: Data) {
        rest = Array(start)
        next = { try handle.read(upToCount: Self.size) }
    }

    /// The next piece; `nil` at the end.
    mutating func piece() throws -> [UInt8]? {
        while !isAtEnd {
            if rest.count >= Self.size, let end = rest.lastIndex(of: 0x0A) {
                let piece = Array(rest[...end])
                rest.removeFirst(end + 1)
                return piece
            }
            guard rest.count < Self.longestLine else { break }
            guard let data = try next(), !data.isEmpty else {
                isAtEnd = true
                break
            }
            rest += data
        }
        guard !rest.isEmpty else { return nil }
        defer { rest = [] }
        return rest
    }
}
