import NIOCore
import NIOPosix

/// A server that answers every request alike, and not as a work server does.
struct HostileServer {
    enum Manner: CaseIterable, Sendable {
        case endless, redirects, escapes, wrongTypes, silent, hangsUp, notHTTP
        case endlessHeaders, wrongLength, brokenChunks, stalls, compressed, notUTF8
    }

    let port: Int
    private let channel: any Channel

    static func start(_ manner: Manner) async throws -> HostileServer {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Answering(manner))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return HostileServer(port: channel.localAddress?.port ?? 0, channel: channel)
    }

    func stop() async { try? await channel.close() }
}

private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let manner: HostileServer.Manner

    init(_ manner: HostileServer.Manner) { self.manner = manner }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch manner {
        case .silent: break
        case .hangsUp: context.close(promise: nil)
        case .notHTTP: write("SSH-2.0-canary\r\n", context, thenCloses: true)
        case .wrongLength:
            write("HTTP/1.1 200 OK\r\nContent-Length: -7\r\nContent-Length: 9\r\n\r\ncanary", context, thenCloses: true)
        case .brokenChunks:
            write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\ncanary\r\n", context, thenCloses: true)
        case .stalls: write("HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n{\"canary\":", context)
        case .compressed:
            write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 20\r\n\r\n", context)
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: Self.gzip)), promise: nil)
        case .notUTF8:
            write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n", context)
            context.writeAndFlush(
                wrapOutboundOut(ByteBuffer(bytes: Array("{\"canary\":\"".utf8) + [0xFF, 0xC0])), promise: nil)
        case .endlessHeaders:
            write("HTTP/1.1 200 OK\r\n", context)
            pour(context, Array("X-Canary: \(String(repeating: "c", count: 1_000))\r\n".utf8))
        case .redirects: write("HTTP/1.1 302 Found\r\nLocation: /api\r\nContent-Length: 0\r\n\r\n", context)
        case .escapes:
            let body = #"{"error":"canary\u001b[31m","data":{"canary\u001b]0;x":1,"auth_status":"canary\u202e"}}"#
            write(Self.json(body), context)
        case .wrongTypes:
            let body =
                #"{"access_token":[1],"error":{"code":{}},"data":{"id":"canaryada","user":7,"canaryada":{"x":null},"dms_version":"#
                + #"[[[]]],"versions":"canary","results":0,"auth_status":1e999}}"#
            write(Self.json(body), context)
        case .endless:
            write(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"canary\":\"", context)
            pour(context, Array(repeating: UInt8(ascii: "c"), count: 65_536))
        }
    }

    /// An empty body, compressed.
    private static let gzip: [UInt8] = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    /// Writes on and on, as long as somebody reads.
    private func pour(_ context: ChannelHandlerContext, _ piece: [UInt8]) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: piece)))
            .whenSuccess {
                let (handler, context) = bound.value
                handler.pour(context, piece)
            }
    }

    private func write(_ text: String, _ context: ChannelHandlerContext, thenCloses: Bool = false) {
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text))).whenComplete { _ in
            if thenCloses { channel.close(promise: nil) }
        }
    }

    private static func json(_ body: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}
