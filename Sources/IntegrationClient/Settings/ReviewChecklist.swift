/// What O&D's staff see when they review a server.
public struct ReviewChecklist: Codable, Hashable, Sendable {
    /// What is found about one line.
    public enum Verdict: String, Codable, Sendable, CaseIterable {
        case passed, failed
        /// A line before it failed.
        case notReached = "not_reached"
        /// It shows only after a log-in.
        case notKnowableYet = "not_knowable_yet"
    }

    /// The name exists and something accepts connections.
    public internal(set) var address = Verdict.notReached
    /// TLS is agreed on, with a certificate that is trusted and for this name.
    public internal(set) var tls = Verdict.notReached
    /// It answers `GET /api` as a work server does.
    public internal(set) var discovery = Verdict.notReached
    /// It is version 10.2 or newer.
    public internal(set) var version = Verdict.notReached
    /// It has an authorize page.
    public internal(set) var oauth = Verdict.notReached
    /// The version that the server told; nil where it told none.
    public internal(set) var release: String?
    /// What the staff should know beside.
    public internal(set) var notices: [String] = []

    /// The five lines by name, in order.
    public var lines: [(name: String, verdict: Verdict)] {
        [("address", address), ("tls", tls), ("discovery", discovery), ("version", version), ("oauth", oauth)]
    }
}
