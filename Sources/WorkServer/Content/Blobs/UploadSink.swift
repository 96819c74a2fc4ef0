import Crypto

/// Takes contents piece by piece: in memory while they are small, then in a file.
struct UploadSink: Sendable {
    /// Contents up to this size, in bytes, stay in memory.
    static let memoryLimit = 1 << 20

    private var memory: [UInt8] = []
    private let makeFile: @Sendable () throws -> any BlobFile
    private var file: (any BlobFile)?
    private var hash = SHA256()
    private(set) var size = 0

    init(makeFile: @escaping @Sendable () throws -> any BlobFile = { try NamelessFile() }) {
        self.makeFile = makeFile
    }

    /// Takes a piece; writing to a file blocks for as long as the disk takes.
    mutating func write(_ piece: [UInt8]) throws {
        guard !piece.isEmpty else { return }
        hash.update(data: piece)
        if file == nil, size + piece.count <= Self.memoryLimit {
            memory += piece
        } else {
            let file = try self.file ?? makeFile()
            if self.file == nil {
                try file.write(memory, at: 0)
                memory = []
                self.file = file
            }
            try file.write(piece, at: size)
        }
        size += piece.count
    }

    /// The contents as a whole.
    func finish() -> Blob {
        Blob(
            size: size, digest: ContentDigest(hash.finalize()),
            storage: file.map { .file($0) } ?? .memory(memory))
    }
}
