import ArgumentParser
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Prints the JSON Schema.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the JSON Schema of scenario files, for completion in editors.")

    func run() throws {
        Console.standard.write(document: jsonSchema(for: .catalogues) + "\n")
    }
}
