public import Rules

/// What came of an action: all that an expectation can ask, and nothing of the machine it ran on.
public struct Outcome: Codable, Sendable {
    /// Why an action failed, in the client's or the browser's words.
    public struct Failure: Codable, Hashable, Sendable {
        /// The failure id: `grant-expired`.
        public var id: FailureID
        /// What the person is shown.
        public var message: String
        /// The step that mends it, by name.
        public var remedy: String?
        /// What to do and where, in the words of the screens.
        public var remedyText: String?
        /// Whom to ask.
        public var ask: String?
        /// The exchange under way: `token`; `office` where there was none.
        public var at: String
        /// The HTTP status; nil where no response came.
        public var status: Int?
        /// The error code on the wire.
        public var error: String?

        /// Makes a failure.
        public init(
            id: FailureID, message: String, remedy: String? = nil, remedyText: String? = nil, ask: String? = nil,
            at: String, status: Int? = nil, error: String? = nil
        ) {
            self.id = id
            self.message = message
            self.remedy = remedy
            self.remedyText = remedyText
            self.ask = ask
            self.at = at
            self.status = status
            self.error = error
        }
    }

    /// A refusal that some party met, with the rule that decided it.
    public struct Refusal: Codable, Hashable, Sendable {
        /// The rule.
        public var rule: String
        /// Who decided: a server's name, `client`, `network` or `browser`.
        public var by: String
        /// Whether the client mended it within the step by a refresh.
        public var answered: Bool

        /// A refusal by a party.
        public init(rule: String, by: String, answered: Bool) {
            self.rule = rule
            self.by = by
            self.answered = answered
        }
    }

    /// Who made an outcome what it is.
    public enum Answerer: String, Codable, Sendable {
        /// Office & Dragons.
        case client
        /// A work server, Control Center among it.
        case server
        /// The world around them, and the checks of a script.
        case stage
    }

    /// How often one kind of request was tried and came through.
    public struct Count: Codable, Hashable, Sendable {
        /// Tried by the party.
        public var attempted: Int
        /// Received by a server.
        public var arrived: Int

        /// Counts tries and arrivals.
        public init(attempted: Int, arrived: Int) {
            self.attempted = attempted
            self.arrived = arrived
        }
    }

    /// Whether it succeeded.
    public var ok: Bool
    /// Why not.
    public var failure: Failure?
    /// Every refusal in the order in which it was met; the last one that was not answered decided.
    public var refusals: [Refusal] = []
    /// The rules by which the client let it pass; those of servers are in the journal.
    public var accepted: [String] = []
    /// What it warns of though it succeeded.
    public var notices: [String] = []
    /// What it returned: `libraries`, `release`, `checklist` and so on.
    public var shows: [String: JSON] = [:]
    /// Requests by party (`office`, `browser`) and kind.
    public var requests: [String: [String: Count]] = [:]
    /// How things stand afterwards.
    public var state = StageState()
    /// Virtual time that passed.
    public var elapsed = "0s"
    /// The date afterwards.
    public var date = ""
    /// What the simulator could not do; nothing above counts then.
    public var trouble: String?
    /// Whether that is for the script to mend.
    public var isTroubleOfTheFile = false
    /// Whether the client under test failed in a way that no client may: it ended, or wrote what is no message.
    public var isTroubleOfTheClient = false
    /// Why the step cannot be tried with this client; nothing else counts then.
    public var untested: String?
    /// Who answers for it beyond a refusal.
    public var answeredBy = Answerer.client
    /// The journal's lines of this action, redacted and without ports or loopback addresses.
    public var journal: [JournalLine] = []

    /// Makes an outcome.
    public init(ok: Bool, failure: Failure? = nil) {
        self.ok = ok
        self.failure = failure
    }

    /// The rule of the last refusal that was not answered within the action.
    public var decidingRule: String? { refusals.last { !$0.answered }?.rule }
}

/// How servers, sessions and applications stand.
public struct StageState: Codable, Hashable, Sendable {
    /// How far each server has come in Office & Dragons.
    public var servers: [String: String] = [:]
    /// Who is logged in where: person, server, `logged_in` or `logged_out`.
    public var sessions: [String: [String: String]] = [:]
    /// `enabled` or `disabled` by application name; by `server/name` where there are several servers.
    public var applications: [String: String] = [:]
    /// The documents that bear an id in the world, and those that a scenario names by their path.
    public var documents: [String: DocumentStanding] = [:]

    /// How a document stands.
    public struct DocumentStanding: Codable, Hashable, Sendable {
        /// How many versions it has.
        public var versions: Int
        /// Who has it checked out; `nobody` for nobody.
        public var checkedOutBy: String
        /// The text of the latest version; nil where that is no text, or a long one.
        public var text: String?
        /// The path of the folder that it lies in.
        public var folder: String
    }

    /// The name of a document under `documents`: its id without the dollar, or its path.
    package static func documentName(_ reference: String) -> String {
        reference.hasPrefix("$") ? String(reference.dropFirst()) : reference
    }

    /// Nothing at all.
    public init() {}
}

/// One line of what the servers and the network met.
public struct JournalLine: Codable, Hashable, Sendable {
    /// Which server, or `network`.
    public var server: String
    /// Which party: `office`, `browser of ada`, an administrator.
    public var party: String
    /// The layer: `connection`, `exchange`, `command`.
    public var kind: String
    /// The virtual date.
    public var date: String
    /// The request: `POST /auth/oauth2/token`.
    public var what: String
    /// The status, if there was a response.
    public var status: Int?
    /// The rule that decided.
    public var rule: String
    /// Whether it refused.
    public var refused: Bool
    /// What happened, in a sentence.
    public var detail: String
    /// The OAuth error or NRC code of a refusal.
    public var error: String?
    /// What was asked; nil below HTTP.
    public var request: JournalMessage?
    /// What was answered; nil below HTTP.
    public var response: JournalMessage?
    /// What it changed at the server, in order; nil where nothing changed.
    public var changes: [JournalChange]?
}

/// A request or a response, redacted.
public struct JournalMessage: Codable, Hashable, Sendable {
    /// The headers as `name: value`.
    public var headers: [String]
    /// The body, cut short; nil where it is empty.
    public var body: String?
    /// The SHA-256 of the whole body, where `body` does not show all of it.
    public var digest: String?
}

/// A place in a server's state before and after.
public struct JournalChange: Codable, Hashable, Sendable {
    /// Where: `applications/Office & Dragons/enabled`.
    public var path: String
    /// The value before; nil where there was none.
    public var before: String?
    /// The value after; nil where it is gone.
    public var after: String?
}
