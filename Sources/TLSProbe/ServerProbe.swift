import Foundation
public import WorkTime

/// A second opinion of a server's TLS: the system's OpenSSL, which shares nothing with the TLS of server and client here.
///
/// It connects, shakes hands, judges what was presented, and says good-bye; it sends no request.
public struct ServerProbe: Sendable {
    /// The host name or IP address of the URL: what the certificate has to be for.
    public var name: String
    /// The port to connect to.
    public var port: Int
    /// Where to connect; nil resolves the name by the system's resolver.
    public var address: String?
    /// The IPv4 address to connect from; nil leaves it to the system.
    public var localAddress: String?
    /// Which authorities count.
    public var trust: TLSTrust
    /// The date at which certificates are judged; nil takes the machine's.
    public var judgedAt: WorkDate?
    /// Real time for the whole probe, the resolver's apart.
    public var timeout: Duration

    /// Describes a probe of `name`.
    public init(
        name: String, port: Int = 443, address: String? = nil, localAddress: String? = nil,
        trust: TLSTrust = .machine, judgedAt: WorkDate? = nil, timeout: Duration = .seconds(10)
    ) {
        self.name = name
        self.port = port
        self.address = address
        self.localAddress = localAddress
        self.trust = trust
        self.judgedAt = judgedAt
        self.timeout = timeout
    }

    /// Probes on a thread of its own, as OpenSSL blocks; a cancelled task breaks the connection off and gets its report.
    public func report() async -> TLSReport {
        let socket = ProbeSocket(timeout: timeout)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Thread {
                    Self.ignoreBrokenPipes()
                    continuation.resume(returning: report(over: socket))
                }.start()
            }
        } onCancel: {
            socket.breakOff()
        }
    }

    /// OpenSSL writes to a socket that the peer may have closed; the signal for that would end the process.
    private static func ignoreBrokenPipes() {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    private func report(over socket: ProbeSocket) -> TLSReport {
        defer { socket.close() }
        let date = judgedAt ?? SystemClock().origin
        var report = TLSReport(findings: [], chain: [], judgedAt: date)
        let literal = (address ?? name).trimmingPrefix("[").prefix { $0 != "]" }
        let connection = socket.connect(host: String(literal), port: port, from: localAddress)
        report.address = connection.address
        if let finding = connection.finding {
            report.findings = [finding]
            return report
        }
        let handshake = Handshake(over: socket, name: name)
        report.words = handshake.words
        report.tlsVersion = handshake.tlsVersion
        report.cipher = handshake.cipher
        report.applicationProtocol = handshake.applicationProtocol
        report.chain = handshake.chain.descriptions
        report.findings =
            handshake.finding.map { [$0] } ?? handshake.chain.findings(name: name, trust: trust, at: date)
        return report
    }
}
