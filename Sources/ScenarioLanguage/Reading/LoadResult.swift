/// What came of reading a scenario file.
public struct LoadResult: Sendable {
    /// The scenarios, one for each row of the matrix; empty where a mistake was found.
    public let scenarios: [Scenario]
    /// All mistakes and warnings: those of the file in its order, then those of the files that it extends.
    public let diagnostics: [Diagnostic]
    /// The paths of the files that it extends, the nearest first.
    public var extended: [String] = []

    /// Whether nothing may be played.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
