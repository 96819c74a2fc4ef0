extension ClientOutcome {
    /// The outcome of what the client does not do.
    static func untested(_ reason: String) -> ClientOutcome {
        var outcome = ClientOutcome()
        outcome.untested = reason
        return outcome
    }

    /// The outcome of a client that failed in another way than it knows.
    static func troubled(_ words: String) -> ClientOutcome {
        var outcome = ClientOutcome()
        outcome.trouble = words
        return outcome
    }
}
