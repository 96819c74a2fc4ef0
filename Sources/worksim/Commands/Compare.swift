import ArgumentParser
import Markup
import ScenarioRunner

/// Compares two runs.
struct Compare: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare two runs: prints, for each scenario, the first step and message that differ.",
        discussion: """
            Takes two results.json, or folders of `run --report`: a customer's run, say, and one that is known to be good. \
            Where each holds a single scenario these two are compared, whatever they are called. Ends with 0 where nothing \
            differs, with 1 where something does.
            """)

    @Argument(help: "The first run: a results.json, or the folder that it is in.")
    var first: String

    @Argument(help: "The second run.")
    var second: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let comparison = RunComparison(try ResultsFile.read(first), try ResultsFile.read(second))
        if let one = ResultsFile.seed(first), let other = ResultsFile.seed(second), one != other {
            Console.errors.write(
                "note: the runs have different seeds, \(one) and \(other): ids that derive from a seed differ, and nothing "
                    + "else for that; play one of them with --seed of the other")
        }
        if json {
            try Console.standard.write(json: comparison)
        } else {
            tell(comparison)
        }
        if !comparison.isSame { throw ExitStatus.red }
    }

    private func tell(_ comparison: RunComparison) {
        let console = Console.standard
        for parting in comparison.partings {
            console.write(parting.lines.map { VisibleText(lines: $0) }, first: .bad)
            console.write("")
        }
        for id in comparison.onlyFirst { console.write("only in the first: \(id)") }
        for id in comparison.onlySecond { console.write("only in the second: \(id)") }
        let parts = [
            "\(comparison.same) the same", "\(comparison.partings.count) part",
            "\(comparison.onlyFirst.count) only in the first", "\(comparison.onlySecond.count) only in the second",
        ]
        console.write("\(parts.joined(separator: ", "))", comparison.isSame ? .good : .bad)
    }
}
