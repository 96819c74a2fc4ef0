import ArgumentParser
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Names the scenarios.
struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the scenarios, each with its title.")

    @OptionGroup var files: Files

    func run() throws {
        for scenario in try files.matching(in: try files.playableSuite()) {
            Console.standard.write("\(scenario.id)  \(scenario.title)")
        }
    }
}
