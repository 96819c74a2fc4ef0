import Hummingbird
import Logging
import NIOCore
import NIOPosix

/// The least that the same library can do: one route that gives out bytes it has at hand.
struct BareServer {
    let port: Int
    private let running: Task<Void, any Error>

    /// Starts one that answers at `path` with a body of JSON.
    static func start(path: String, body: String) async throws -> BareServer {
        let router = Router()
        let bytes = ByteBuffer(string: body)
        router.get(RouterPath(path)) { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: bytes))
        }
        let bound = MultiThreadedEventLoopGroup.singleton.next().makePromise(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { bound.succeed($0.localAddress?.port ?? 0) },
            logger: Logger(label: "bare") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await application.run() }
        return BareServer(port: try await bound.futureResult.get(), running: running)
    }

    func stop() async {
        running.cancel()
        // It ends by being cancelled, which is no error.
        _ = await running.result
    }
}
