import HummingbirdCore
import NIOCore
import NIOPosix

extension Answer {
    /// The first bytes of the body.
    ///
    /// Reading a file blocks for as long as the disk takes.
    func beginning(_ count: Int) throws -> [UInt8] {
        try file?.read(count) ?? Array(body.utf8.prefix(count))
    }
}

extension Answer.Part {
    /// How much is read and sent in one go, in bytes.
    private static let piece = 256 << 10

    /// The beginning of the part.
    ///
    /// Reading a file blocks for as long as the disk takes.
    func read(_ count: Int) throws -> [UInt8] {
        try blob.read(range.lowerBound..<(range.lowerBound + min(count, range.count)))
    }

    /// The part as a body that is read while it is sent.
    func body(on eventLoop: any EventLoop) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var position = range.lowerBound
            var pieces = 0
            while position < range.upperBound {
                let next = position..<min(position + Self.piece, range.upperBound)
                let bytes = try await NIOThreadPool.singleton.runIfActive { try blob.read(next) }
                try await writer.write(ByteBuffer(bytes: bytes))
                position = next.upperBound
                pieces += 1
                // TLS takes what it is given as fast as it comes: without a pause the whole file would wait in memory.
                if pieces % 8 == 0 { try await eventLoop.submit {}.get() }
            }
            try await writer.finish(nil)
        }
    }
}
