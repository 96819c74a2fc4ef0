import ArgumentParser
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Prints the JSON Schema.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of scenario files, for completion in editors.")

    @Flag(help: "Print the schema of presets, files with the keys of 'given'.")
    var preset = false

    func run() throws {
        Console.standard.write(document: jsonSchema(for: NearbyPresets.here, root: preset ? "given" : "file") + "\n")
    }
}
