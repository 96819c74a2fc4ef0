import CertificateAuthority
import NIOSSL
import TLSProbe
import Testing
import WorkTime

@Suite struct `The probe` {
    private static let year = Duration.seconds(365 * 86_400)

    private func report(
        _ server: LoopbackServer, name: String = Certificates.name, roots: [String] = [],
        at date: WorkDate = Certificates.today, timeout: Duration = Certificates.never
    ) async throws -> TLSReport {
        try await server.run { port in
            await ServerProbe(
                name: name, port: port, address: "127.0.0.1", localAddress: "127.0.0.9",
                trust: TLSTrust(system: false, rootsPEM: roots), judgedAt: date, timeout: timeout
            ).report()
        }
    }

    @Test func `finds nothing the matter with a good certificate, and tells what it saw`() async throws {
        let authority = try Authority()
        let leaf = try authority.issue(Certificates.request())
        let report = try await report(.tls(leaf, newest: nil), roots: [authority.rootPEM])
        #expect(report.findings == [])
        #expect(report.tlsVersion == "TLSv1.3" && report.cipher?.hasPrefix("TLS_") == true)
        #expect(report.applicationProtocol == "http/1.1" && report.address == "127.0.0.1")
        #expect(report.chain.map(\.subject) == ["CN=work.example.com", "CN=WorkSim test intermediate,O=WorkSim"])
        #expect(report.chain.first?.names == ["DNS:work.example.com"])
        #expect(report.chain.first?.notAfter == Certificates.today + .seconds(86_400))
    }

    @Test func `takes an address that the certificate names, and an older protocol`() async throws {
        let authority = try Authority()
        let leaf = try authority.issue(Certificates.request(addresses: ["127.0.0.1"]))
        let report = try await report(.tls(leaf, newest: .tlsv12), name: "127.0.0.1", roots: [authority.rootPEM])
        #expect(report.findings == [] && report.tlsVersion == "TLSv1.2")
    }

    @Test func `tells each fault of a certificate, and hides none behind another`() async throws {
        let (authority, stranger) = (try Authority(), try Authority(name: "Firm"))
        let request = Certificates.request()
        let old = Certificates.request(from: .seconds(-200), until: .seconds(-100))
        let young = Certificates.request(from: .seconds(100), until: .seconds(200))
        let other = Certificates.request(names: ["other.example.net"])
        let otherOld = Certificates.request(names: ["other.example.net"], from: .seconds(-200), until: .seconds(-100))
        let cases: [(IssuedLeaf, [TLSFinding])] = [
            (try authority.issue(old), [.expired]), (try authority.issue(young), [.notYetValid]),
            (try authority.issue(other), [.nameMismatch]),
            (Certificates.alone(try authority.issue(request)), [.incompleteChain]),
            (try stranger.issue(request), [.untrusted]),
            (try Authority.selfSigned(request), [.selfSigned]),
            (try Authority.selfSigned(otherOld), [.selfSigned, .expired, .nameMismatch]),
            (Certificates.alone(try authority.issue(otherOld)), [.incompleteChain, .expired, .nameMismatch]),
        ]
        for (leaf, findings) in cases {
            let report = try await report(.tls(leaf, newest: nil), roots: [authority.rootPEM])
            #expect(report.findings == findings)
            #expect(report.chain.count == leaf.chainDER.count)
        }
    }

    @Test func `judges at the date that it is given`() async throws {
        let authority = try Authority()
        let server = LoopbackServer.tls(try authority.issue(Certificates.request()), newest: nil)
        let today = Certificates.today
        for (date, findings) in [(today, []), (today + Self.year, [.expired]), (today - Self.year, [.notYetValid])]
            as [(WorkDate, [TLSFinding])]
        {
            #expect(try await report(server, roots: [authority.rootPEM], at: date).findings == findings)
        }
    }

    @Test func `trusts nobody where no root is given, and the machine's own do not vouch for ours`() async throws {
        let leaf = try Authority().issue(Certificates.request())
        #expect(try await report(.tls(leaf, newest: nil)).findings == [.untrusted])
        let machine = try await LoopbackServer.tls(leaf, newest: nil).run { port in
            await ServerProbe(
                name: Certificates.name, port: port, address: "127.0.0.1", judgedAt: Certificates.today,
                timeout: Certificates.never
            ).report()
        }
        #expect(machine.findings == [.untrusted])
    }

    @Test func `tells a server that speaks old versions only`() async throws {
        let leaf = try Authority().issue(Certificates.request())
        let report = try await report(.tls(leaf, newest: .tlsv11))
        #expect(report.findings == [.version] && report.words != nil)
    }

    @Test func `tells what answers without TLS, what resets and what stays silent`() async throws {
        let page = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
        #expect(try await report(.talking(page)).findings == [.notTLS])
        #expect(try await report(.resetting).findings == [.reset])
        #expect(try await report(.silent, timeout: .milliseconds(500)).findings == [.handshakeTimedOut])
    }

    @Test func `tells where nothing listens, and a name that does not exist`() async throws {
        let closed = try await LoopbackServer.withClosedPort { port in
            await ServerProbe(
                name: Certificates.name, port: port, address: "127.0.0.1", timeout: Certificates.never
            ).report()
        }
        #expect(closed.findings == [.refused] && closed.finding?.layer == .connect)
        let nowhere = await ServerProbe(name: "nowhere.invalid", port: 443).report()
        #expect(nowhere.findings == [.nameUnknown] && nowhere.address == nil)
    }

    @Test func `comes back at once when its task is cancelled`() async throws {
        try await LoopbackServer.silent.run { port in
            let probe = ServerProbe(
                name: Certificates.name, port: port, address: "127.0.0.1", timeout: Certificates.never)
            let finding = await withTaskGroup(of: TLSFinding?.self) { group in
                group.addTask { await probe.report().finding }
                group.cancelAll()
                return await group.next() ?? nil
            }
            // Where the cancellation meets it decides what it was busy with.
            #expect([.connectTimedOut, .handshakeTimedOut, .reset].contains(finding))
        }
    }

    @Test func `takes what is no certificate for nothing`() {
        let chain = PresentedChain([[1, 2, 3], []])
        #expect(chain.findings(name: "a.example", trust: .machine, at: Certificates.today) == [.untrusted])
        #expect(chain.descriptions == [])
    }
}
