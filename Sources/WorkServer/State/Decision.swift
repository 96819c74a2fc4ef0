import Rules
import Secrets
import WorkTime

/// What somebody asks of the server, and how the server decides on it.
///
/// A command of each area lies beside its rules; deciding needs no more than the state and the context.
protocol WorkCommand: Sendable {
    associatedtype Reply: Sendable

    /// Decides without I/O, clock or randomness of its own; the same state and context give the same decision.
    func decide(_ state: WorkState, _ context: DecisionContext) -> Decision<Reply>
}

/// What a decision may know beside the state.
struct DecisionContext: Sendable {
    let now: WorkDate
    /// The caller's documentation address, or the administrator.
    let party: String
    let identifiers: any IdentifierSource
    /// The state that is decided on, for replies that read it further.
    let shared: SharedState
}

/// A secret that a decision made up, with the name to print in its place.
struct MintedSecret: Sendable {
    let secret: Secret
    let name: String
    var digest: SecretDigest { SecretDigest(of: secret.reveal()) }
}

/// The outcome: the rule that decided, the facts to take in, and what to say.
///
/// A refusal has no events, but for one: a replayed code revokes what it gave.
struct Decision<Reply: Sendable>: Sendable {
    let rule: Rule
    let refused: Bool
    let events: [WorkEvent]
    let minted: [MintedSecret]
    let detail: String
    let reply: Reply

    static func accept(
        _ rule: Rule, _ detail: String, events: [WorkEvent] = [], minted: [MintedSecret] = [], reply: Reply
    ) -> Decision {
        Decision(rule: rule, refused: false, events: events, minted: minted, detail: detail, reply: reply)
    }

    static func refuse(_ rule: Rule, _ detail: String, events: [WorkEvent] = [], reply: Reply) -> Decision {
        Decision(rule: rule, refused: true, events: events, minted: [], detail: detail, reply: reply)
    }

    /// The same decision with a sentence more for the journal.
    func noting(_ sentence: String) -> Decision {
        Decision(
            rule: rule, refused: refused, events: events, minted: minted, detail: detail + sentence, reply: reply)
    }

    /// The same decision with its reply said in another form.
    func map<Other: Sendable>(_ transform: (Reply) -> Other) -> Decision<Other> {
        Decision<Other>(
            rule: rule, refused: refused, events: events, minted: minted, detail: detail, reply: transform(reply))
    }
}
