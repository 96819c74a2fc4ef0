import Foundation
import Markup
import ScenarioRunner

/// The results of an earlier run.
enum ResultsFile {
    private static func path(of folder: String) -> String {
        var isFolder: ObjCBool = false
        let isFile = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && !isFolder.boolValue
        return isFile || folder.hasSuffix(".json") ? folder : "\(folder)/results.json"
    }

    /// The seed of a run; nil where it cannot be read.
    static func seed(_ folder: String) -> UInt64? {
        FileManager.default.contents(atPath: path(of: folder)).flatMap { RunReport.seed(reading: $0) }
    }

    /// What a run proved of itself; nil where it says nothing of that.
    static func proofs(_ folder: String) -> RunProofs? {
        FileManager.default.contents(atPath: path(of: folder)).flatMap { RunProofs.named(in: $0) }
    }

    /// The texts of the files that a run played.
    static func sources(_ folder: String) -> SourceTexts {
        FileManager.default.contents(atPath: path(of: folder)).map { RunReport.sources(reading: $0) } ?? .none
    }

    /// Reads a `results.json`, or the one in a folder.
    ///
    /// - Throws: status 2 where it cannot be read or is none, after it was told.
    static func read(_ folder: String) throws -> [ScenarioResult] {
        let path = path(of: folder)
        guard let data = FileManager.default.contents(atPath: path) else {
            Console.errors.write("error: \(path) cannot be read; `worksim run --report \(folder)` writes it", .bad)
            throw ExitStatus.invalid
        }
        do {
            return try RunReport.results(reading: data)
        } catch {
            Console.errors.write("error: \(path) is not the results.json of this version of worksim", .bad)
            throw ExitStatus.invalid
        }
    }
}
