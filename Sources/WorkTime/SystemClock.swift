import Foundation

/// The real time of this machine, for a server that stands by itself.
public struct SystemClock: WorkClock {
    /// The wall date at which the clock was made.
    public let origin: WorkDate
    private let start: ContinuousClock.Instant

    /// Starts counting now; the origin is the machine's wall date.
    public init() {
        origin = WorkDate(Date())
        start = ContinuousClock.now
    }

    /// The time since then.
    public var now: WorkInstant {
        WorkInstant(elapsed: start.duration(to: .now))
    }

    /// A nanosecond.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Waits in real time; throws `CancellationError` when cancelled.
    public func sleep(until deadline: WorkInstant, tolerance: Duration?) async throws {
        try await Task.sleep(until: start.advanced(by: deadline.elapsed), tolerance: tolerance, clock: .continuous)
    }
}
