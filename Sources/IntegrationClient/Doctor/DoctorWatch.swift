public import WorkTime

/// Looks again and again while a change spreads, such as a firewall rule or a name.
public struct DoctorWatch: Sendable {
    private let every: Duration
    private let limit: Duration
    private let clock: any WorkClock

    /// Looks every `every`, for `limit` at most, on `clock`.
    public init(every: Duration, limit: Duration, clock: any WorkClock) {
        self.every = every
        self.limit = limit
        self.clock = clock
    }

    /// Returns the first healthy report, or the last one when time is over.
    ///
    /// - Parameters:
    ///   - look: makes a report.
    ///   - note: is told of each report that is not healthy, with the time that is left.
    /// - Returns: the report that ended it.
    /// - Throws: `CancellationError` when cancelled.
    public func run(
        _ look: () async -> DoctorReport, note: (DoctorReport, Duration) -> Void
    ) async throws -> DoctorReport {
        let end = clock.now.advanced(by: limit)
        while true {
            let report = await look()
            let left = clock.now.duration(to: end)
            guard !report.isHealthy, left >= every else { return report }
            note(report, .seconds(Int64(left / .seconds(1))))
            try await clock.sleep(until: clock.now.advanced(by: every), tolerance: nil)
        }
    }
}
