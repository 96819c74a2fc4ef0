import Rules
import Secrets
import Synchronization
import WorkTime

/// Holds the one value and its log: deciding and applying are one locked step, so that no two requests redeem one code.
final class DecisionMaker: Sendable {
    private struct Books {
        var state: WorkState
        var events: [EventRecord] = []
    }

    let clock: PartyClock
    let identifiers: any IdentifierSource
    let secrets: SecretBook
    private let books: Mutex<Books>

    init(state: WorkState, clock: PartyClock, identifiers: any IdentifierSource, secrets: SecretBook) {
        self.clock = clock
        self.identifiers = identifiers
        self.secrets = secrets
        books = Mutex(Books(state: state))
    }

    /// A copy of the state as it is now.
    var snapshot: WorkState { books.withLock { $0.state } }

    /// What is asked of the state as it is now, without a copy of it.
    func asking<Answer: Sendable>(_ question: (WorkState) -> Answer) -> Answer { books.withLock { question($0.state) } }

    /// All accepted facts in order; none is ever lost.
    var events: [EventRecord] { books.withLock { $0.events } }

    /// What would be decided on a command now; nothing is taken in.
    func judge<Command: WorkCommand>(_ command: Command, by party: String) -> Decision<Command.Reply> {
        command.decide(snapshot, DecisionContext(now: clock.date, party: party, identifiers: identifiers))
    }

    /// Decides on a command and takes in what follows; what was minted is noted before anybody can see it.
    func perform<Command: WorkCommand>(_ command: Command, by party: String) -> Decision<Command.Reply> {
        books.withLock { books in
            let now = clock.date
            let context = DecisionContext(now: now, party: party, identifiers: identifiers)
            let decision = command.decide(books.state, context)
            for minted in decision.minted { secrets.note(minted.secret.reveal(), as: minted.name) }
            for event in decision.events {
                let changes = event.changes(in: books.state)
                books.events.append(
                    EventRecord(
                        sequence: books.events.count + 1, date: now, party: party, rule: decision.rule.id,
                        name: event.name, version: event.version, event: event, changes: changes))
                books.state.apply(event)
            }
            return decision
        }
    }
}
