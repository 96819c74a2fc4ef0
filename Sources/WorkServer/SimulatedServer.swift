import HummingbirdCore
import NIOCore
import NIOPosix

/// A description of a server that can be started, any number of times and beside any number of others.
public struct SimulatedServer: Sendable {
    private let configuration: ServerConfiguration
    private let firm: Firm

    /// Describes a server for a firm.
    public init(_ configuration: ServerConfiguration, firm: Firm) {
        self.configuration = configuration
        self.firm = firm
    }

    /// Why the server cannot start with its firm; nil where it can.
    public var refusal: CommandRefusal? {
        // Judged and not taken in: the index of all words is of no use to a server that never starts.
        let decision = ServerCore(configuration).maker.judge(FirmLoading(firm: firm), by: "set-up")
        guard case .failure(let refusal) = decision.reply else { return nil }
        return refusal
    }

    /// Starts listening, and returns once connections are accepted.
    ///
    /// - Throws: `ServerStartFailure`, where the port is busy or the firm contradicts itself.
    public func start() async throws -> RunningServer {
        let core = ServerCore(configuration)
        let decision = core.maker.perform(FirmLoading(firm: firm), by: "set-up")
        let credentials: FirmCredentials
        switch decision.reply {
        case .success(let loaded): credentials = loaded
        case .failure(let refusal): throw ServerStartFailure.firmRefused(refusal)
        }
        let registry = core.registry
        let group = MultiThreadedEventLoopGroup.singleton
        let bound = group.next().makePromise(of: (any Channel).self)
        let server = Server(
            childChannelSetup: HTTPServerFactory.gate(core: core, registry: registry),
            configuration: HummingbirdCore.ServerConfiguration(
                address: .hostname(configuration.bindAddress, port: configuration.port)),
            onServerRunning: { channel in bound.succeed(channel) },
            eventLoopGroup: group, logger: HTTPServerFactory.silentLogger)
        let running = Task {
            do {
                try await server.run()
                bound.fail(ServerStartFailure.stoppedAtOnce)
            } catch {
                bound.fail(error)
            }
        }
        do {
            let channel = try await bound.futureResult.get()
            return RunningServer(
                core: core, server: server, running: running, registry: registry, channel: channel,
                credentials: credentials)
        } catch {
            throw ServerStartFailure(error, address: configuration.bindAddress, port: configuration.port)
        }
    }

    /// Starts a server, runs `body` with it, and stops it whatever comes of `body`.
    public func run<Result>(_ body: (RunningServer) async throws -> Result) async throws -> Result {
        let server = try await start()
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }
}
