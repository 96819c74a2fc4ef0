import ArgumentParser
import ScenarioRunner

/// The folder that a run's report goes to.
struct ReportFolder {
    private let path: String

    /// Makes the folder and tries to write to it, before anything is played.
    ///
    /// - Throws: status 3, after it was told.
    init(_ path: String) throws {
        self.path = path
        do throws(MachineError) {
            try WholeFile.makeFolder(path)
            try WholeFile.tryFolder(path)
        } catch {
            throw Self.unwritable(path, error)
        }
    }

    /// Writes the report; the files of an earlier one stay where that fails.
    ///
    /// - Throws: status 3, after it was told.
    func write(_ report: RunReport, with conformance: Conformance?) throws {
        do throws(MachineError) {
            try report.write(to: path, with: conformance)
        } catch {
            throw Self.unwritable(path, error)
        }
    }

    private static func unwritable(_ path: String, _ error: MachineError) -> ExitCode {
        error.renamed("the report cannot be written to '\(path)'").told
    }
}
