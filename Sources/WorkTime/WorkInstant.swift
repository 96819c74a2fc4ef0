/// A point on a `WorkClock`: it only ever grows, whatever a party's calendar shows.
public struct WorkInstant: InstantProtocol, Codable, Sendable {
    /// The time passed since the clock's origin.
    public let elapsed: Duration

    /// The moment at which the clock began.
    public static let zero = WorkInstant(elapsed: .zero)

    /// Names the moment that lies `elapsed` after the clock's origin.
    public init(elapsed: Duration) {
        self.elapsed = elapsed
    }

    /// The moment that lies `duration` later.
    public func advanced(by duration: Duration) -> WorkInstant {
        WorkInstant(elapsed: elapsed + duration)
    }

    /// The time from this moment to another one.
    public func duration(to other: WorkInstant) -> Duration {
        other.elapsed - elapsed
    }

    /// Whether the left moment is the earlier one.
    public static func < (left: WorkInstant, right: WorkInstant) -> Bool {
        left.elapsed < right.elapsed
    }
}
