import Synchronization

/// The clock as one party sees it: the shared time, and a calendar that may be wrong by an offset.
public final class PartyClock: Sendable {
    /// The time that all parties share.
    public let clock: any WorkClock
    private let offset: Mutex<Duration>

    /// Gives a party its view of `clock`; a positive `skew` is a calendar that runs ahead.
    public init(_ clock: any WorkClock, skew: Duration = .zero) {
        self.clock = clock
        offset = Mutex(skew)
    }

    /// How far this party's calendar is ahead of the right date.
    public var skew: Duration {
        get { offset.withLock { $0 } }
        set { offset.withLock { $0 = newValue } }
    }

    /// The wall date that this party believes in.
    public var date: WorkDate {
        clock.origin + clock.now.elapsed + skew
    }

    /// The moment on the shared clock, for durations that no calendar may disturb.
    public var now: WorkInstant { clock.now }

    /// Waits until `duration` has passed on the shared clock; throws `CancellationError` when cancelled.
    public func sleep(for duration: Duration) async throws {
        try await clock.sleep(until: clock.now.advanced(by: duration), tolerance: nil)
    }
}
