import ArgumentParser

/// What the command ends with, beside 0.
enum ExitStatus {
    /// Something is red.
    static let red = ExitCode(1)
    /// A file is invalid or unreadable.
    static let invalid = ExitCode(2)
    /// The environment failed, such as a busy port.
    static let environment = ExitCode(3)
    /// Wrong usage, or nothing matched.
    static let usage = ExitCode(64)
}
