import ArgumentParser
import Foundation
import Markup
import Observing
import ScenarioLanguage
import ScenarioRunner

/// Reads the files of observations, and says on the error stream what is wrong with them.
enum ObservedFiles {
    /// A file's text; `kind` says what file is meant.
    static func text(of file: String, _ kind: String = "a file that `worksim observe` wrote") throws -> String {
        switch ScenarioTexts.disk.anyText(of: file) {
        case .success(let text): return text
        case .failure(let refusal):
            Console.errors.write(
                error: "\(file): \(refusal.reason); \(refusal.remedy ?? "name \(kind)")")
            throw ExitStatus.invalid
        }
    }

    /// The observation in a file.
    static func observation(in file: String) throws -> Observation {
        let text = try text(of: file)
        do throws(ObservingError) {
            return try ObservedFile.read(text, path: file, RuleLedger.all.catalogue)
        } catch {
            Console.errors.write(error: "\(error)")
            throw ExitStatus.invalid
        }
    }
}

/// The option that adopts what was observed.
struct LikeOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file of `worksim observe`: the server behaves like the one that was observed.", valueName: "file"))
    var like: String?

    /// The observed readings, by switch; none where no file is named.
    func readings() throws -> [String: String] {
        try like.map { try ObservedFiles.observation(in: $0).readings } ?? [:]
    }
}
