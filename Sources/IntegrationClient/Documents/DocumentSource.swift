import Crypto
public import Foundation
import Synchronization

/// The contents of a document to be saved: bytes, a file, or pieces that somebody brings; they can be read anew.
public struct DocumentSource: Sendable {
    /// How many bytes there are.
    public var length: Int { upload.length }
    let upload: WireUpload

    /// Takes contents that are in memory.
    public init(bytes: [UInt8]) {
        upload = WireUpload(length: bytes.count) {
            let pieces = Pieces(bytes[...])
            return { pieces.next() }
        }
    }

    /// Takes a file, which is read piece by piece while it is sent.
    ///
    /// Throws Foundation's error where the file cannot be looked at.
    public init(file: URL) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        upload = WireUpload(length: (attributes[.size] as? NSNumber)?.intValue ?? 0) {
            let handle = try FileHandle(forReadingFrom: file)
            return { try handle.read(upToCount: Pieces.size).map { Array($0) } }
        }
    }

    /// Takes pieces as they come.
    ///
    /// - Parameters:
    ///   - length: how many bytes the pieces have together.
    ///   - open: begins at the beginning, each time that it is called, and returns what gives the next piece, nil at the
    ///     end.
    public init(length: Int, open: @escaping @Sendable () throws -> @Sendable () async throws -> [UInt8]?) {
        upload = WireUpload(length: length, open: open)
    }

    /// Reads all of it once to tell its checksum.
    func checksum() async throws -> Checksum {
        let next = try upload.open()
        var hash = SHA256()
        while let piece = try await next() { hash.update(data: piece) }
        return Checksum(of: hash)
    }
}

/// Bytes in pieces.
final class Pieces: Sendable {
    /// Bytes of a piece.
    static let size = 64 * 1_024

    private let rest: Mutex<ArraySlice<UInt8>>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = Mutex(bytes)
    }

    func next() -> [UInt8]? {
        rest.withLock { rest in
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(Self.size) }
            return Array(rest.prefix(Self.size))
        }
    }
}
