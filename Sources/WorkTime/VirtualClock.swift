import Synchronization

/// A clock that stands still while anybody can act, and jumps to the next thing due when all wait.
///
/// So a time-out of a minute or an expiry of a year costs nothing and always falls at the same moment.
public final class VirtualClock: WorkClock, ExchangeLedger {
    public let origin: WorkDate
    private let ledger = Mutex(TokenLedger())

    /// Starts a clock at a wall date; the default is Monday, 2 March 2026, 09:00 UTC, an ordinary morning.
    public init(origin: WorkDate = WorkDate(sinceEpoch: .seconds(1_772_442_000))) {
        self.origin = origin
    }

    public var now: WorkInstant { ledger.withLock { $0.now } }

    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Every moment at which all waited and nothing was due, in words; each is an error of the simulator or its script.
    public var deadlocks: [String] { ledger.withLock { $0.deadlocks } }

    /// The calls under way, for a watchdog to name.
    public var openCalls: [String] { ledger.withLock { $0.calls.values.sorted() } }

    /// Runs one party's call; time moves only while some call is open.
    public func call<Value, Failure: Error>(
        _ name: String, _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let id = ledger.withLock { $0.beginCall(name) }
        defer { book { $0.endCall(id) } }
        return try await body()
    }

    public func sleep(until deadline: WorkInstant, tolerance: Duration? = nil) async throws {
        let id = ledger.withLock { $0.issueID() }
        defer { ledger.withLock { $0.forgetCancellation(of: id) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                book { $0.enlist(TokenLedger.Sleeper(id: id, deadline: deadline, continuation: continuation)) }
            }
        } onCancel: {
            book { $0.cancelSleep(id) }
        }
    }

    public func takeToken() {
        ledger.withLock { $0.take() }
    }

    public func returnToken() {
        book { $0.give() }
    }

    /// A client opens the exchange `id` and holds its token.
    public func exchangeBegan(_ id: String) {
        ledger.withLock { $0.exchangeBegan(id) }
    }

    /// A client is done with the exchange `id`, with an answer or without; a held socket is closed now.
    public func exchangeEnded(_ id: String) {
        book { $0.exchangeEnded(id) }
    }

    public func exchangeArrived(_ id: String) {
        ledger.withLock { $0.exchangeArrived(id) }
    }

    public func exchangeAnswered(_ id: String) {
        book { $0.exchangeAnswered(id) }
    }

    public func exchangeHeld(_ id: String, release: @escaping @Sendable () -> Void) {
        book { $0.exchangeHeld(id, release: release) }
    }

    /// One locked step of the books, and what follows from it once the lock is free.
    private func book(_ step: (inout sending TokenLedger) -> [TokenLedger.Effect]) {
        let effects = ledger.withLock { step(&$0) }
        for effect in effects { effect.perform() }
    }
}
