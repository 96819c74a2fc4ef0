import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
public import Secrets
public import WorkTime

/// A redirect URL on this machine: waits there for the browser that comes back from a sign-in.
public struct LoopbackRedirect: Sendable {
    private let host: String
    private let port: Int
    private let path: String

    /// Reads a redirect URL; nil where it does not lead to a port of this machine over HTTP.
    public init?(_ url: String) {
        guard let parts = URLComponents(string: url), parts.scheme?.lowercased() == "http", let port = parts.port,
            let host = parts.host?.lowercased(), ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host)
        else { return nil }
        self.host = host == "localhost" || host == "127.0.0.1" ? "127.0.0.1" : "::1"
        self.port = port
        path = parts.path.isEmpty ? "/" : parts.path
    }

    /// Listens until the browser brings the code of this sign-in, at most `limit`.
    ///
    /// - Parameters:
    ///   - state: The state of the sign-in; what comes with another one is answered with 404.
    ///   - limit: How long the browser is waited for.
    ///   - clock: What measures the limit.
    ///   - ready: Is called when the browser may come.
    /// - Returns: The code that the browser brought.
    /// - Throws: Why none came.
    public func code(
        state: String, limit: Duration = .seconds(600), clock: any WorkClock = SystemClock(),
        ready: @Sendable () -> Void
    ) async throws(ObservingError) -> Secret {
        let promise = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: String.self)
        let expected = (path, state)
        let channel: any Channel
        do {
            channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelInitializer { child in
                    child.eventLoop.makeCompletedFuture {
                        try child.pipeline.syncOperations.configureHTTPServerPipeline()
                        try child.pipeline.syncOperations.addHandler(Callback(expected.0, expected.1, promise))
                    }
                }
                .bind(host: host, port: port).get()
        } catch {
            promise.fail(ChannelError.eof)
            throw ObservingError("Port \(port) of the redirect URL is busy on this machine. End what listens there.")
        }
        ready()
        // Whoever is late is not waited for: the promise ends with the channel.
        channel.closeFuture.whenComplete { _ in promise.fail(ChannelError.eof) }
        defer { channel.close(promise: nil) }
        do {
            return Secret(
                // A person at a real browser may never come back. With a virtual clock the limit is virtual time.
                try await clock.race(limit: limit) {
                    try await withTaskCancellationHandler {
                        try await promise.futureResult.get()
                    } onCancel: {
                        channel.close(promise: nil)
                    }
                })
        } catch {
            throw ObservingError("No browser came back with a code. Open the link again and sign in.")
        }
    }
}

/// Answers the browser, and keeps the code.
private final class Callback: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let path: String
    private let state: String
    private let promise: EventLoopPromise<String>

    init(_ path: String, _ state: String, _ promise: EventLoopPromise<String>) {
        (self.path, self.state, self.promise) = (path, state, promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let parts = URLComponents(string: head.uri)
        let items = Dictionary((parts?.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
        let code = parts?.path == path && items["state"] == state ? items["code"] : nil
        let text = code == nil ? "There is nothing here." : "You can close this window."
        var headers = HTTPHeaders([("Content-Type", "text/plain"), ("Content-Length", String(text.utf8.count))])
        headers.add(name: "Connection", value: "close")
        let status: HTTPResponseStatus = code == nil ? .notFound : .ok
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        let (promise, channel) = (promise, context.channel)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            channel.close(promise: nil)
            if let code, !code.isEmpty { promise.succeed(code) }
        }
    }
}
