import CertificateAuthority
import NIOCore
import NIOSSL
import Synchronization
import WorkTime

/// Issues the server's certificate at the handshake, with dates shifted so that real-time TLS libraries judge them as the
/// server's own calendar would.
final class CertificateCabinet: Sendable {
    /// What a certificate that was issued holds for.
    private struct Issued {
        let leaf: IssuedLeaf
        let node: WorkState.Node
        let shift: Duration
        let isYoung: Bool
        let isDead: Bool
        let context: NIOSSLContext
    }

    /// Verdicts near a border of validity must not change while the handshake runs in real time.
    private static let margin = Duration.seconds(60)

    private let core: ServerCore
    private let authority: Authority
    private let issued = Mutex<Issued?>(nil)

    init(core: ServerCore, authority: Authority) {
        self.core = core
        self.authority = authority
    }

    /// The TLS context for a connection that begins now; a new certificate is issued after a jump of the clock.
    ///
    /// With `onlyOldTLS` it offers no version that is still in use.
    func context(onlyOldTLS: Bool = false) throws -> NIOSSLContext {
        let issued = try present()
        return onlyOldTLS ? try Self.context(with: issued.leaf, onlyOldTLS: true) : issued.context
    }

    private func present() throws -> Issued {
        let node = core.maker.asking { $0.node }
        let now = core.configuration.clock.clock.date
        let real = SystemClock().origin
        let shift = real - now
        let end = node.certificateIssued + node.certificateValidFor
        let (isYoung, isDead) = (now < node.certificateIssued, now >= end)
        return try issued.withLock { issued in
            if let issued, issued.isYoung == isYoung, issued.isDead == isDead, abs(issued.shift - shift) < .seconds(1),
                issued.node.hostNames == node.hostNames, issued.node.certificateIssued == node.certificateIssued,
                issued.node.certificateValidFor == node.certificateValidFor,
                issued.node.certificateKind == node.certificateKind
            {
                return issued
            }
            let names = node.hostNames.isEmpty ? ["localhost"] : node.hostNames
            let request = LeafRequest(
                names: names,
                notBefore: real - Self.apart(now - node.certificateIssued, isInside: !isYoung),
                notAfter: real + Self.apart(end - now, isInside: !isDead))
            let leaf =
                try node.certificateKind.recipe.map { try authority.make($0, for: request) } ?? authority.issue(request)
            let fresh = Issued(
                leaf: leaf, node: node, shift: shift, isYoung: isYoung, isDead: isDead,
                context: try Self.context(with: leaf))
            issued = fresh
            return fresh
        }
    }

    /// The distance to a border of validity, on its side but never closer than the margin.
    private static func apart(_ distance: Duration, isInside: Bool) -> Duration {
        isInside ? max(distance, margin) : min(distance, .zero - margin)
    }

    private static func context(with leaf: IssuedLeaf, onlyOldTLS: Bool = false) throws -> NIOSSLContext {
        let chain = try leaf.chainDER.map { try NIOSSLCertificate(bytes: $0, format: .der) }
        let key = try NIOSSLPrivateKey(bytes: Array(leaf.keyPEM.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = onlyOldTLS ? .tlsv1 : .tlsv12
        if onlyOldTLS { configuration.maximumTLSVersion = .tlsv11 }
        configuration.applicationProtocols = ["http/1.1"]
        // The default of five seconds is waited for whenever a caller does not say good-bye.
        configuration.shutdownTimeout = .milliseconds(100)
        return try NIOSSLContext(configuration: configuration)
    }

    private func abs(_ duration: Duration) -> Duration {
        duration < .zero ? .zero - duration : duration
    }
}
