import Synchronization

/// A clock that stands still while anybody can act, and jumps to the next thing due when all wait.
///
/// So a time-out of a minute or an expiry of a year costs nothing and always falls at the same moment. Parties that act at
/// the same time take turns, in an order that a seed chooses.
public final class VirtualClock: WorkClock, ExchangeLedger {
    /// The number of the party that the present task acts for, inherited by the tasks that it starts; nil for nobody.
    @TaskLocal public static var party: Int?

    /// The wall date at which the clock began.
    public let origin: WorkDate
    private let ledger: Mutex<TokenLedger>
    private let moves = Atomic<UInt64>(0)

    /// The wall date at which a clock begins unless said: Monday, 2 March 2026, 09:00 UTC, an ordinary morning.
    public static let usualOrigin = WorkDate(sinceEpoch: .seconds(1_772_442_000))

    /// Starts a clock at a wall date; the default is `usualOrigin`.
    ///
    /// - Parameters:
    ///   - origin: the wall date.
    ///   - order: who goes first where several parties could.
    public init(
        origin: WorkDate = usualOrigin,
        order: AdmissionOrder = AdmissionOrder(seed: 1)
    ) {
        self.origin = origin
        ledger = Mutex(TokenLedger(order: order))
    }

    /// How far the clock has come.
    public var now: WorkInstant { ledger.withLock { $0.now } }

    /// False: real time decides nothing.
    public var isReal: Bool { false }

    /// A nanosecond.
    public var minimumResolution: Duration { .nanoseconds(1) }

    /// Every moment at which all waited and nothing was due, in words; each is an error of the simulator or its script.
    public var deadlocks: [String] { ledger.withLock { $0.deadlocks } }

    /// Everything that is open now, for messages.
    public var standing: ClockStanding { ledger.withLock { $0.standing } }

    // MARK: Progress

    /// A number that changes whenever anything moves in the books, and whenever progress is noted.
    public var progress: UInt64 { moves.load(ordering: .relaxed) }

    /// Notes that something moved that is not in the books, such as bytes of a transfer.
    public func noteProgress() {
        moves.wrappingAdd(1, ordering: .relaxed)
    }

    // MARK: Another moment

    /// Shows another moment, also an earlier one, as where a world returns to a snapshot of itself.
    ///
    /// Returns whether it does: not while a call is open.
    package func show(_ moment: WorkInstant) -> Bool {
        noteProgress()
        return ledger.withLock { $0.show(moment) }
    }

    // MARK: Calls, sleep and turns

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

    /// Waits until no other task can go on and the order chooses this task's party; a cancelled task goes on at once.
    ///
    /// A task that acts for no party does not wait.
    public func awaitTurn() async {
        await awaitTurn(to: .act)
    }

    /// Waits until no other task can go on; the party then notes how its action ended before anybody else acts.
    public func awaitTurnToEnd() async {
        await awaitTurn(to: .end)
    }

    private func awaitTurn(to purpose: TurnQueue.Purpose) async {
        guard let party = Self.party else { return }
        let id = ledger.withLock { $0.issueID() }
        defer { ledger.withLock { $0.forgetCancellation(of: id) } }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                book {
                    $0.awaitTurn(
                        TurnQueue.Waiter(id: id, party: party, purpose: purpose, continuation: continuation))
                }
            }
        } onCancel: {
            book { $0.cancelTurn(id) }
        }
    }

    // MARK: Tokens

    /// Counts one more task that can go on.
    public func takeToken() {
        book { ledger in
            ledger.take()
            return []
        }
    }

    /// Counts one task fewer that can go on; the last one moves time.
    public func returnToken() {
        book { $0.give() }
    }

    // MARK: Exchanges

    /// A client opens the exchange `id` and holds its token.
    public func exchangeBegan(_ id: String) {
        book { ledger in
            ledger.exchangeBegan(id)
            return []
        }
    }

    /// A client is done with the exchange `id`, with an answer or without; a held socket is closed now.
    public func exchangeEnded(_ id: String) {
        book { $0.exchangeEnded(id) }
    }

    /// The token of the exchange is the server's from now on.
    public func exchangeArrived(_ id: String) {
        book { ledger in
            ledger.exchangeArrived(id)
            return []
        }
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

    /// Notes that bytes of an exchange moved.
    public func bytesMoved() {
        noteProgress()
    }

    /// One locked step of the books, and what follows from it once the lock is free.
    private func book(_ step: (inout sending TokenLedger) -> [TokenLedger.Effect]) {
        noteProgress()
        let effects = ledger.withLock { step(&$0) }
        for effect in effects { effect.perform() }
    }
}
