import CertificateAuthority
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import WorkTime

/// What stands at a port of the loopback.
enum LoopbackServer: Sendable {
    case tls(IssuedLeaf, newest: TLSVersion?)
    /// Takes the connection and says nothing.
    case silent
    /// Resets each connection.
    case resetting
    /// Answers with a text, as a server does that speaks plain HTTP.
    case talking(String)

    /// Listens while `body` runs with its port.
    func run<Result>(_ body: (Int) async throws -> Result) async throws -> Result {
        let server = self
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in server.accept(channel) }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(channel.localAddress?.port ?? 0)
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }

    /// Runs `body` with a port at which nothing listens, and which nobody else can get meanwhile.
    static func withClosedPort<Result>(_ body: (Int) async throws -> Result) async throws -> Result {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        // Bound and never listened at: the kernel refuses each connection.
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 ? getsockname(descriptor, $0, &size) : -1
            }
        }
        guard status == 0 else { throw IOError(errnoCode: errno, reason: "no port can be had") }
        return try await body(Int(UInt16(bigEndian: address.sin_port)))
    }

    private func accept(_ channel: any Channel) -> EventLoopFuture<Void> {
        switch self {
        case .tls(let leaf, let newest):
            return channel.eventLoop.makeCompletedFuture {
                let chain = try leaf.chainDER.map { try NIOSSLCertificate(bytes: $0, format: .der) }
                var configuration = TLSConfiguration.makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) },
                    privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(leaf.keyPEM.utf8), format: .pem)))
                configuration.maximumTLSVersion = newest
                configuration.applicationProtocols = ["http/1.1"]
                let handler = NIOSSLServerHandler(context: try NIOSSLContext(configuration: configuration))
                try channel.pipeline.syncOperations.addHandler(handler)
            }
        case .silent: return channel.eventLoop.makeSucceededVoidFuture()
        case .resetting:
            guard let socket = channel as? any SocketOptionProvider else { return channel.close() }
            return socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).flatMap { channel.close() }
        case .talking(let text):
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(TalkHandler(text: text))
            }
        }
    }
}

private final class TalkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let text: String

    init(text: String) { self.text = text }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        context.close(promise: nil)
    }
}

/// The certificates that the tests' servers show.
enum Certificates {
    static let name = "work.example.com"
    /// No leaf of the tests depends on the day on which they run.
    static let today = WorkDate(sinceEpoch: .seconds(1_772_442_000))
    /// A limit that is never reached, on however slow a machine.
    static let never = Duration.seconds(86_400)

    static func request(
        names: [String] = [name], addresses: [String] = [], from: Duration = .seconds(-86_400),
        until: Duration = .seconds(86_400)
    ) -> LeafRequest {
        LeafRequest(names: names, addresses: addresses, notBefore: today + from, notAfter: today + until)
    }

    /// The leaf without the intermediate that signed it.
    static func alone(_ leaf: IssuedLeaf) -> IssuedLeaf {
        IssuedLeaf(
            chainDER: Array(leaf.chainDER.prefix(1)), chainPEM: Array(leaf.chainPEM.prefix(1)), keyPEM: leaf.keyPEM)
    }
}
