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

    /// The names that files may use; a preset in a folder `presets` below a named one wins over the built-in one.
    var vocabulary: Vocabulary {
        var vocabulary = Vocabulary.catalogues
        vocabulary.presets.merge(presets) { _, own in own }
        return vocabulary
    }

    /// The texts of the presets beside the scenarios, by name.
    private var presets: [String: String] {
        Dictionary(presetFiles.map { ($0.name, $0.text) }) { _, last in last }
    }

    private var presetFiles: [(name: String, path: String, text: String)] {
        roots.map { "\($0)/presets" }.flatMap { folder in
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            return names.filter { !$0.hasPrefix(".") }.compactMap {
                name -> (name: String, path: String, text: String)? in
                guard let stem = ScenarioLoader.name(ofFile: name) else { return nil }
                return FileManager.default.contents(atPath: "\(folder)/\(name)")
                    .flatMap { String(validating: $0, as: UTF8.self) }
                    .map { (stem, "\(folder)/\(name)", $0) }
            }
        }
    }

    /// What is wrong with the presets beside the scenarios, each at its own place.
    var presetMistakes: [Diagnostic] {
        let files = presetFiles.filter { $0.text != BuiltInPresets.texts[$0.name] }
        guard !files.isEmpty else { return [] }
        let loader = ScenarioLoader(vocabulary: vocabulary)
        return files.flatMap { loader.check(preset: $0.text, path: $0.path) }
    }

    /// The scenarios of the files.
    var suite: ScenarioSuite { ScenarioSuite(paths: roots, vocabulary: vocabulary) }

    /// The suite, after its mistakes were told.
    ///
    /// - Parameter consequence: what is said after the mistakes where there are errors; nil for nothing.
    /// - Returns: the suite, all of which can be played.
    /// - Throws: status 2 where a file is invalid or unreadable.
    func playableSuite(otherwise consequence: String? = nil) throws -> ScenarioSuite {
        let suite = suite
        let mistakes = presetMistakes
        for diagnostic in mistakes {
            Console.errors.write(
                VisibleText(lines: diagnostic.description), diagnostic.severity == .error ? .bad : .plain)
        }
        // What stands on a preset that cannot be read is wrong for that reason alone.
        guard !mistakes.contains(where: { $0.severity == .error }) else { throw ExitStatus.invalid }
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
