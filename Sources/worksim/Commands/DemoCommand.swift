import ArgumentParser
import Demo
import Foundation
import ScenarioLanguage
import ScenarioRunner

/// Shows a story in the browser.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show a story in the browser: administrator, user and the wire, step by step.")

    @Argument(help: "The scenario to show: a file, or an id such as 7-trouble/403-mended.")
    var scenario = "0-road/six-steps"

    @Option(help: "Where the other stories are.")
    var library = "Scenarios"

    @Option(help: "The port; 0 takes a free one.")
    var port = 0

    @Flag(help: "Print the link as one line of JSON.")
    var json = false

    @Option(help: "A file to which what was done is written as a scenario, after each step.")
    var record: String?

    @Option(help: "Where ids and secrets derive from.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port takes a number from 0 to 65535") }
    }

    func run() async throws {
        let ends = EndSignals()
        let (story, stories) = try stories()
        let record = record
        let director: Director
        do {
            director = try await Director(story: story, library: stories, seed: seed) { recording in
                guard let record else { return }
                do {
                    try Data(recording.yaml.utf8).write(to: URL(fileURLWithPath: record), options: .atomic)
                } catch {
                    Console.errors.write("error: what was done cannot be written to '\(record)'", .bad)
                }
            }
        } catch {
            Console.errors.write("error: the world of \(story.id) cannot be built: \(error)", .bad)
            throw ExitStatus.environment
        }
        let door = FrontDoor(director, port: port)
        let (opened, opening) = AsyncStream.makeStream(of: Int?.self)
        let isServed = await withTaskGroup(of: Void.self) { group in
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
            }
            await director.close()
            group.cancelAll()
            return port != nil
        }
        guard isServed else {
            Console.errors.write("error: port \(port) cannot be listened at: name another one with --port", .bad)
            throw ExitStatus.environment
        }
    }

    /// The story that was named, and all that can be chosen.
    private func stories() throws -> (Scenario, [Scenario]) {
        let isFile = FileManager.default.fileExists(atPath: scenario)
        var files = Files()
        files.paths = (FileManager.default.fileExists(atPath: library) ? [library] : []) + (isFile ? [scenario] : [])
        files.filter = nil
        guard !files.paths.isEmpty else {
            Console.errors.write(
                "error: there is no '\(library)' here: name a scenario file, or the folder with --library", .bad)
            throw ExitStatus.usage
        }
        let suite = try files.playableSuite()
        let story =
            isFile
            ? suite.scenarios.first { $0.path == scenario }
            : suite.scenarios.first { $0.id == scenario } ?? suite.scenarios.first { $0.fileID == scenario }
        guard let story else {
            Console.errors.write("error: no scenario is called '\(scenario)'; worksim list names them", .bad)
            throw ExitStatus.usage
        }
        return (story, suite.scenarios)
    }
}
