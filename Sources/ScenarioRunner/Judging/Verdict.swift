/// How a scenario or a step came out; only `pass` is a success.
public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Everything expected happened.
    case pass
    /// Something expected did not happen.
    case fail
    /// It failed for another reason than the one it is about, so that it proves nothing.
    case vacuous
    /// The file, the environment, the simulator, or a client that ends or breaks the protocol is at fault.
    case error
    /// It fails, as the file says that it does.
    case known
    /// The client under test does not do what it needs.
    case untested
    /// It was left out.
    case skip
    /// A step after a red one.
    case notReached = "not_reached"

    /// Whether the steps behind it are not reached.
    var endsStory: Bool { isRed || self == .untested }

    /// Whether it spoils a run.
    public var isRed: Bool { self == .fail || self == .vacuous || self == .error }

    /// What a red step did, after its number; nil for what is not red.
    var ofStep: String? {
        switch self {
        case .fail: "failed"
        case .vacuous: "proves nothing: it failed for another reason"
        case .error: "could not be played"
        case .pass, .known, .untested, .skip, .notReached: nil
        }
    }

    /// The worse of two: error before vacuous before fail before untested before everything else.
    func worse(_ other: Verdict) -> Verdict {
        for worse in [Verdict.error, .vacuous, .fail, .untested] where self == worse || other == worse { return worse }
        return self
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
