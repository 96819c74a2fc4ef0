import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Prints one scenario's file.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the file of a scenario.")

    @Argument(help: "The scenario's id, as `list` prints it, or its file.")
    var id: String

    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    @Flag(help: "Write out the presets and the file that it extends, so that it depends on nothing.")
    var standalone = false

    func run() throws {
        let path = try file()
        let text: String
        switch ScenarioTexts.disk.anyText(of: path) {
        case .success(let found): text = found
        case .failure(let refusal):
            Console.errors.write(error: "\(path): \(refusal.reason); \(refusal.remedy ?? "name another file")")
            throw ExitStatus.invalid
        }
        if standalone {
            let mistakes = ScenarioSuite(paths: [path]).diagnostics.filter { $0.severity == .error }
            for mistake in mistakes { Console.errors.write(VisibleText(lines: mistake.description), .bad) }
            guard mistakes.isEmpty else { throw ExitStatus.invalid }
        }
        let shown =
            standalone
            ? try NearbyPresets().loader(for: path).standalone(text: text, path: path) {
                try Scenario.settled($0, beside: path)
            } : text
        Console.standard.write(document: shown.hasSuffix("\n") ? shown : shown + "\n")
    }

    private func file() throws -> String {
        if ScenarioLoader.name(ofFile: id) != nil { return id }
        let suite = ScenarioSuite(paths: paths.isEmpty ? ["Scenarios"] : paths)
        guard suite.unreadable.isEmpty || !suite.scenarios.isEmpty else {
            for problem in suite.unreadable { Console.errors.write(error: "\(problem)") }
            Console.errors.write(
                "Name a scenario file, or the folder of the scenarios: worksim show ID PATH/TO/Scenarios")
            throw ExitStatus.invalid
        }
        if let found = suite.scenarios.first(where: { $0.id == id || $0.fileID == id }) { return found.path }
        let ids = Array(Set(suite.scenarios.map(\.fileID))).sorted()
        let hint = nearest(id, among: ids).map { "; did you mean '\($0)'?" } ?? ""
        Console.errors.write("error: there is no scenario '\(id)'\(hint)", .bad)
        throw ExitStatus.usage
    }
}
