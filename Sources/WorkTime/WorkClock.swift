/// The clock of both sides: an instant is monotonic, a wall date is the instant plus a party's offset.
///
/// Time-outs, back-off and expiry all wait on this clock, so that a virtual one can play a year in no time.
/// Whoever waits for something other than time (another task, a lock held across a suspension) tells the clock by
/// `returnToken()` and `takeToken()`, or uses `race` and `Latch`, which do it for them.
public protocol WorkClock: Clock, Sendable where Instant == WorkInstant, Duration == Swift.Duration {
    /// The wall date at `WorkInstant.zero` for a party whose calendar is right.
    var origin: WorkDate { get }

    /// Whether the clock follows the machine's time.
    var isReal: Bool { get }

    /// Notes that one more task can make progress without time passing.
    func takeToken()

    /// Notes that one task fewer can make progress without time passing.
    func returnToken()

    /// Waits for the turn of the party that the present task acts for, where parties take turns.
    func awaitTurn() async
}

extension WorkClock {
    /// True: only a virtual clock is none.
    public var isReal: Bool { true }

    /// The real time that a library may take which cannot wait on this clock.
    ///
    /// On a virtual clock it is so long that it never decides anything.
    public func realLimit(_ limit: Duration) -> Duration {
        isReal ? limit : .seconds(86_400)
    }

    /// Nothing: only a virtual clock counts.
    public func takeToken() {}
    /// Nothing: only a virtual clock counts.
    public func returnToken() {}
    /// Nothing: only on a virtual clock do parties take turns.
    public func awaitTurn() async {}
}

/// What `WorkClock.race` throws when the time was over first.
public struct DeadlinePassed: Error, Equatable, Sendable {
    /// The time that was allowed.
    public let limit: Duration

    /// Tells which limit was passed.
    public init(limit: Duration) {
        self.limit = limit
    }
}

extension WorkClock {
    /// Runs `operation`, cancels it once `limit` has passed on this clock, and throws `DeadlinePassed` then.
    ///
    /// Returns only when the operation has ended, also after a cancellation.
    public func race<Value: Sendable>(
        limit: Duration, _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        takeToken()
        defer { returnToken() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await operation() }
            group.addTask {
                try await sleep(until: now.advanced(by: limit), tolerance: nil)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw DeadlinePassed(limit: limit) }
            return value
        }
    }
}
