import ArgumentParser
import Foundation
import Markup
import ScenarioRunner

/// Joins the reports of the parts of a suite.
struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Join the reports that the parts of `worksim run --shard` wrote to one.",
        discussion: """
            The results are the same, byte for byte, as those of one run. Fails where a part is missing, is there twice, or \
            belongs to another run. `worksim coverage --from REPORT` reads the joined report.
            """)

    @Argument(help: "The folders of the parts' reports.")
    var parts: [String]

    @Option(help: "The folder for the joined report.html, results.json, timings.json and junit.xml.")
    var report: String

    func run() throws {
        let report: RunReport
        do {
            var read: [ShardResults] = []
            for folder in parts {
                guard let results = FileManager.default.contents(atPath: "\(folder)/results.json") else {
                    Console.errors.write(error: "\(folder)/results.json cannot be read")
                    throw ExitStatus.invalid
                }
                let timings = FileManager.default.contents(atPath: "\(folder)/timings.json")
                read.append(try ShardResults(name: folder, results: results, timings: timings))
            }
            report = try ShardResults.merged(read)
        } catch let error as ShardError {
            Console.errors.write(error: "\(error)")
            throw ExitStatus.invalid
        }
        try ReportFolder(self.report).write(report, with: nil)
        Console.standard.write(
            "\(parts.count) parts, \(report.summary.text)", report.summary.red > 0 ? .bad : .good)
        if report.summary.red > 0 { throw ExitStatus.red }
    }
}
