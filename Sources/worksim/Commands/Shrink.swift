import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Shrinks a red combination of a matrix.
struct Shrink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find the smallest part of a failing matrix combination that fails alike, and print it as a file.",
        discussion: "The file goes to the standard output, what was found to the standard error.")

    @Argument(help: "The failing scenario's id with its rows: '4-settings/urls[https,long]'.")
    var id: String

    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    @Option(help: "The run's seed.")
    var seed: UInt64 = 1

    func run() async throws {
        var files = Files()
        files.paths = paths
        files.filter = nil
        let suite = try files.playableSuite()
        guard let scenario = suite.scenarios.first(where: { $0.id == id }), id.hasSuffix("]"),
            let data = FileManager.default.contents(atPath: scenario.path)
        else {
            Console.errors.write(
                "error: there is no scenario '\(id)' with rows of a matrix; `worksim list` names all", .bad)
            throw ExitStatus.usage
        }
        let shrinker = MatrixShrinker(
            text: String(decoding: data, as: UTF8.self), path: scenario.path, loader: files.loader(for: scenario.path),
            seed: seed)
        guard let shrunk = await shrinker.shrink(id: id) else {
            Console.errors.write("\(id) does not fail: there is nothing to shrink", .good)
            return
        }
        let what = shrunk.essential.map { "\($0.axis): \($0.row)" }.joined(separator: ", ")
        let found =
            what.isEmpty
            ? "no axis matters: it fails with any row of each" : "it takes \(what); the other axes do not matter"
        Console.errors.write("\(id): \(found) (\(shrunk.played) played)")
        Console.standard.write(
            document: "# Shrunk from \(id): \(found).\n" + shrunk.text + (shrunk.text.hasSuffix("\n") ? "" : "\n"))
        throw ExitStatus.red
    }
}
