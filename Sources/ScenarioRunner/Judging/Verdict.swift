/// How a scenario or a step came out; only `pass` is green.
public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Everything expected happened.
    case pass
    /// Something expected did not happen.
    case fail
    /// It failed for another reason than the one it is about, so that it proves nothing.
    case vacuous
    /// The file, the environment or the simulator is at fault.
    case error
    /// It fails, as the file says that it does.
    case known
    /// It was left out.
    case skip
    /// A step after a red one.
    case notReached = "not_reached"

    /// Whether it spoils a run.
    public var isRed: Bool { self == .fail || self == .vacuous || self == .error }

    /// What a red step did, after its number; nil for what is not red.
    var ofStep: String? {
        switch self {
        case .fail: "failed"
        case .vacuous: "proves nothing: it failed for another reason"
        case .error: "could not be played"
        case .pass, .known, .skip, .notReached: nil
        }
    }

    /// The worse of two: error before vacuous before fail before everything else.
    func worse(_ other: Verdict) -> Verdict {
        for red in [Verdict.error, .vacuous, .fail] where self == red || other == red { return red }
        return self
    }
}

/// Whom a red verdict points at.
public enum Blame: String, Codable, Sendable, CaseIterable {
    /// The file expects what its own world does not lead to.
    case scenario
    /// The world is set up so that a party rightly refuses.
    case configuration
    /// The refusal was the expected one, but what the client made of it was not.
    case client
    /// Something that must always hold does not.
    case simulator

    /// What it means, in a sentence that follows its name and a colon.
    var meaning: String {
        switch self {
        case .scenario: "it expects what its own world does not lead to."
        case .configuration: "the world is set up so that a party rightly refuses."
        case .client:
            "the refusal was the expected one, what the client made of it was not; or the expectation asks too much."
        case .simulator: "something that must always hold does not."
        }
    }
}

/// One expectation that was not met.
public struct Mismatch: Codable, Hashable, Sendable {
    /// What was looked at: `message.contains`, `requests.office.token`.
    public let what: String
    /// What the file says.
    public let expected: String
    /// What happened.
    public let seen: String

    /// Sets what was expected beside what was seen.
    public init(what: String, expected: String, seen: String) {
        self.what = what
        self.expected = expected
        self.seen = seen
    }
}
