import ArgumentParser
import Markup
import ScenarioRunner

/// What the command ends with, beside 0.
enum ExitStatus {
    /// Something is red.
    static let red = ExitCode(1)
    /// A file is invalid or unreadable.
    static let invalid = ExitCode(2)
    /// The machine or the network failed, such as a full disk or a busy port.
    static let environment = ExitCode(3)
    /// Wrong usage, or nothing matched.
    static let usage = ExitCode(64)

    /// The statuses as `--help` lists them.
    static let table = """
        Exit status:
          0   nothing failed; `serve`, `demo` and `run --watch` were ended by Ctrl-C, SIGTERM or SIGHUP
          1   a scenario failed, two runs differ, a check found something, nothing is known, or no scenario
              passed because they are untested
          2   a file is invalid or cannot be read
          3   the machine failed: a busy port, a full disk, a folder that cannot be written, too few file
              descriptors, or a standard output that was closed before everything was written
          64  wrong usage, or nothing matched
        """
}

extension MachineError {
    /// Prints the error; what to throw then.
    var told: ExitCode {
        Console.errors.write(error: "\(description)")
        return ExitStatus.environment
    }
}
