import ArgumentParser
import Foundation
import Markup
import ScenarioLanguage
import ScenarioRunner

/// Checks scenario files.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check scenario files without playing them, and report every mistake at once.")

    @Argument(help: "Scenario files and folders; Scenarios if none is named.")
    var paths: [String] = []

    @Flag(help: "Correct what can only be meant in one way, and say what was corrected.")
    var fix = false

    func run() throws {
        var files = Files()
        files.paths = paths
        files.filter = nil
        if fix { try correct(files) }
        let suite = try files.playableSuite()
        guard !suite.files.isEmpty else {
            Console.errors.write(
                error: "there is no scenario in what was named; a scenario is a file that ends in .yaml or .yml")
            throw ExitStatus.usage
        }
        let counts = "\(Self.counted(suite.files.count, "file")), \(Self.counted(suite.scenarios.count, "scenario"))"
        let warnings = suite.diagnostics.count
        Console.standard.write(
            "\(counts): \(warnings == 0 ? "nothing is wrong" : Self.counted(warnings, "warning"))",
            warnings == 0 ? .good : .plain)
    }

    private static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    /// Corrects the files that have mistakes or begin with a byte order mark; the others are not touched.
    private func correct(_ files: Files) throws {
        let suite = files.suite
        let nearby = NearbyPresets(common: files.roots)
        let wrong = Set(suite.diagnostics.map(\.path))
        for path in suite.files {
            guard case .success(let text) = ScenarioTexts.disk.text(of: path),
                wrong.contains(path) || text.hasPrefix("\u{FEFF}")
            else { continue }
            let corrected = LintFix.correct(text, path: path, by: nearby.loader(for: path))
            guard !corrected.fixes.isEmpty else { continue }
            do throws(MachineError) {
                try WholeFile.write(Data(corrected.text.utf8), to: path)
            } catch {
                throw error.told
            }
            for fix in corrected.fixes {
                Console.standard.write("corrected \(path):\(fix.line): \(fix.old) -> \(fix.new)", .good)
            }
        }
    }
}
