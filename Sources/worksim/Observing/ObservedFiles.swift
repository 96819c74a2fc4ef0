import ArgumentParser
import Foundation
import Markup
import Observing
import ScenarioRunner

/// Reads the files of observations, and says on the error stream what is wrong with them.
enum ObservedFiles {
    /// A file's text.
    static func text(of file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file), data.count <= ObservedFile.longest,
            let text = String(validating: data, as: UTF8.self)
        else {
            Console.errors.write(
                error:
                    "\(file): the file is missing, is longer than 1 MiB, or is no text. Name a file that can be read.")
            throw ExitStatus.invalid
        }
        return text
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
