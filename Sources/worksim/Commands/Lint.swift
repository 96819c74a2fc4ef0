import ArgumentParser
import ScenarioRunner

/// Checks scenario files.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check scenario files without playing them; every mistake is told at once.")

    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    func run() throws {
        var files = Files()
        files.paths = paths
        files.filter = nil
        let suite = try files.playableSuite()
        guard !suite.files.isEmpty else {
            Console.errors.write("error: there is no scenario in what was named", .bad)
            throw ExitStatus.usage
        }
        Console.standard.write(
            "\(suite.files.count) files, \(suite.scenarios.count) scenarios: nothing is wrong", .good)
    }
}
