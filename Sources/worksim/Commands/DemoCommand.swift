import ArgumentParser
import Demo
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner
import Synchronization

/// Shows a story in the browser.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show a story in the browser, step by step: administrator, user and the wire.")

    @Argument(
        help:
            "What to show: an id such as 7-trouble/403-grant-expiry, or files and folders, as `run` takes them; the first is shown."
    )
    var scenario: [String] = ["0-road/six-steps"]

    @Option(help: "Where the other stories are.")
    var library = "Scenarios"

    @Option(help: "The port; 0 takes a free one. (default: 7300, or a free one where that is taken)")
    var port: Int?

    @Flag(help: "Print the link as one line of JSON.")
    var json = false

    @Option(
        help:
            "A file to which what was done is written as a scenario, after each step; after Reset, Back or another story a file beside it, mine-2.yaml."
    )
    var record: String?

    @Option(
        help: ArgumentHelp(
            "The customer's name, logo and people: a YAML file with the keys name, logo, people.", valueName: "file"))
    var brand: String?

    @OptionGroup var like: LikeOption

    @Option(help: "Where ids and secrets derive from.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (0...65535).contains(port ?? 0) else { throw ValidationError("--port takes a number from 0 to 65535") }
    }

    func run() async throws {
        let ends = EndSignals()
        let readings = try like.readings()
        let chosen = try stories()
        let (story, stories) = (chosen.0.adopting(readings), chosen.1.map { $0.adopting(readings) })
        let record = record
        if let record { try Self.tryRecord(record) }
        let brand = try brand.map { try BrandOption.read($0, people: [story] + stories) } ?? .none
        // Building a world takes a moment, and so does reading all stories.
        Console.errors.write("Starting \(story.id)…", .quiet)
        // Whether the last of what was done is in the file.
        let isRecorded = Mutex(true)
        let director: Director
        do {
            director = try await Director(story: story, library: stories, brand: brand, seed: seed) { recording in
                guard let record = record.map({ Self.name($0, ofRecord: recording.number) }) else { return }
                do throws(MachineError) {
                    let text = SchemaLine.fitting(recording.yaml, at: record)
                    try WholeFile.write(Data(text.utf8), to: record)
                    isRecorded.withLock { $0 = true }
                } catch {
                    isRecorded.withLock { $0 = false }
                    Console.errors.write(error: "\(error.renamed("what was done cannot be written to '\(record)'"))")
                }
            }
        } catch {
            Console.errors.write("error: the world of \(story.id) cannot be built: \(error)", .bad)
            throw ExitStatus.environment
        }
        var isServed = false
        for port in port.map({ [$0] }) ?? [7300, 0] where !isServed {
            isServed = await serve(director, at: port, until: ends)
        }
        await director.close()
        guard isServed else {
            Console.errors.write("error: port \(port ?? 0) is in use: name another one with --port", .bad)
            throw ExitStatus.environment
        }
        guard isRecorded.withLock({ $0 }) else { throw ExitStatus.environment }
    }

    /// The file of a record: `mine.yaml`, then `mine-2.yaml` after the story was begun anew.
    private static func name(_ file: String, ofRecord number: Int) -> String {
        guard number > 1, let dot = file.lastIndex(of: ".") else { return file }
        return "\(file[..<dot])-\(number)\(file[dot...])"
    }

    /// Finds out before anything is done whether it can be written down.
    private static func tryRecord(_ record: String) throws {
        guard ScenarioLoader.name(ofFile: record) != nil || ScenarioTexts.isOther(record) else {
            Console.errors.write(error: "--record takes a file that ends in .yaml or .yml, not '\(record)'")
            throw ExitStatus.usage
        }
        do throws(MachineError) {
            try WholeFile.tryFile(record)
        } catch {
            throw error.renamed("what is done cannot be written to '\(record)'").told
        }
    }

    /// Serves the demo until a signal; false where the port is taken.
    private func serve(_ director: Director, at port: Int, until ends: EndSignals) async -> Bool {
        let door = FrontDoor(director, port: port)
        let (opened, opening) = AsyncStream.makeStream(of: Int?.self)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Cancelled at the end, or the port is taken.
                try? await door.run { opening.yield($0) }
                opening.finish()
            }
            let port = await opened.first { _ in true } ?? nil
            if let port {
                let url = "http://127.0.0.1:\(port)/"
                Console.standard.write(
                    json ? "{\"url\": \"\(url)\"}" : "Open \(url) in a browser. Ctrl-C ends the demo.")
                await ends.first()
                await director.close()
            }
            group.cancelAll()
            return port != nil
        }
    }

    /// The story that was named, and all that can be chosen.
    private func stories() throws -> (Scenario, [Scenario]) {
        let paths = scenario.filter { FileManager.default.fileExists(atPath: $0) }
        let isPath = paths.count == scenario.count
        guard isPath || scenario.count == 1 else {
            let missing = scenario.first { !paths.contains($0) } ?? ""
            Console.errors.write(
                error: "'\(missing)' is neither a file nor a folder; name one id, or files and folders that are there")
            throw ExitStatus.usage
        }
        var files = Files()
        files.paths = isPath ? paths : []
        files.filter = nil
        let named = isPath ? try files.matching(in: try files.playableSuite()) : []
        files.paths = FileManager.default.fileExists(atPath: library) ? [library] : []
        guard isPath || !files.paths.isEmpty else {
            Console.errors.write(
                error:
                    "'\(scenario.first ?? "")' is looked for in a folder of scenarios, and there is no folder '\(library)' here; name a scenario file, or that folder: --library PATH/TO/Scenarios"
            )
            throw ExitStatus.usage
        }
        let known = Set(named.map(\.id))
        let others = files.paths.isEmpty ? [] : try files.playableSuite().scenarios.filter { !known.contains($0.id) }
        let id = scenario.first ?? ""
        guard
            let story = named.first ?? others.first(where: { $0.id == id }) ?? others.first(where: { $0.fileID == id })
        else {
            let hint = nearest(id, among: Array(Set(others.map(\.fileID)))).map { "; did you mean '\($0)'?" } ?? ""
            Console.errors.write(
                error: "there is no file, folder or scenario '\(id)'\(hint) `worksim list` names all scenarios")
            throw ExitStatus.usage
        }
        return (story, (named + others).sorted { $0.id < $1.id })
    }
}
