import CertificateAuthority
import IntegrationClient
import Rules
import Secrets
import Testing
import WorkServer
import WorkServerTesting
import WorkTime

/// Each fault of TLS, on one server, seen by OpenSSL and by our own client: two libraries, two minds.
@Suite struct `Faults of TLS` {
    private static let name = "work.example.com"

    /// A way to one server, on the real clock.
    private struct OneServer: ClientNetwork {
        let port: Int
        let root: String

        func open(host: String, port: Int, kind: String) throws(TransportFault) -> Route {
            Route(
                address: "127.0.0.1", port: self.port, localAddress: "127.88.0.2", trustRootsPEM: [root], id: "only")
        }

        func close(_ route: Route) {}
    }

    /// What both say of a server.
    private static func verdicts(
        _ prepare: @Sendable (inout ServerConfiguration) -> Void = { _ in },
        _ change: (RunningServer) -> Void = { _ in }
    ) async throws -> (openssl: OpenSSL, client: String) {
        let scene = try await WorkServerScene.start { configuration in
            configuration.clock = PartyClock(SystemClock())
            configuration.hostNames = [name]
            prepare(&configuration)
        }
        let root = scene.rootPEM ?? ""
        change(scene.server)
        let client = await ourClient(scene.server.port, root)
        let openssl = try await OpenSSL.connect(to: scene.server.port, name: name, root: root)
        await scene.server.stop()
        return (openssl, client)
    }

    private static func ourClient(_ port: Int, _ root: String) async -> String {
        // On the real clock: however busy the machine is, no limit decides what is seen.
        let hour = Duration.seconds(3_600)
        let transport = HTTPTransport(
            network: OneServer(port: port, root: root), clock: SystemClock(),
            limits: TransportLimits(connectTimeout: hour, responseTimeout: hour, safetyNet: hour))
        do throws(TransportFault) {
            let request = WireRequest(
                kind: "discovery", method: "GET", url: "https://\(name)/api", headers: [], body: [])
            return String(try await transport.send(request).status)
        } catch {
            return error.failure.rawValue
        }
    }

    @Test(arguments: [
        (CertificateKind.good, [0], ["200"]),
        (.wildcard, [0], ["200"]),
        (.expired, [10], ["tls-untrusted", "tls-expired"]),
        (.notYetValid, [9], ["tls-untrusted", "tls-expired"]),
        (.wrongName, [62], ["tls-name-mismatch"]),
        (.selfSigned, [18], ["tls-untrusted"]),
        (.privateAuthority, [19, 20], ["tls-untrusted"]),
        (.incompleteChain, [20, 21], ["tls-untrusted", "tls-incomplete-chain"]),
        // Our TLS library takes an RSA key of 1024 bits, which is worth knowing.
        (.weakKey, [66], ["200"]),
    ])
    func `of a certificate are told apart`(kind: CertificateKind, numbers: [Int], failures: [String]) async throws {
        let said = try await Self.verdicts { _ in
        } _: {
            $0.setCertificate(kind)
        }
        #expect(said.openssl.verification.map(numbers.contains) == true, "\(said.openssl.text)")
        #expect(failures.contains(said.client), "\(said.client)")
    }

    @Test(arguments: [
        // An OpenSSL that still speaks outdated versions says which one; a stricter one refuses.
        (ExchangeFault.Kind.oldTLS, ["TLSv1.1", "protocol version", "unsupported protocol"], "tls-protocol"),
        (.plainAnswer, ["wrong version number", "packet length too long", "http request"], "not-tls"),
        (.resetAtAccept, ["errno=104", "unexpected eof", "Connection reset"], "connection-reset"),
    ])
    func `below a certificate are told apart`(
        kind: ExchangeFault.Kind, words: [String], failure: String
    ) async throws {
        let said = try await Self.verdicts {
            $0.fault = { _, moment in
                moment.layer == .connection ? ExchangeFault(kind: kind) : nil
            }
        }
        #expect(words.contains { said.openssl.text.contains($0) }, "\(said.openssl.text)")
        #expect(!["TLSv1.2", "TLSv1.3"].contains { said.openssl.text.contains("Protocol  : \($0)") })
        #expect(said.client == failure)
    }
}
