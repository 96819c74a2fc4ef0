import TLSProbe
import WorkTime

/// A second look at a server whose certificate was not accepted, by a TLS library that says why.
///
/// The client's own library tells one error for a stranger's certificate, a missing intermediate and dates that are over,
/// and hands nobody the chain that it refused. So the look is a connection of its own, counted as an exchange of the kind
/// `certificate`; no request is sent over it, and it can make no refusal an acceptance.
public struct SecondLook: Sendable {
    /// The exchange's kind.
    public static let kind = "certificate"

    /// The id of its route; nil where none was opened.
    public let route: String?
    /// What it says of the certificate; nil where it says nothing more.
    public let fault: TransportFault?
}

extension HTTPTransport {
    /// Looks again at what a target presents.
    func secondLook(at target: WireTarget) async -> SecondLook {
        let route: Route
        do throws(TransportFault) {
            route = try await network.open(host: target.host, port: target.port, kind: SecondLook.kind)
        } catch {
            return SecondLook(route: nil, fault: nil)
        }
        let end = RouteEnd(route, of: network)
        defer { end.reach() }
        let probe = ServerProbe(
            name: target.host, port: route.port, address: route.address, localAddress: route.localAddress,
            trust: TLSTrust(system: route.trustRootsPEM.isEmpty, rootsPEM: route.trustRootsPEM),
            timeout: clock.realLimit(limits.safetyNet))
        // Whoever gives up ends the route, so that a peer that keeps silent lets go of the socket.
        let report = try? await clock.race(limit: limits.connectTimeout) {
            await withTaskCancellationHandler {
                await probe.report()
            } onCancel: {
                end.reach()
            }
        }
        return SecondLook(route: route.id, fault: report?.finding.flatMap { TransportFault($0, host: target.host) })
    }
}

extension TransportFault {
    /// What OpenSSL finds, in the client's words; nil for what says nothing of a certificate.
    init?(_ finding: TLSFinding, host: String) {
        switch finding {
        case .expired: self = .tlsExpired
        case .notYetValid: self = .tlsNotYetValid
        case .incompleteChain: self = .tlsIncompleteChain
        case .selfSigned: self = .tlsSelfSigned
        case .untrusted: self = .tlsUntrusted
        case .nameMismatch: self = .tlsNameMismatch(host: host)
        case .nameUnknown, .unreachable, .refused, .connectTimedOut, .handshakeTimedOut, .reset, .notTLS, .version:
            return nil
        }
    }
}
