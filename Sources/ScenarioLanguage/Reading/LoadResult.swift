/// What came of reading a scenario file.
public struct LoadResult: Sendable {
    /// The scenarios, one for each row of the matrix; empty where a mistake was found.
    public let scenarios: [Scenario]
    /// All mistakes and warnings, in the order of the file.
    public let diagnostics: [Diagnostic]

    /// Whether nothing may be played.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
