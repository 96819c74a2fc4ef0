import ArgumentParser
import CertificateAuthority
import Foundation
import Markup
import Rules
import ScenarioKeys
import ScenarioRunner
import Secrets
import Stage
import WorkServer
import WorkTime

/// Runs a server by itself.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a simulated work server on this machine, until a signal ends it.")

    @Option(
        help: "The world that the server starts with: empty, small-firm, firm, added, registered, connected, cloud.")
    var preset = "registered"

    @Option(help: "The port; 0 takes a free one.")
    var port = 8443

    @Flag(help: "Speak HTTP instead of HTTPS.")
    var plain = false

    @Flag(help: "Print what is needed to log in as one line of JSON.")
    var json = false

    @Option(help: "Where ids and secrets derive from; without it they are random.")
    var seed: UInt64?

    @OptionGroup var readings: ServedReadings

    @OptionGroup var troubles: ServedTroubles

    @Option(
        help: "A file for what the server meets, a line of JSON each, redacted; `worksim new --from-journal` reads it.")
    var journal: String?

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
    }

    func run() async throws {
        let ends = EndSignals()
        let served: ServedFirm
        do {
            served = try ServedFirm(preset: preset)
        } catch let trouble as ServingTrouble {
            Console.errors.write(error: "\(trouble)")
            throw ExitStatus.usage
        }
        let assumptions = try readings.assumptions(over: served.assume)
        let authority = plain ? nil : try Authority()
        let journal: JournalFile?
        do throws(MachineError) {
            journal = try self.journal.map { path throws(MachineError) in
                try JournalFile(path: path, preset: preset) { Console.errors.write(error: "\($0)") }
            }
        } catch {
            throw error.told
        }
        let server = try await start(served, assumptions, authority, journal)
        let url = "\(plain ? "http" : "https")://localhost:\(server.port)"
        server.setPublicName(url: url)
        await troubles.play(at: server)
        var root: ServedRoot?
        do {
            root = try authority.map { try ServedRoot(certificate: $0.rootPEM) }
            let card = ServedCard(
                url: url, certificateFile: root?.file, firm: served.firm, credentials: server.credentials)
            if json {
                try Console.standard.write(jsonLine: card)
            } else {
                Console.standard.write(card.lines, first: .plain)
            }
        } catch {
            root?.remove()
            await server.stop()
            throw environmentFailure(error)
        }
        await ends.first()
        root?.remove()
        await server.stop()
        guard let journal, journal.missing > 0 else { return }
        Console.errors.write(
            error: "the journal '\(self.journal ?? "")' lacks entries that could not be written: \(journal.missing)")
        throw ExitStatus.environment
    }

    private func start(
        _ served: ServedFirm, _ assumptions: Assumptions, _ authority: Authority?, _ journal: JournalFile?
    ) async throws -> RunningServer {
        let identifiers: any IdentifierSource =
            seed.map { SeededIdentifiers(seed: $0, path: ["serve"]) } ?? SystemIdentifiers()
        var configuration = WorkServer.ServerConfiguration(
            clock: PartyClock(SystemClock()), identifiers: identifiers, secrets: SecretBook())
        configuration.hosting = served.setup.hosting ?? .onPrem
        configuration.release = served.setup.release.flatMap { Release(text: $0.name) } ?? .standard
        configuration.assumptions = assumptions
        configuration.hostNames = ["localhost"]
        // A page of another site that has its name rebound to this machine gets nothing.
        configuration.ownNames = Set(configuration.hostNames)
        configuration.certificateAddresses = ["127.0.0.1", "::1"]
        configuration.authority = authority
        configuration.port = port
        if let journal { configuration.onEntry = { journal.append($0) } }
        // Whoever calls from this machine counts as somebody in the firm's own network.
        let dropped = Set(troubles.drop)
        configuration.peerAddress = { raw in
            !dropped.contains(raw) && (raw.hasPrefix("127.") || raw == "::1") ? "198.51.100.20" : raw
        }
        do {
            return try await SimulatedServer(configuration, firm: served.firm).start()
        } catch {
            throw environmentFailure(error)
        }
    }

    private func environmentFailure(_ error: any Error) -> any Error {
        Console.errors.write(error: "\(error)")
        return ExitStatus.environment
    }
}
