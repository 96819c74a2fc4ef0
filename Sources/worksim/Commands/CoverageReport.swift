import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Says which sentence of the article, and which documented failure, is proven.
struct CoverageReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Print which cells of each requirement the scenarios prove; plays them, or reads an earlier run.",
        discussion: """
            A cell is proven where a rule that serves it decided in a step of a scenario that names it, and claimed where a
            scenario only names it. Playing also tries each repair step: without it the next try must fail as before.
            Ends with 0 where nothing is failing, also where something is claimed or untested.
            """)

    @OptionGroup var files: Files

    @Option(help: "A folder with the results.json of a run, instead of playing.")
    var from: String?

    @Flag(help: "The documented failures instead of the article's requirements.")
    var failures = false

    @Flag(help: "Print JSON.")
    var json = false

    private struct Requirements: Encodable {
        let schema = 1
        let requirements: [Coverage.Sentence]
    }

    private struct Failures: Encodable {
        let schema = 1
        let failures: [Coverage.Cell]
    }

    func run() async throws {
        let results = try await results()
        let coverage = Coverage(of: results)
        if json {
            let console = Console.standard
            try failures
                ? console.write(json: Failures(failures: coverage.failures))
                : console.write(json: Requirements(requirements: coverage.requirements))
        } else {
            tell(coverage)
            warn(of: results)
        }
        let cells = failures ? coverage.failures : coverage.requirements.flatMap { [$0.success] + $0.cells }
        if cells.contains(where: { $0.state == .failing }) { throw ExitStatus.red }
    }

    private func results() async throws -> [ScenarioResult] {
        if let from { return try ResultsFile.read(from) }
        let scenarios = try files.matching(in: try files.playableSuite())
        let jobs = ProcessInfo.processInfo.activeProcessorCount
        return await ScenarioRun(seed: 1, jobs: jobs, checksRepairs: true).play(scenarios).map(\.result)
    }

    /// Lists what files claim and do not prove, and repairs that repair nothing.
    private func warn(of results: [ScenarioResult]) {
        let console = Console.standard
        for (file, claim) in Coverage.unproven(in: results) {
            let why = "no rule that serves it decided in a step. Change the steps, or remove it from covers."
            console.write("warning: \(file) claims \(claim): \(why)", .plain)
        }
        for complaint in results.flatMap({ $0.needlessRepairs ?? [] }) {
            console.write("warning: \(complaint)", .plain)
        }
    }

    private func tell(_ coverage: Coverage) {
        if failures {
            for cell in coverage.failures { tell(cell, indent: "") }
        } else {
            for sentence in coverage.requirements {
                Console.standard.write("\(sentence.state.rawValue.padded(to: 9)) \(sentence.id)", tone(sentence.state))
                for cell in [sentence.success] + sentence.cells { tell(cell, indent: "  ") }
            }
        }
        let cells = failures ? coverage.failures : coverage.requirements.flatMap { [$0.success] + $0.cells }
        var counts = Coverage.State.allCases.map { state in
            "\(cells.count { $0.state == state && $0.notPlayable == nil }) \(state.rawValue)"
        }
        let left = cells.count { $0.notPlayable != nil }
        if left > 0 { counts.append("\(left) not playable") }
        Console.standard.write("\(cells.count) \(failures ? "failures" : "cells"): \(counts.joined(separator: ", "))")
    }

    private func tell(_ cell: Coverage.Cell, indent: String) {
        if let reason = cell.notPlayable {
            return Console.standard.write("\(indent)not playable \(cell.id)  \(reason)", .plain)
        }
        let named = cell.scenarios.isEmpty ? cell.claims : cell.scenarios
        let scenarios = named.prefix(3).joined(separator: " ")
        let more = named.count > 3 ? " and \(named.count - 3) more" : ""
        Console.standard.write(
            "\(indent)\(cell.state.rawValue.padded(to: 9)) \(cell.id)"
                + (scenarios.isEmpty ? "" : "  \(scenarios)\(more)"),
            tone(cell.state))
    }

    private func tone(_ state: Coverage.State) -> Console.Tone {
        switch state {
        case .proven: .good
        case .failing: .bad
        case .claimed, .untested: .plain
        }
    }
}

extension String {
    /// The text with blanks behind it, up to a width.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
