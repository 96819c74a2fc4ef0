public import Foundation
import Synchronization

/// Where a download goes, piece by piece.
public protocol DocumentSink: Sendable {
    /// Takes the next piece.
    func write(_ piece: [UInt8]) async throws
    /// Forgets what was written: the document comes anew from its beginning.
    func restart() async throws
    /// All is there, and is what the server holds.
    func finish() async throws
    /// Nothing more will come: what was written is of no use.
    func abandon() async
}

/// A download to a file, which bears its name only once all of it is there and has been checked.
public actor FileSink: DocumentSink {
    private let file: URL
    private let part: URL
    private var handle: FileHandle?

    /// Writes to a file beside `file` until the download is whole.
    public init(_ file: URL) {
        self.file = file
        part = file.appendingPathExtension("part")
    }

    /// Appends a piece.
    public func write(_ piece: [UInt8]) throws {
        try opened().write(contentsOf: Data(piece))
    }

    /// Empties the file.
    public func restart() throws {
        try opened().truncate(atOffset: 0)
    }

    /// Gives the file its name, in the place of what had it.
    public func finish() throws {
        try opened().close()
        handle = nil
        if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
        try FileManager.default.moveItem(at: part, to: file)
    }

    /// Removes what was written; what bore the name before stays.
    public func abandon() {
        // Whatever cannot be removed now is overwritten by the next download.
        try? handle?.close()
        handle = nil
        try? FileManager.default.removeItem(at: part)
    }

    private func opened() throws -> FileHandle {
        if let handle { return handle }
        guard FileManager.default.createFile(atPath: part.path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let handle = try FileHandle(forWritingTo: part)
        self.handle = handle
        return handle
    }
}

/// A download that is handed to somebody as it comes: the place of each piece in the document, and the piece.
///
/// A piece at place 0 begins the document, also after others had come.
public final class HandlerSink: DocumentSink {
    private let place = Mutex(0)
    private let handle: @Sendable (Int, [UInt8]) async throws -> Void

    /// Hands every piece to `handle`.
    public init(_ handle: @escaping @Sendable (Int, [UInt8]) async throws -> Void) {
        self.handle = handle
    }

    /// Hands a piece on.
    public func write(_ piece: [UInt8]) async throws {
        let place = place.withLock { place in
            defer { place += piece.count }
            return place
        }
        try await handle(place, piece)
    }

    /// Begins at place 0 again.
    public func restart() { place.withLock { $0 = 0 } }
    /// Nothing: the pieces are with the handler.
    public func finish() {}
    /// Nothing: the pieces are with the handler.
    public func abandon() {}
}

/// A small download in memory; the first bytes alone of one that is larger.
public final class MemorySink: DocumentSink {
    private let limit: Int
    private let content = Mutex<[UInt8]>([])

    /// Keeps at most `limit` bytes.
    public init(limit: Int) {
        self.limit = limit
    }

    /// What has been kept.
    public var bytes: [UInt8] { content.withLock { $0 } }

    /// Keeps a piece as far as there is room.
    public func write(_ piece: [UInt8]) { content.withLock { $0 += piece.prefix(max(0, limit - $0.count)) } }
    /// Forgets all.
    public func restart() { content.withLock { $0 = [] } }
    /// Nothing is left to do.
    public func finish() {}
    /// Forgets all.
    public func abandon() { restart() }
}
