import ArgumentParser
import CertificateAuthority
import Foundation
import Secrets
import Stage
import WorkServer
import WorkTime

/// Runs a server by itself.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a work server by itself on this machine, until it is told to end.")

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
            Console.errors.write("error: \(trouble)", .bad)
            throw ExitStatus.usage
        }
        let authority = plain ? nil : try Authority()
        let journal: JournalFile?
        do throws(JournalFile.Unwritable) {
            journal = try self.journal.map { path throws(JournalFile.Unwritable) in
                try JournalFile(path: path, preset: preset)
            }
        } catch {
            throw environmentFailure(error)
        }
        let server = try await start(served, authority, journal)
        let url = "\(plain ? "http" : "https")://localhost:\(server.port)"
        server.setPublicName(url: url)
        await troubles.play(at: server)
        var folder: URL?
        defer { if let folder { try? FileManager.default.removeItem(at: folder) } }
        do {
            folder = try authority == nil ? nil : Self.folder()
            let file = try folder.flatMap { folder in try authority.map { try Self.write($0.rootPEM, into: folder) } }
            let card = ServedCard(
                url: url, certificateFile: file, firm: served.firm, credentials: server.credentials)
            if json {
                Console.standard.write(try card.json())
            } else {
                for line in card.lines { Console.standard.write(line) }
            }
        } catch {
            await server.stop()
            throw environmentFailure(error)
        }
        await ends.first()
        await server.stop()
    }

    private func start(
        _ served: ServedFirm, _ authority: Authority?, _ journal: JournalFile?
    ) async throws -> RunningServer {
        let identifiers: any IdentifierSource =
            seed.map { SeededIdentifiers(seed: $0, path: ["serve"]) } ?? SystemIdentifiers()
        var configuration = WorkServer.ServerConfiguration(
            clock: PartyClock(SystemClock()), identifiers: identifiers, secrets: SecretBook())
        configuration.hosting = served.setup.hosting ?? .onPrem
        configuration.release = served.setup.release.flatMap { Release(text: $0.name) } ?? .standard
        configuration.hostNames = ["localhost"]
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
        Console.errors.write("error: \(error)", .bad)
        return ExitStatus.environment
    }

    /// A folder that nobody else has or can guess; it goes when the server ends.
    private static func folder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "worksim-" + SystemIdentifiers().uuid("folder"), isDirectory: true)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        return folder
    }

    private static func write(_ certificate: String, into folder: URL) throws -> String {
        let file = folder.appendingPathComponent("root.pem")
        try Data(certificate.utf8).write(to: file, options: .atomic)
        return file.path
    }
}
