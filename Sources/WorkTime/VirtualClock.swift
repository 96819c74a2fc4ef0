import Synchronization

/// A clock that stands still while anybody can act, and jumps to the next thing due when all wait.
///
/// So a time-out of a minute or an expiry of a year costs nothing and always falls at the same moment.
public final class VirtualClock: WorkClock, ExchangeLedger {
    /// The wall date at which the clock began.
    public let origin: WorkDate
    private let ledger = Mutex(TokenLedger())

    /// Starts a clock at a wall date; the default is Monday, 2 March 2026, 09:00 UTC, an ordinary morning.
    public init(origin: WorkDate = WorkDate(sinceEpoch: .seconds(1_772_442_000))) {
        self.origin = origin
    }

    /// How far the clock has come.
    public var now: WorkInstant { ledger.withLock { $0.now } }

    /// A nanosecond.
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

    /// Gives the sleeper's token back and waits until all others wait too; throws `CancellationError` when cancelled.
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

    /// Counts one more task that can go on.
    public func takeToken() {
        ledger.withLock { $0.take() }
    }

    /// Counts one task fewer that can go on; the last one moves time.
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

    /// The token of the exchange is the server's from now on.
    public func exchangeArrived(_ id: String) {
        ledger.withLock { $0.exchangeArrived(id) }
    }

    /// The token of the exchange is the client's again.
    public func exchangeAnswered(_ id: String) {
        book { $0.exchangeAnswered(id) }
    }

    /// The server waits over the exchange `id`; the token stays the server's, and its sleep gives it back.
    public func exchangeWaits(_ id: String, abandoned: (@Sendable () -> Void)?) {
        book { $0.exchangeWaits(id, abandoned: abandoned) }
    }

    /// The exchange waits in silence: its token is given back.
    public func exchangeHeld(_ id: String, release: @escaping @Sendable () -> Void) {
        book { $0.exchangeHeld(id, release: release) }
    }

    /// One locked step of the books, and what follows from it once the lock is free.
    private func book(_ step: (inout sending TokenLedger) -> [TokenLedger.Effect]) {
        let effects = ledger.withLock { step(&$0) }
        for effect in effects { effect.perform() }
    }
}
