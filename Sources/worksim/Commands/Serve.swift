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
        help: """
            The world that the server starts with: empty, small-firm, firm, added, registered, connected, cloud, or a file with \
            a preset or with a scenario, whose 'given' is taken.
            """)
    var preset = "registered"

    @OptionGroup var place: ServedPlace

    @Flag(help: "Speak HTTP instead of HTTPS.")
    var plain = false

    @Flag(help: "Print what is needed to log in as one line of JSON.")
    var json = false

    @Option(help: "Where ids and secrets derive from; without it they are random.")
    var seed: UInt64?

    @OptionGroup var control: ServedControl

    @OptionGroup var readings: ServedReadings

    @OptionGroup var troubles: ServedTroubles

    @Option(
        help: "A file for what the server meets, a line of JSON each, redacted; `worksim new --from-journal` reads it.")
    var journal: String?

    /// A server that is served.
    private struct Served {
        let server: RunningServer
        let url: String
        var control: ServedCard.Control?
        let stop: () async -> Void
    }

    func run() async throws {
        let ends = EndSignals()
        let firm: ServedFirm
        do {
            firm = try ServedFirm(preset: preset)
        } catch let trouble as ServingTrouble {
            Console.errors.write(error: VisibleText(lines: "\(trouble)"))
            if case .unknownPreset = trouble { throw ExitStatus.usage }
            throw ExitStatus.invalid
        }
        let readings = try readings.readings(over: firm.assume)
        let authority = plain ? nil : try Authority()
        let journal: JournalFile?
        do throws(MachineError) {
            journal = try self.journal.map { path throws(MachineError) in
                try JournalFile(path: path, preset: preset) { Console.errors.write(error: "\($0)") }
            }
        } catch {
            throw error.told
        }
        let served = try await start(firm, readings, authority, journal)
        var root: ServedRoot?
        do {
            root = try authority.map { try ServedRoot(certificate: $0.rootPEM) }
            let card = ServedCard(
                url: served.url, certificateFile: root?.file, firm: firm.firm, credentials: served.server.credentials,
                control: served.control)
            if json {
                try Console.standard.write(jsonLine: card)
            } else {
                Console.standard.write(card.lines, first: .plain)
            }
        } catch {
            root?.remove()
            await served.stop()
            throw environmentFailure(error)
        }
        if place.isBeyond {
            Console.errors.write("Other machines can call the server as \(served.url).")
        }
        await ends.first()
        root?.remove()
        await served.stop()
        control.forget()
        guard let journal, journal.missing > 0 else { return }
        Console.errors.write(
            error: "the journal '\(self.journal ?? "")' lacks entries that could not be written: \(journal.missing)")
        throw ExitStatus.environment
    }

    private func start(
        _ firm: ServedFirm, _ readings: [String: String], _ authority: Authority?, _ journal: JournalFile?
    ) async throws -> Served {
        do {
            return control.control
                ? try await startControlled(firm, readings, authority, journal)
                : try await startAlone(firm, readings, authority, journal)
        } catch {
            throw environmentFailure(error)
        }
    }

    /// Starts a server in a world that the control API changes.
    private func startControlled(
        _ firm: ServedFirm, _ readings: [String: String], _ authority: Authority?, _ journal: JournalFile?
    ) async throws -> Served {
        var door = StageDoor()
        (door.bindAddress, door.port, door.host) = (place.bindAddress, place.port, place.urlHost)
        (door.certificateAddresses, door.isPlain) = (place.certificateAddresses, plain)
        door.callerAddress = place.callerAddress(except: troubles.drop)
        if let journal { door.onEntry = { journal.append($0) } }
        let seed = seed ?? SystemIdentifiers().bytes("seed", count: 8).reduce(0) { $0 << 8 | UInt64($1) }
        let world = try await ControlledWorld(
            firm, assume: readings, seed: seed, authority: authority, door: door, options: control
        ) { await troubles.play(at: $0) }
        let card = ServedCard.Control(
            url: "http://127.0.0.1:\(world.port)",
            token: control.controlTokenFile == nil ? world.token.reveal() : nil,
            tokenFile: control.controlTokenFile)
        return Served(server: world.server, url: world.url, control: card) { await world.stop() }
    }

    /// Starts a server by itself, on the machine's clock.
    private func startAlone(
        _ firm: ServedFirm, _ readings: [String: String], _ authority: Authority?, _ journal: JournalFile?
    ) async throws -> Served {
        let identifiers: any IdentifierSource =
            seed.map { SeededIdentifiers(seed: $0, path: ["serve"]) } ?? SystemIdentifiers()
        var configuration = WorkServer.ServerConfiguration(
            clock: PartyClock(SystemClock()), identifiers: identifiers, secrets: SecretBook())
        configuration.hosting = firm.setup.hosting ?? .onPrem
        configuration.release = firm.setup.release.flatMap { Release(text: $0.name) } ?? .standard
        configuration.assumptions = Assumptions(readings)
        configuration.hostNames = [place.urlHost]
        // A page of another site that has its name rebound to this machine gets nothing.
        configuration.ownNames = [place.urlHost, place.bindAddress]
        configuration.certificateAddresses = place.certificateAddresses
        configuration.authority = authority
        (configuration.bindAddress, configuration.port) = (place.bindAddress, place.port)
        if let journal { configuration.onEntry = { journal.append($0) } }
        configuration.peerAddress = place.callerAddress(except: troubles.drop)
        let server = try await SimulatedServer(configuration, firm: firm.firm).start()
        let url = "\(plain ? "http" : "https")://\(place.urlHost):\(server.port)"
        server.setPublicName(url: url)
        await troubles.play(at: server)
        return Served(server: server, url: url) { await server.stop() }
    }

    private func environmentFailure(_ error: any Error) -> any Error {
        Console.errors.write(error: "\(error)")
        return ExitStatus.environment
    }
}
