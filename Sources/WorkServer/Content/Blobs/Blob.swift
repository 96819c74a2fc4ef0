import Crypto
import Foundation

/// Contents, known by their SHA-256.
///
/// Small ones are in memory, large ones in a file without a name, which goes with the last who holds it, however the
/// process ends.
public final class Blob: Sendable, Codable {
    enum Storage: Sendable {
        case memory([UInt8])
        case file(any BlobFile)
        /// One byte over and over: a large document of a made-up firm needs no room.
        case filler(UInt8)
    }

    /// How many bytes there are.
    public let size: Int
    /// The SHA-256 of the bytes.
    let digest: ContentDigest
    private let storage: Storage

    /// Contents that are held in memory.
    init(_ bytes: [UInt8]) {
        size = bytes.count
        digest = ContentDigest(SHA256.hash(data: bytes))
        storage = .memory(bytes)
    }

    init(size: Int, digest: ContentDigest, storage: Storage) {
        self.size = size
        self.digest = digest
        self.storage = storage
    }

    /// A byte so many times over.
    static func filler(_ byte: UInt8, size: Int) -> Blob {
        var hash = SHA256()
        let piece = [UInt8](repeating: byte, count: min(size, 1 << 20))
        var rest = size
        while rest > 0 {
            hash.update(data: piece.prefix(rest))
            rest -= min(rest, piece.count)
        }
        return Blob(size: size, digest: ContentDigest(hash.finalize()), storage: .filler(byte))
    }

    /// The checksum as iManage writes it: `SHA256:` and 64 hexadecimal digits in capitals.
    public var checksum: String { "SHA256:" + digest.hexadecimal }

    /// The contents as text; nil where they are none, or too large to be held in memory.
    public var text: String? {
        switch storage {
        case .memory(let bytes): String(validating: bytes, as: UTF8.self)
        case .filler(let byte) where size <= UploadSink.memoryLimit && byte < 0x80:
            String(repeating: String(UnicodeScalar(byte)), count: size)
        case .filler, .file: nil
        }
    }

    /// The bytes in a range; what lies beyond the end is left out.
    ///
    /// Reading a file blocks for as long as the disk takes: call it where that does no harm.
    func read(_ range: Range<Int>) throws -> [UInt8] {
        let range = range.clamped(to: 0..<size)
        switch storage {
        case .memory(let bytes): return Array(bytes[range])
        case .filler(let byte): return [UInt8](repeating: byte, count: range.count)
        case .file(let file): return try file.read(at: range.lowerBound, count: range.count)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case sha256, size, bytes
    }

    /// Writes the contents too where they are in memory; of larger ones only what they are known by.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(digest.hexadecimal, forKey: .sha256)
        try fields.encode(size, forKey: .size)
        if case .memory(let bytes) = storage { try fields.encode(Data(bytes), forKey: .bytes) }
    }

    /// Reads what `encode` writes.
    ///
    /// - Throws: `DecodingError` where the contents themselves were not written.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let bytes = Array(try fields.decode(Data.self, forKey: .bytes))
        size = bytes.count
        digest = ContentDigest(SHA256.hash(data: bytes))
        storage = .memory(bytes)
    }
}

/// A SHA-256 in four words: half as large as its text.
struct ContentDigest: Hashable, Sendable {
    private let words: SIMD4<UInt64>

    init(_ digest: SHA256.Digest) {
        var words = SIMD4<UInt64>()
        for (index, byte) in digest.enumerated() { words[index / 8] = words[index / 8] << 8 | UInt64(byte) }
        self.words = words
    }

    /// 64 digits in capitals.
    var hexadecimal: String {
        // Written digit by digit: every profile has one.
        String(unsafeUninitializedCapacity: 64) { buffer in
            for place in 0..<64 {
                let digit = UInt8(truncatingIfNeeded: words[place / 16] >> UInt64((15 - place % 16) * 4)) & 15
                buffer[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
            }
            return 64
        }
    }
}

/// Where large contents are kept.
package protocol BlobFile: Sendable {
    /// Writes all bytes at an offset; throws `StorageFailure` where they cannot be kept.
    func write(_ bytes: [UInt8], at offset: Int) throws
    /// Reads bytes at an offset, fewer only where the file ends.
    func read(at offset: Int, count: Int) throws -> [UInt8]
}

/// The machine cannot keep contents: its disk is full, or the folder for temporary files cannot be written.
package struct StorageFailure: Error {
    package init() {}
}

/// A file that has no name any more, and so vanishes with its last user.
final class NamelessFile: BlobFile {
    private let descriptor: Int32

    /// Opens one in the folder for temporary files.
    ///
    /// - Throws: `StorageFailure` where there is no room or no right to.
    init() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("worksim-XXXXXX").path
        var template = Array(folder.utf8CString)
        descriptor = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkstemp($0) } ?? -1
        }
        guard descriptor >= 0 else { throw StorageFailure() }
        _ = template.withUnsafeBufferPointer { buffer in buffer.baseAddress.map { unlink($0) } }
    }

    deinit { close(descriptor) }

    /// Writes all bytes at an offset.
    func write(_ bytes: [UInt8], at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw StorageFailure() }
            done += count
        }
    }

    /// Reads bytes at an offset, fewer only where the file ends.
    func read(at offset: Int, count: Int) throws -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled))
                if got < 0 && errno == EINTR { continue }
                if got <= 0 {
                    failed = got < 0
                    break
                }
                filled += got
            }
        }
        guard !failed else { throw CocoaError(.fileReadUnknown) }
        return bytes
    }
}
