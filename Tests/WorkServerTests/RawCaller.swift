import NIOCore
import NIOPosix

/// Speaks bytes, so that what is not HTTP can be said too.
enum RawCaller {
    /// Sends the text over plain TCP and reads until the server closes, or until `enough` has come.
    static func send(_ text: String, to port: Int, from: String = "127.0.0.1", until enough: String? = nil) async throws
        -> String
    {
        try await send(Array(text.utf8), to: port, from: from, until: enough)
    }

    static func send(
        _ bytes: [UInt8], to port: Int, from: String = "127.0.0.1", until enough: String? = nil
    ) async throws -> String {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(to: try SocketAddress(ipAddress: from, port: 0))
            .connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: port)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var received = ""
            for try await part in inbound {
                received += String(buffer: part)
                if let enough, received.contains(enough) { break }
            }
            return received
        }
    }
}
