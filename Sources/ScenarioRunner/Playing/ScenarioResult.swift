public import Rules
public import Stage

/// What came of one scenario; nothing of the real world's time, ports or addresses, and no secret.
public struct ScenarioResult: Codable, Sendable {
    /// The scenario's id.
    public var id: String
    /// The sentence that a support colleague reads.
    public var title: String
    /// The file as it was named.
    public var path: String
    /// How it came out.
    public var verdict: Verdict
    /// What it claims to prove where it passes.
    public var covers: [String]
    /// Labels.
    public var tags: [String]
    /// What its file says of the world at the start, in YAML; nil where it says nothing.
    public var given: String?
    /// The date at which its clock begins; nil for the usual one.
    public var begins: String?
    /// Whom a red verdict points at.
    public var blame: Blame?
    /// Why it could not be played, or why it is known to fail.
    public var reason: String?
    /// Every rule by which a party decided, sorted; those of the set-up are among them.
    public var rules: [String] = []
    /// The rules by which a party accepted something in a step, sorted; nil where nothing was played.
    public var accepted: [String]?
    /// The rules by which a party refused something in a step, sorted; nil where nothing was played.
    public var refused: [String]?
    /// What servers and network met while the world was built, where plays are compared; nil elsewhere.
    var beginning: [JournalLine]?
    /// The parties that the result itself points at, for who has changed the client or the server; nil where there are none.
    public var suspects: Blame?
    /// The observed readings, `SWITCH=READING`, without which it passes; nil where none was adopted, or none matters.
    public var observed: [String]?
    /// Repair steps that repair nothing, each in a sentence; nil where that was not tried.
    public var needlessRepairs: [String]?
    /// What must hold after every scenario and does not.
    public var findings: [ScenarioFinding] = []
    /// The names of the checks that could not be made; nil where all were.
    public var unchecked: [String]?
    /// Its steps, in order.
    public var steps: [StepResult] = []

    /// The first step that spoiled it.
    public var redStep: StepResult? { steps.first { $0.verdict.isRed } }

    /// The id without the row of a matrix.
    public var fileID: String { String(id.prefix { $0 != "[" }) }

    /// The folder of its section: `7-trouble`.
    public var section: String { fileID.split(separator: "/").dropLast().joined(separator: "/") }
}

/// What came of one step.
public struct StepResult: Codable, Sendable {
    /// Its position in the file, from 1.
    public var number: Int
    /// The line in the file, from 1.
    public var line: Int
    /// Its name in the file.
    public var id: String?
    /// What it does: `user.log_in as ada`.
    public var does: String
    /// Free text for readers.
    public var note: String?
    /// How it came out.
    public var verdict: Verdict
    /// Whom a red verdict points at.
    public var blame: Blame?
    /// Which time it was that failed, of a step that is played several times: `4 of 5`; nil for the others.
    public var time: String?
    /// What had to come of it, in short.
    public var expected: String?
    /// What came of it, in short.
    public var seen: String?
    /// What was not met.
    public var mismatches: [Mismatch] = []
    /// Recommendations that were not met.
    public var warnings: [Mismatch] = []
    /// What was not compared, in a run for a profile, since the client does not say it; nil where all of it was.
    public var notCompared: [String]?
    /// The client's failure id, where it failed.
    public var failure: FailureID?
    /// The rule that decided.
    public var rule: String?
    /// How well that rule is known, and where from.
    public var evidence: String?
    /// What the client says that mends it.
    public var remedy: String?
    /// Whom the client says to ask.
    public var ask: String?
    /// What the person was shown.
    public var message: String?
    /// Virtual time that passed.
    public var elapsed: String?
    /// What servers and network met.
    public var journal: [JournalLine] = []
}

/// Something that must hold after every scenario and does not.
public struct ScenarioFinding: Codable, Hashable, Sendable {
    /// Which check found it.
    public var check: String
    /// What it found.
    public var detail: String
    /// What it makes of the scenario: `fail`, `vacuous` or `error`.
    public var verdict: Verdict

    init(check: String, detail: String, verdict: Verdict) {
        self.check = check
        self.detail = detail
        self.verdict = verdict
    }

    /// Whom it points at.
    var blame: Blame {
        if verdict == .vacuous { return .scenario }
        return switch check {
        case "no lock is left behind", "every connection comes through the gateway", "the client stays on the loopback":
            .client
        case "no failed step changes a document": .eitherParty
        case "every attempt is counted": Blame(.client, .simulator)
        case "no server error": Blame(.server, .simulator)
        default: .simulator
        }
    }

    init(_ finding: StageFinding) {
        self.init(
            check: finding.check, detail: finding.detail,
            verdict: Verdict(rawValue: finding.severity.rawValue) ?? .error)
    }
}
