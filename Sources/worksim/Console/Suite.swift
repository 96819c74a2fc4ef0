import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Which files a command works on.
struct Files: ParsableArguments {
    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    @Option(help: "Only scenarios whose id fits a pattern such as '*403*', or that bear a label: tag:smoke.")
    var filter: String?

    /// The files and folders that are meant.
    var roots: [String] { paths.isEmpty ? ["Scenarios"] : paths.map { ScenarioSuite.clean(path: $0) } }

    /// The scenarios of the files.
    var suite: ScenarioSuite { ScenarioSuite(paths: roots) }

    /// Reads a file of these with the presets that it may name.
    func loader(for path: String) -> ScenarioLoader { NearbyPresets(common: roots).loader(for: path) }

    /// The suite, after its mistakes were told.
    ///
    /// - Parameter consequence: what is said after the mistakes where there are errors; nil for nothing.
    /// - Returns: the suite, all of which can be played.
    /// - Throws: status 2 where a file is invalid or unreadable.
    func playableSuite(otherwise consequence: String? = nil) throws -> ScenarioSuite {
        let suite = suite
        for diagnostic in suite.diagnostics {
            Console.errors.write(
                VisibleText(lines: diagnostic.description), diagnostic.severity == .error ? .bad : .plain)
        }
        for problem in suite.unreadable { Console.errors.write(error: "\(problem)") }
        for note in suite.passedOver { Console.errors.write("note: \(note)") }
        guard suite.isPlayable else {
            if let consequence { Console.errors.write("\(consequence)", .bad) }
            throw ExitStatus.invalid
        }
        return suite
    }

    /// The scenarios that the filter names.
    ///
    /// - Throws: status 64 where there are none.
    func matching(in suite: ScenarioSuite) throws -> [Scenario] {
        let scenarios = suite.matching(filter)
        guard scenarios.isEmpty else { return scenarios }
        guard let filter else {
            Console.errors.write(
                error: "there is no scenario in what was named; a scenario is a file that ends in .yaml or .yml")
            throw ExitStatus.usage
        }
        let isPattern = filter.contains("*") || filter.hasPrefix("tag:")
        Console.errors.write(
            error: "no scenario matches '\(filter)'"
                + (isPattern ? "" : "; a filter names whole ids: try '*\(filter)*'"))
        throw ExitStatus.usage
    }
}
