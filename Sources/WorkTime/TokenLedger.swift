/// The books behind `VirtualClock`: who can make progress without time passing, who sleeps, who is kept waiting.
///
/// A token is held by whoever can go on. Sleeping gives it back in the same step that enlists the sleeper; an exchange
/// that the server keeps silent on gives it back too. Whoever brings the tokens to zero wakes exactly the earliest
/// sleeper. Counting sockets or polling for quiet was tried and is unsound: a closed socket is noticed late.
///
/// A pure value: every method returns what its caller has to do once the lock is released.
struct TokenLedger {
    enum Place {
        case client
        case server(abandoned: (@Sendable () -> Void)?)
        case held(release: @Sendable () -> Void)

        var standing: ClockStanding.Place {
            switch self {
            case .client: .client
            case .server: .server
            case .held: .held
            }
        }
    }

    struct Sleeper {
        let id: Int
        let deadline: WorkInstant
        let continuation: CheckedContinuation<Void, any Error>
    }

    /// What to do outside the lock.
    enum Effect {
        case wake(CheckedContinuation<Void, any Error>)
        case fail(CheckedContinuation<Void, any Error>)
        case admit(CheckedContinuation<Void, Never>)
        case release(@Sendable () -> Void)

        func perform() {
            switch self {
            case .wake(let continuation): continuation.resume()
            case .fail(let continuation): continuation.resume(throwing: CancellationError())
            case .admit(let continuation): continuation.resume()
            case .release(let release): release()
            }
        }
    }

    var now = WorkInstant.zero
    private(set) var calls: [Int: String] = [:]
    private(set) var deadlocks: [String] = []
    private var tokens = 0
    private var sleepers: [Sleeper] = []
    private var exchanges: [String: Place] = [:]
    private var orphans: [String: Int] = [:]
    private var turns: TurnQueue
    private var cancelled: Set<Int> = []
    private var lastID = 0

    init(order: AdmissionOrder) {
        turns = TurnQueue(order: order)
    }

    var standing: ClockStanding {
        var places = exchanges.mapValues(\.standing)
        for id in orphans.keys { places[id] = .abandoned }
        return ClockStanding(
            calls: calls.values.sorted(), exchanges: places, sleepers: sleepers.map(\.deadline).sorted(),
            waitingParties: turns.parties, tokens: tokens)
    }

    mutating func issueID() -> Int {
        lastID += 1
        return lastID
    }

    /// Shows another moment; returns whether nobody was in the middle of a call, who would see time jump.
    mutating func show(_ moment: WorkInstant) -> Bool {
        guard calls.isEmpty else { return false }
        now = moment
        return true
    }

    // MARK: Tokens

    mutating func beginCall(_ name: String) -> Int {
        let id = issueID()
        calls[id] = name
        tokens += 1
        return id
    }

    mutating func endCall(_ id: Int) -> [Effect] {
        calls[id] = nil
        return give()
    }

    mutating func take() {
        tokens += 1
    }

    mutating func give() -> [Effect] {
        // Never of our own doing; a client in a process of its own keeps a part of the books.
        guard tokens > 0 else {
            deadlocks.append("a token was returned that nobody had taken")
            return []
        }
        tokens -= 1
        return settle()
    }

    /// Lets the next one go on when nobody can: who notes its end, who is due, who waits for a turn, and last, as time
    /// moves, the earliest sleeper; ties of sleepers in the order of going to sleep.
    private mutating func settle() -> [Effect] {
        guard tokens == 0, !calls.isEmpty else { return [] }
        if let waiter = turns.next(to: .end) { return admit(waiter) }
        let sleeper = sleepers.min(by: { ($0.deadline, $0.id) < ($1.deadline, $1.id) })
        if let sleeper, sleeper.deadline <= now { return wake(sleeper) }
        if let waiter = turns.next(to: .act) { return admit(waiter) }
        return sleeper.map { wake($0) } ?? breakDeadlock()
    }

    private mutating func wake(_ sleeper: Sleeper) -> [Effect] {
        sleepers.removeAll { $0.id == sleeper.id }
        now = max(now, sleeper.deadline)
        tokens += 1
        return [.wake(sleeper.continuation)]
    }

    private mutating func admit(_ waiter: TurnQueue.Waiter) -> [Effect] {
        tokens += 1
        return [.admit(waiter.continuation)]
    }

    /// Nobody can go on and nobody sleeps: say so, and let every silent exchange fail.
    private mutating func breakDeadlock() -> [Effect] {
        let held = exchanges.filter { if case .held = $0.value { true } else { false } }.keys.sorted()
        deadlocks.append(
            "all wait and nothing is due: calls \(calls.values.sorted().joined(separator: ", ")); \(held.count) exchange(s) held"
        )
        return held.compactMap { id in
            guard case .held(let release) = exchanges[id] else { return nil }
            exchanges[id] = .client
            tokens += 1
            return .release(release)
        }
    }

    // MARK: Sleepers

    mutating func enlist(_ sleeper: Sleeper) -> [Effect] {
        if cancelled.remove(sleeper.id) != nil { return [.fail(sleeper.continuation)] }
        guard sleeper.deadline > now else { return [.wake(sleeper.continuation)] }
        sleepers.append(sleeper)
        return give()
    }

    mutating func cancelSleep(_ id: Int) -> [Effect] {
        guard let index = sleepers.firstIndex(where: { $0.id == id }) else {
            cancelled.insert(id)
            return []
        }
        tokens += 1
        return [.fail(sleepers.remove(at: index).continuation)]
    }

    mutating func forgetCancellation(of id: Int) {
        cancelled.remove(id)
    }

    // MARK: Turns

    /// Enlists a party for a turn; outside of all calls there is nobody to wait for.
    mutating func awaitTurn(_ waiter: TurnQueue.Waiter) -> [Effect] {
        guard cancelled.remove(waiter.id) == nil, !calls.isEmpty else { return [.admit(waiter.continuation)] }
        turns.add(waiter)
        return give()
    }

    /// Lets a party go on that no longer wants to wait.
    mutating func cancelTurn(_ id: Int) -> [Effect] {
        guard let waiter = turns.remove(id) else {
            cancelled.insert(id)
            return []
        }
        return admit(waiter)
    }

    // MARK: Exchanges

    mutating func exchangeBegan(_ id: String) {
        exchanges[id] = .client
    }

    mutating func exchangeArrived(_ id: String) {
        if case .client = exchanges[id] {
            exchanges[id] = .server(abandoned: nil)
        } else {
            orphans[id, default: 0] += 1
            tokens += 1
        }
    }

    mutating func exchangeAnswered(_ id: String) -> [Effect] {
        if let orphaned = orphans[id] {
            orphans[id] = orphaned == 1 ? nil : orphaned - 1
            return give()
        }
        if case .server = exchanges[id] { exchanges[id] = .client }
        return []
    }

    mutating func exchangeWaits(_ id: String, abandoned: (@Sendable () -> Void)?) -> [Effect] {
        guard case .server = exchanges[id] else { return abandoned.map { [.release($0)] } ?? [] }
        exchanges[id] = .server(abandoned: abandoned)
        return []
    }

    mutating func exchangeHeld(_ id: String, release: @escaping @Sendable () -> Void) -> [Effect] {
        switch exchanges[id] {
        case .client, .server:
            exchanges[id] = .held(release: release)
            return give()
        case .held, nil:
            return [.release(release)]
        }
    }

    /// The client is done with the exchange, or has given it up.
    mutating func exchangeEnded(_ id: String) -> [Effect] {
        switch exchanges.removeValue(forKey: id) {
        case .client, nil:
            return []
        case .server(let abandoned):
            orphans[id, default: 0] += 1
            tokens += 1
            return abandoned.map { [.release($0)] } ?? []
        case .held(let release):
            tokens += 1
            return [.release(release)]
        }
    }
}
