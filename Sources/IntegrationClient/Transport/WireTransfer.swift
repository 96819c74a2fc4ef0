import NIOCore

/// A request's body that is sent piece by piece; its length is known, and it can be read anew from its beginning.
public struct WireUpload: Sendable {
    /// Returns the next piece; nil at the end.
    public typealias Reader = @Sendable () async throws -> [UInt8]?

    /// How many bytes it has.
    public let length: Int
    let open: @Sendable () throws -> Reader

    /// Describes a body.
    ///
    /// - Parameters:
    ///   - length: how many bytes the pieces have together; another number breaks the exchange off.
    ///   - open: begins at the beginning, once for each time that the body is sent.
    public init(length: Int, open: @escaping @Sendable () throws -> Reader) {
        self.length = length
        self.open = open
    }
}

/// Who takes a response's body in piece by piece, so that it is never in memory as a whole.
public struct WireReceiver: Sendable {
    /// Looks at status and header fields; false has the body collected as usual, up to the transport's limit.
    public let begin: @Sendable (WireResponse) async throws -> Bool
    /// Takes the next piece in.
    public let take: @Sendable ([UInt8]) async throws -> Void

    /// Describes a receiver.
    public init(
        begin: @escaping @Sendable (WireResponse) async throws -> Bool,
        take: @escaping @Sendable ([UInt8]) async throws -> Void
    ) {
        self.begin = begin
        self.take = take
    }
}

/// An upload as the HTTP library reads it; each piece counts as movement before it is sent.
struct UploadSequence: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    let upload: WireUpload
    let moved: @Sendable () -> Void

    func makeAsyncIterator() -> Iterator { Iterator(upload: upload, moved: moved) }

    struct Iterator: AsyncIteratorProtocol {
        let upload: WireUpload
        let moved: @Sendable () -> Void
        private var reader: WireUpload.Reader?

        init(upload: WireUpload, moved: @escaping @Sendable () -> Void) {
            self.upload = upload
            self.moved = moved
        }

        mutating func next() async throws -> ByteBuffer? {
            let reader = try self.reader ?? upload.open()
            self.reader = reader
            guard let piece = try await reader() else { return nil }
            // Before the server can have it: once all pieces have arrived, time may go on.
            moved()
            return ByteBuffer(bytes: piece)
        }
    }
}
