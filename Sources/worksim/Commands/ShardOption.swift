import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Which part of the suite this machine plays.
struct ShardOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Play one part of the suite: 2/8, or auto for what the scheduler of Kubernetes, GitHub, GitLab, Buildkite, CircleCI or Bazel says.",
            valueName: "part"))
    var shard: String?

    @Option(
        help: ArgumentHelp(
            "The timings.json of an earlier run, by which the parts of --shard get the same to do.", valueName: "file"))
    var timings: String?

    func validate() throws {
        guard let shard else {
            guard timings == nil else { throw ValidationError("--timings goes with --shard") }
            return
        }
        guard shard == "auto" || Shard(text: shard) != nil else {
            throw ValidationError("--shard takes auto, or a part such as 2/8, not '\(shard)'")
        }
    }

    /// The part with its scenarios, of which there may be none; nil for the whole suite.
    ///
    /// - Throws: the exit status, after it was printed what is wrong.
    func part(of scenarios: [Scenario]) throws -> (shard: Shard, scenarios: [Scenario])? {
        guard let text = shard else { return nil }
        do {
            let environment = ProcessInfo.processInfo.environment
            let shard: Shard
            if let written = Shard(text: text) { shard = written } else { shard = try ShardPlace.find(in: environment) }
            var costs: [String: Double] = [:]
            if let timings {
                guard let data = FileManager.default.contents(atPath: timings) else {
                    Console.errors.write(error: "the timings '\(timings)' cannot be read")
                    throw ExitStatus.usage
                }
                costs = try ShardResults.milliseconds(timings: data, name: timings)
            }
            // Bazel wants a file touched by a program that knows of parts.
            if let file = environment["TEST_SHARD_STATUS_FILE"] {
                _ = FileManager.default.createFile(atPath: file, contents: nil)
            }
            let mine = shard.share(of: scenarios.map(\.id), milliseconds: costs)
            Console.errors.write("part \(shard.words): \(mine.count) of \(scenarios.count) scenarios", .quiet)
            return (shard, scenarios.filter { mine.contains($0.id) })
        } catch let error as ShardError {
            Console.errors.write(error: "\(error)")
            throw ExitStatus.usage
        }
    }
}
