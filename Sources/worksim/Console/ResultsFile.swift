import Foundation
import ScenarioRunner

/// The results of an earlier run.
enum ResultsFile {
    /// Reads a `results.json`, or the one in a folder.
    ///
    /// - Throws: status 2 where it cannot be read or is none, after it was told.
    static func read(_ folder: String) throws -> [ScenarioResult] {
        let path = folder.hasSuffix(".json") ? folder : "\(folder)/results.json"
        guard let data = FileManager.default.contents(atPath: path) else {
            Console.errors.write("error: \(path) cannot be read; `worksim run --report \(folder)` writes it", .bad)
            throw ExitStatus.invalid
        }
        do {
            return try RunReport.results(reading: data)
        } catch {
            Console.errors.write("error: \(path) is no results.json of this version of worksim", .bad)
            throw ExitStatus.invalid
        }
    }
}
