// Values are what scenarios are made of: whoever reads scenarios reads them.
@_exported public import ScenarioKeys

/// One playable story: a file, or one row of a file's matrix.
public struct Scenario: Sendable {
    /// The path under `Scenarios` without its ending, and the row: `7-trouble/403-grant-expiry[as_documented]`.
    public let id: String
    /// The file as it was named.
    public let path: String
    /// The sentence that a support colleague reads.
    public let title: String
    /// The requirements, cells and documented failures that it proves.
    public let covers: [String]
    /// Free text for readers.
    public let note: String?
    /// Labels for a filter.
    public let tags: [String]
    /// A link or number of a ticket.
    public let ticket: String?
    /// What may stay changed at the end: `{locked: [$complaint]}`.
    public let leaves: Value
    /// Why it is known to fail, if it is.
    public let knownFailing: KnownFailing?
    /// Whether the steps after a red one are played all the same.
    public let keepGoing: Bool
    /// The world at the start: presets and `given` merged, rows substituted; a lone server is called `main`.
    public let world: Value
    /// What the file says of the world, in YAML, rows substituted and presets as they are named.
    public let given: String
    /// What is done.
    public let steps: [Step]

    /// Makes a scenario.
    public init(
        id: String, path: String, title: String, covers: [String], note: String?, tags: [String], ticket: String?,
        leaves: Value, knownFailing: KnownFailing?, keepGoing: Bool, world: Value, given: String = "",
        steps: [Step]
    ) {
        self.id = id
        self.path = path
        self.title = title
        self.covers = covers
        self.note = note
        self.tags = tags
        self.ticket = ticket
        self.leaves = leaves
        self.knownFailing = knownFailing
        self.keepGoing = keepGoing
        self.world = world
        self.given = given
        self.steps = steps
    }
}

/// Why a scenario is known to fail, and where that is followed up.
public struct KnownFailing: Hashable, Sendable {
    /// The reason.
    public let because: String
    /// The ticket, if there is one.
    public let ticket: String?

    /// Makes an excuse.
    public init(because: String, ticket: String?) {
        self.because = because
        self.ticket = ticket
    }
}

/// One step of a scenario.
public struct Step: Sendable {
    /// What a step does.
    public enum Kind: Sendable {
        /// One action with its arguments: `user.log_in`.
        case action(name: String, arguments: Value)
        /// Plays the step with this id once more.
        case again(String)
        /// Plays steps at the same time.
        case together([Step])
        /// Nothing but a note.
        case note
    }

    /// Its position in the file, from 1.
    public let number: Int
    /// The name that `again` and `clock.set` use.
    public let id: String?
    /// Free text for readers.
    public let note: String?
    /// The line in the file, from 1.
    public let line: Int
    /// What it does.
    public let kind: Kind
    /// What must come of it, with references to be resolved; nil where it must simply succeed.
    public let expectation: Value?
    /// The outcomes of a race, any of which will do; empty where there is none.
    public let oneOf: [Value]
    /// Names for what it returns: `{secret: client_secret}`.
    public let gives: [String: String]
    /// Whether it is the remedy.
    public let repair: Bool
    /// How many times it is played.
    public let times: Int
    /// How long after the others it begins, among steps that are played together; nil for at once.
    public let beginsAfter: Duration?

    /// Makes a step.
    public init(
        number: Int, id: String?, note: String?, line: Int, kind: Kind, expectation: Value?, oneOf: [Value] = [],
        gives: [String: String] = [:], repair: Bool = false, times: Int = 1, beginsAfter: Duration? = nil
    ) {
        self.number = number
        self.id = id
        self.note = note
        self.line = line
        self.kind = kind
        self.expectation = expectation
        self.oneOf = oneOf
        self.gives = gives
        self.repair = repair
        self.times = times
        self.beginsAfter = beginsAfter
    }
}
