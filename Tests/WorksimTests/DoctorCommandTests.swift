import ArgumentParser
import CertificateAuthority
import Foundation
import IntegrationClient
import Rules
import Secrets
import Testing
import WorkServer
import WorkTime

@testable import worksim

/// The doctor against the simulated server, as a user runs it.
@Suite struct `The doctor's command` {
    /// A served preset on a port of its own, with a file that holds its root.
    private func served(
        _ prepare: (RunningServer) -> Void = { _ in },
        _ body: (_ port: Int, _ root: String, _ clientID: String) async throws -> Void
    ) async throws {
        let authority = try Authority()
        var configuration = WorkServer.ServerConfiguration(
            clock: PartyClock(SystemClock()), identifiers: SystemIdentifiers(), secrets: SecretBook())
        configuration.authority = authority
        configuration.hostNames = ["work.example.com"]
        let firm = try ServedFirm(preset: "registered").firm
        let server = try await SimulatedServer(configuration, firm: firm).start()
        prepare(server)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "worksim-doctor-\(SystemIdentifiers().uuid("file")).pem")
        try Data(authority.rootPEM.utf8).write(to: file)
        do {
            try await body(server.port, file.path, try #require(firm.applications.first?.clientID))
        } catch {
            Issue.record(error)
        }
        try FileManager.default.removeItem(at: file)
        await server.stop()
    }

    private func look(
        _ port: Int, _ root: String, _ clientID: String, timeout: Duration = .seconds(86_400)
    ) async throws -> DoctorReport {
        let options = ConnectionDoctor.Options(
            network: DoctorNetwork(
                overrides: [try #require(DoctorNetwork.Override("work.example.com:\(port):127.0.0.1"))],
                rootsPEM: [try String(contentsOfFile: root, encoding: .utf8)]),
            clientID: clientID, timeout: timeout)
        return await ConnectionDoctor(options).examine("https://work.example.com:\(port)")
    }

    @Test func `finds the simulated server healthy`() async throws {
        try await served { port, root, clientID in
            let report = try await look(port, root, clientID)
            #expect(report.isHealthy, "\(report.lines.flatMap(\.text).joined(separator: "\n"))")
            #expect(report.checks.filter { $0.state == .notReached }.map(\.id) == ["secret", "grant"])
        }
    }

    @Test(arguments: [
        (CertificateKind.expired, "tls-expired"), (.notYetValid, "tls-expired"), (.wrongName, "tls-name-mismatch"),
        (.privateAuthority, "tls-untrusted"), (.selfSigned, "tls-untrusted"),
        (.incompleteChain, "tls-incomplete-chain"),
    ])
    func `names what is wrong with each certificate`(_ kind: CertificateKind, _ failure: String) async throws {
        try await served({ $0.setCertificate(kind) }) { port, root, clientID in
            let report = try await look(port, root, clientID)
            #expect(report.checks.filter { $0.state == .failed }.map(\.id) == ["tls"])
            #expect(report.firstFailed?.failure?.rawValue == failure)
        }
    }

    @Test(arguments: [(Firewall.Default.drop, "connection-timed-out"), (.reject, "connection-reset")])
    func `tells silence from a reset`(_ manner: Firewall.Default, _ failure: String) async throws {
        try await served({ $0.setFirewall(Firewall(default: manner)) }) { port, root, clientID in
            // Nothing ever comes back from a drop, so no limit is too short for it.
            let timeout: Duration = manner == .drop ? .seconds(1) : .seconds(86_400)
            let report = try await look(port, root, clientID, timeout: timeout)
            #expect(report.firstFailed?.id == "tls" && report.firstFailed?.failure?.rawValue == failure)
        }
    }

    @Test func `tells the simulated server's own refusals apart`() async throws {
        try await served { port, root, clientID in
            #expect(try await look(port, root, "nobody").firstFailed?.failure == .applicationUnknown)
            let options = ConnectionDoctor.Options(
                network: DoctorNetwork(
                    overrides: [try #require(DoctorNetwork.Override("work.example.com:\(port):127.0.0.1"))],
                    rootsPEM: [try String(contentsOfFile: root, encoding: .utf8)]),
                clientID: clientID, redirectURL: "https://elsewhere.example.net/", clientSecret: Secret("not-the-one"),
                timeout: .seconds(86_400))
            let report = await ConnectionDoctor(options).examine("https://work.example.com:\(port)")
            #expect(report.firstFailed?.failure == .redirectMismatch)
        }
        for (release, failure) in [("10.2.0", "oauth-not-offered"), ("10.1", "version-too-old")] {
            let release = try #require(Release(text: release))
            try await served({ $0.setRelease(release) }) { port, root, clientID in
                let report = try await look(port, root, clientID)
                #expect(report.firstFailed?.failure?.rawValue == failure)
            }
        }
    }

    @Test(arguments: [CertificateKind.good, .expired, .wrongName, .selfSigned])
    func `writes a script that sees the same`(_ kind: CertificateKind) async throws {
        try await served({ $0.setCertificate(kind) }) { port, root, _ in
            let override = try #require(DoctorNetwork.Override("work.example.com:\(port):127.0.0.1"))
            let script = try DoctorScript(
                url: "https://work.example.com:\(port)/", timeout: .seconds(3_600), overrides: [override],
                certificateFile: root)
            let (lines, status) = try await Self.run(script.text(.sh))
            #expect(lines.map { String($0.prefix(12)) }.contains("failed      "))
            let states = lines.map { $0.prefix(21).split(separator: " ").map(String.init) }
            #expect(states.prefix(3) == [["failed", "url"], ["passed", "name"], ["passed", "connect"]])
            #expect(states.last == [kind == .good ? "passed" : "failed", "tls"])
            #expect(status == 1)
        }
    }

    @Test func `writes scripts in which a URL cannot be more than a text`() throws {
        let evil = "https://work.example.com/'; touch /tmp/x; '$(id)"
        for language in DoctorScript.Language.allCases {
            let text = try DoctorScript(url: evil).text(language)
            #expect(!text.contains("https://work.example.com/'; touch"))
        }
        #expect(throws: DoctorScript.Unreadable.self) { try DoctorScript(url: "https://$(id)/") }
    }

    @Test(arguments: [
        ["doctor"], ["doctor", "https://a.example", "--merge", "a", "b"], ["doctor", "--merge", "a"],
        ["doctor", "https://a.example", "--timeout", "soon"], ["doctor", "https://a.example", "--resolve", "a:b"],
        ["doctor", "https://a.example", "--resolve", "a:443:127.0.0.1:8443"],
        ["doctor", "https://a.example", "--script", "perl"],
    ])
    func `refuses wrong usage`(_ arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try WorkSim.parseAsRoot(arguments) }
        #expect(error.map { WorkSim.exitCode(for: $0).rawValue } == 64)
    }

    @Test func `refuses a secret on the command line without repeating it`() {
        let error = #expect(throws: (any Error).self) {
            try WorkSim.parseAsRoot(["doctor", "https://a.example", "--client-secret", "hunter2hunter2"])
        }
        let message = error.map { WorkSim.fullMessage(for: $0) } ?? ""
        #expect(message.contains("WORKSIM_CLIENT_SECRET") && !message.contains("hunter2"))
    }

    /// Runs a script by `sh`; the pool is not kept waiting.
    private static func run(_ script: String) async throws -> (lines: [String], status: Int32) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-s"]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        let status = try await withCheckedThrowingContinuation {
            (continuation: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
                try input.fileHandleForWriting.write(contentsOf: Data(script.utf8))
                try input.fileHandleForWriting.close()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        return (text.split(separator: "\n").map(String.init), status)
    }
}
