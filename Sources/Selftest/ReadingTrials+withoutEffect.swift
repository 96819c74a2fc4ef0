extension ReadingTrials {
    /// Readings that no scenario that does not choose them can notice, with the reason.
    package static let withoutEffect: [String: String] = [:]
}
