/// A client under test: whoever drives it needs to know nothing of how it is built or in which process it runs.
public protocol IntegrationDriver: Sendable {
    /// Says who the client is and what it can do.
    func hello() async -> ClientHello

    /// Has the client do one thing, to its end.
    ///
    /// Never throws: a failure is an outcome, and so is what the client cannot do (`trouble`).
    func perform(_ request: ClientRequest) async -> ClientOutcome
}

/// Who a client is and what it can do.
public struct ClientHello: Codable, Hashable, Sendable {
    /// Its name, for reports.
    public var name: String
    /// The requests that it understands; a step that needs another one is an error of the simulator, never passed over.
    public var requests: [ClientRequest.Name]
    /// Whether it counts its own requests, so that they can be held against the network's.
    public var countsAttempts: Bool

    /// Introduces a client.
    public init(name: String, requests: [ClientRequest.Name], countsAttempts: Bool) {
        self.name = name
        self.requests = requests
        self.countsAttempts = countsAttempts
    }
}
