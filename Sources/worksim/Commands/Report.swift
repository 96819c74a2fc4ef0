import ArgumentParser
import Foundation
import Markup
import ScenarioRunner

/// Makes the page of an earlier run.
struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write report.html from the results.json of an earlier run.",
        discussion: "The page is the same, byte for byte, as the one that the run itself wrote.")

    @Argument(help: "A results.json, or the folder that it is in.")
    var results: String

    @Option(name: .shortAndLong, help: "The file to write; report.html beside the results unless said.")
    var output: String?

    func run() throws {
        let results = try ResultsFile.read(self.results)
        let folder =
            self.results.hasSuffix(".json")
            ? URL(fileURLWithPath: self.results).deletingLastPathComponent()
            : URL(fileURLWithPath: self.results, isDirectory: true)
        let file = output.map { URL(fileURLWithPath: $0) } ?? folder.appendingPathComponent("report.html")
        let played = results.map { ScenarioRun.Played(result: $0, milliseconds: 0) }
        let report = RunReport(
            played, seed: ResultsFile.seed(self.results) ?? 1, jobs: 1, milliseconds: 0,
            sources: ResultsFile.sources(self.results), suite: ResultsFile.proofs(self.results)?.fingerprint.suite)
        if let said = ResultsFile.proofs(self.results)?.fingerprint, try report.proofs().fingerprint != said {
            Console.errors.write(
                "warning: the results in \(self.results) are not those of the run that wrote the file: their digest is "
                    + "\(try report.proofs().fingerprint.results), and the file says \(said.results)", .bad)
        }
        let page = try report.page()
        do throws(MachineError) {
            try WholeFile.write(page, to: file.relativePath)
        } catch {
            throw error.renamed("the page cannot be written to '\(file.relativePath)'").told
        }
        Console.standard.write("\(file.relativePath): \(report.summary.text)", report.summary.red > 0 ? .plain : .good)
    }
}
