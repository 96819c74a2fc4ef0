import Rules
import Secrets
import Synchronization
import WorkTime

/// Owns the server's state and event log.
///
/// Decides a command and applies its events under one lock, so that two requests cannot redeem the same code. Nothing
/// else is done under that lock.
final class DecisionMaker: Sendable {
    private struct Books {
        private(set) var state: WorkState
        private(set) var log: EventLog
        /// The state as readers share it; nil where nobody has read it since it changed.
        private var shared: SharedState?

        init(state: WorkState, log: EventLog) {
            (self.state, self.log) = (state, log)
        }

        /// The state as a decision sees it: the right one, unless the server has a deliberate mistake.
        mutating func seen(_ mutation: ServerMutation?) -> SharedState {
            if let mutation { return SharedState(mutation.seen(state)) }
            if let shared { return shared }
            let made = SharedState(state)
            shared = made
            return made
        }

        /// Puts another state in the place of the present one; the count of events goes on.
        mutating func restore(_ state: WorkState) {
            shared = nil
            self.state = state
            log.restart(from: state)
        }

        /// Applies an event.
        ///
        /// Releases the shared state first, so that only a state that is still read is copied.
        mutating func take(_ event: WorkEvent, _ origin: EventOrigin) {
            shared = nil
            log.append(event, origin, changes: event.changes(in: state))
            state.apply(event)
        }
    }

    let clock: PartyClock
    let identifiers: any IdentifierSource
    let secrets: SecretBook
    private let books: Mutex<Books>
    private let mutation: ServerMutation?

    init(
        state: WorkState, clock: PartyClock, identifiers: any IdentifierSource, secrets: SecretBook,
        eventCapacity: Int = EventLog.standardCapacity, mutation: ServerMutation? = nil
    ) {
        self.mutation = mutation
        self.clock = clock
        self.identifiers = identifiers
        self.secrets = secrets
        books = Mutex(Books(state: state, log: EventLog(from: state, capacity: eventCapacity)))
    }

    /// A copy of the state as it is now.
    var snapshot: WorkState { books.withLock { $0.state } }

    /// Puts another state in the place of the present one.
    func restore(_ state: WorkState) { books.withLock { $0.restore(state) } }

    /// What is asked of the state as it is now, without a copy of it.
    func asking<Answer: Sendable>(_ question: (WorkState) -> Answer) -> Answer {
        books.withLock { books in
            if let mutation { return question(mutation.seen(books.state)) }
            return question(books.state)
        }
    }

    /// The snapshot with the events after it.
    var log: EventLog { books.withLock { $0.log } }

    /// The accepted facts that the log still holds one by one, in order.
    var events: [EventRecord] { log.records }

    /// The accepted facts after the first `count` ones, as far as the log holds them.
    func events(after count: Int) -> [EventRecord] { books.withLock { $0.log.records(after: count) } }

    /// How many facts were accepted so far.
    var eventCount: Int { books.withLock { $0.log.count } }

    /// What would be decided on a command now; nothing is taken in.
    func judge<Command: WorkCommand>(_ command: Command, by party: String) -> Decision<Command.Reply> {
        let context = context(books.withLock { $0.seen(mutation) }, of: party)
        return command.decide(context.shared.state, context)
    }

    /// Decides on a command and applies its events; what was minted is noted before anybody can see it.
    func perform<Command: WorkCommand>(_ command: Command, by party: String) -> Decision<Command.Reply> {
        let decision = books.withLock { books in
            let (decision, date) = decide(command, &books, party)
            for event in decision.events {
                books.take(event, EventOrigin(date: date, party: party, rule: decision.rule.id))
            }
            return decision
        }
        // Outside of the lock: nobody has seen the decision yet.
        for minted in decision.minted { secrets.note(minted.secret.reveal(), as: minted.name) }
        return decision
    }

    /// A function of its own, so that nothing here holds the state any more when the events are taken in.
    private func decide<Command: WorkCommand>(
        _ command: Command, _ books: inout Books, _ party: String
    ) -> (Decision<Command.Reply>, WorkDate) {
        let context = context(books.seen(mutation), of: party)
        return (command.decide(context.shared.state, context), context.now)
    }

    private func context(_ seen: SharedState, of party: String) -> DecisionContext {
        DecisionContext(now: clock.date, party: party, identifiers: identifiers, shared: seen)
    }
}
