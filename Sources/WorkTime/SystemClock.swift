import Foundation

/// The real time of this machine, for a server that stands by itself.
public struct SystemClock: WorkClock {
    public let origin: WorkDate
    private let start: ContinuousClock.Instant

    /// Starts counting now; the origin is the machine's wall date.
    public init() {
        origin = WorkDate(Date())
        start = ContinuousClock.now
    }

    public var now: WorkInstant {
        WorkInstant(elapsed: start.duration(to: .now))
    }

    public var minimumResolution: Duration { .nanoseconds(1) }

    public func sleep(until deadline: WorkInstant, tolerance: Duration?) async throws {
        try await Task.sleep(until: start.advanced(by: deadline.elapsed), tolerance: tolerance, clock: .continuous)
    }
}
