import ArgumentParser
import Markup
import WorkServer

/// Prints the OpenAPI document.
struct OpenAPI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Print the OpenAPI 3.1 document of the simulated server.")

    func run() throws {
        Console.standard.write(document: OpenAPIDocument.json + "\n")
    }
}
