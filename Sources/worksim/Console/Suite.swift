import ArgumentParser
import Foundation
import ScenarioLanguage
import ScenarioRunner

/// Which files a command works on.
struct Files: ParsableArguments {
    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    @Option(help: "Only scenarios whose id fits a pattern such as '*403*', or that bear a label: tag:smoke.")
    var filter: String?

    /// The files and folders that are meant.
    var roots: [String] { paths.isEmpty ? ["Scenarios"] : paths }

    /// The names that files may use; a preset in a folder `presets` below a named one wins over the built-in one.
    var vocabulary: Vocabulary {
        var vocabulary = Vocabulary.catalogues
        vocabulary.presets.merge(presets) { _, own in own }
        return vocabulary
    }

    /// The texts of the presets beside the scenarios, by name.
    private var presets: [String: String] {
        var found: [String: String] = [:]
        for folder in roots.map({ "\($0)/presets" }) {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
                found[String(name.dropLast(5))] = String(validating: data, as: UTF8.self)
            }
        }
        return found
    }

    /// The scenarios of the files.
    var suite: ScenarioSuite { ScenarioSuite(paths: roots, vocabulary: vocabulary) }

    /// The suite, after its mistakes were told.
    ///
    /// - Throws: status 2 where a file is invalid or unreadable.
    func playableSuite() throws -> ScenarioSuite {
        let suite = suite
        for diagnostic in suite.diagnostics {
            Console.errors.write(diagnostic.description, diagnostic.severity == .error ? .bad : .plain)
        }
        for problem in suite.unreadable { Console.errors.write("error: \(problem)", .bad) }
        guard suite.isPlayable else { throw ExitStatus.invalid }
        return suite
    }

    /// The scenarios that the filter names.
    ///
    /// - Throws: status 64 where there are none.
    func matching(in suite: ScenarioSuite) throws -> [Scenario] {
        let scenarios = suite.matching(filter)
        guard scenarios.isEmpty else { return scenarios }
        Console.errors.write(
            filter.map { filter in
                "error: no scenario matches '\(filter)'"
                    + (filter.contains("*") || filter.hasPrefix("tag:")
                        ? "" : "; a filter names whole ids: try '*\(filter)*'")
            } ?? "error: there is no scenario in what was named", .bad
        )
        throw ExitStatus.usage
    }
}
