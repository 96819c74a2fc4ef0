import ArgumentParser
import Foundation
import ScenarioRunner

/// The folder that a run's report goes to.
struct ReportFolder {
    private let path: String

    /// Makes the folder: one that cannot be written is told before anything is played.
    ///
    /// - Throws: status 3.
    init(_ path: String) throws {
        self.path = path
        var isFolder: ObjCBool = false
        let files = FileManager.default
        do {
            try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw unwritable
        }
        guard files.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
            files.isWritableFile(atPath: path)
        else { throw unwritable }
    }

    /// Writes the report.
    ///
    /// - Throws: status 3.
    func write(_ report: RunReport) throws {
        do {
            try report.write(to: path)
        } catch {
            throw unwritable
        }
    }

    private var unwritable: ExitCode {
        Console.errors.write(
            "error: no report can be written to '\(path)': name a folder that can be made and written to", .bad)
        return ExitStatus.environment
    }
}
