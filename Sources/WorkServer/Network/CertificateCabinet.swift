import CertificateAuthority
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import WorkTime

/// Issues the server's certificate at the handshake, with dates shifted so that real-time TLS libraries judge them as the
/// server's own calendar would.
final class CertificateCabinet: Sendable {
    /// What a certificate is ordered for; the same order is filled once.
    private struct Order {
        let node: WorkState.Node
        let real: WorkDate
        let now: WorkDate
        var shift: Duration { real - now }
        var end: WorkDate { node.certificateIssued + node.certificateValidFor }
        var isYoung: Bool { now < node.certificateIssued }
        var isDead: Bool { now >= end }

        /// Whether a certificate that was made for another order serves this one.
        func isMet(by other: Order) -> Bool {
            let apart = shift - other.shift
            return isYoung == other.isYoung && isDead == other.isDead && max(apart, .zero - apart) < .seconds(1)
                && node.hostNames == other.node.hostNames && node.certificateIssued == other.node.certificateIssued
                && node.certificateValidFor == other.node.certificateValidFor
                && node.certificateKind == other.node.certificateKind
        }
    }

    private struct Issued: Sendable {
        let leaf: IssuedLeaf
        let context: NIOSSLContext
    }

    private struct Filled {
        let order: Order
        /// The certificate, or the promise of it while it is being made.
        let issued: EventLoopFuture<Issued>
    }

    /// Verdicts near a border of validity must not change while the handshake runs in real time.
    private static let margin = Duration.seconds(60)
    /// Dates of certificates have years of four digits, and a scenario may last for ten thousand.
    private static let furthest = Duration.seconds(1_900 * 365 * 86_400)

    private let core: ServerCore
    private let authority: Authority
    private let latest = Mutex<Filled?>(nil)

    init(core: ServerCore, authority: Authority) {
        self.core = core
        self.authority = authority
    }

    /// The TLS context for a connection that begins now; a new certificate is issued after a jump of the clock.
    ///
    /// A certificate is made on a thread of its own, never on an event loop, and once for all who wait for it. With
    /// `onlyOldTLS` the context offers no version that is still in use.
    func context(onlyOldTLS: Bool = false, on eventLoop: any EventLoop) -> EventLoopFuture<NIOSSLContext> {
        let issued = present(on: eventLoop)
        guard onlyOldTLS else { return issued.map(\.context) }
        return issued.flatMap { issued in
            NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) {
                try Self.context(with: issued.leaf, onlyOldTLS: true)
            }
        }
    }

    private func present(on eventLoop: any EventLoop) -> EventLoopFuture<Issued> {
        let order = Order(
            node: core.maker.asking { $0.node }, real: SystemClock().origin, now: core.configuration.clock.clock.date)
        let promise = eventLoop.makePromise(of: Issued.self)
        let isOurs = latest.withLock { latest in
            if let known = latest, order.isMet(by: known.order) {
                promise.completeWith(known.issued.hop(to: eventLoop))
                return false
            }
            latest = Filled(order: order, issued: promise.futureResult)
            return true
        }
        if isOurs {
            promise.completeWith(
                NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) { [self] in try fill(order) })
        }
        return promise.futureResult
    }

    private func fill(_ order: Order) throws -> Issued {
        let node = order.node
        let names = node.hostNames.isEmpty ? ["localhost"] : node.hostNames
        let begun = order.now - node.certificateIssued
        let request = LeafRequest(
            names: names, addresses: core.configuration.certificateAddresses,
            notBefore: order.real - Self.apart(begun, isInside: !order.isYoung, atMost: Self.furthest),
            // A certificate that is long dead began before it ended.
            notAfter: order.real
                + Self.apart(order.end - order.now, isInside: !order.isDead, atMost: Self.furthest - Self.margin))
        let leaf =
            try node.certificateKind.recipe.map { try authority.make($0, for: request) } ?? authority.issue(request)
        return Issued(leaf: leaf, context: try Self.context(with: leaf))
    }

    /// The distance to a border of validity, on its side but never closer than the margin, and no further than a date of a
    /// certificate reaches.
    private static func apart(_ distance: Duration, isInside: Bool, atMost furthest: Duration) -> Duration {
        isInside ? min(max(distance, margin), furthest) : max(min(distance, .zero - margin), .zero - furthest)
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
}
