/// A client under test: whoever drives it needs to know nothing of how it is built or in which process it runs.
public protocol IntegrationDriver: Sendable {
    /// Says who the client is and what it can do.
    func hello() async -> ClientHello

    /// Has the client do one thing, to its end.
    ///
    /// Never throws: a failure is an outcome, and so is what the client cannot do (`trouble`).
    func perform(_ request: ClientRequest) async -> ClientOutcome
}
