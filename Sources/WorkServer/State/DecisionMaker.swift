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
        var state: WorkState
        var log: EventLog
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

    /// The state that decisions are made on: the right one, unless the server has a deliberate mistake.
    var seen: WorkState { mutation?.seen(snapshot) ?? snapshot }

    /// What is asked of the state as it is now, without a copy of it.
    func asking<Answer: Sendable>(_ question: (WorkState) -> Answer) -> Answer {
        books.withLock { question(mutation?.seen($0.state) ?? $0.state) }
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
        command.decide(seen, DecisionContext(now: clock.date, party: party, identifiers: identifiers))
    }

    /// Decides on a command and applies its events; what was minted is noted before anybody can see it.
    func perform<Command: WorkCommand>(_ command: Command, by party: String) -> Decision<Command.Reply> {
        let decision = books.withLock { books in
            let now = clock.date
            let context = DecisionContext(now: now, party: party, identifiers: identifiers)
            let decision = command.decide(mutation?.seen(books.state) ?? books.state, context)
            for event in decision.events {
                books.log.append(
                    event, EventOrigin(date: now, party: party, rule: decision.rule.id),
                    changes: event.changes(in: books.state))
                books.state.apply(event)
            }
            return decision
        }
        // Outside of the lock: nobody has seen the decision yet.
        for minted in decision.minted { secrets.note(minted.secret.reveal(), as: minted.name) }
        return decision
    }
}
