/// A named decision of the server, the client or the network.
///
/// Nothing is refused or granted without one.
public struct Rule: Codable, Hashable, Sendable, Identifiable {
    /// Area, thing, what about it: `oauth.grant.expired`.
    public let id: String
    /// What it decides, one sentence.
    public let decides: String
    /// The answer it gives, as seen on the wire or on the screen.
    public let answer: String
    /// The requirement ids or failure ids that it serves.
    public let serves: [String]
    /// How well the behaviour is known.
    public let evidence: Evidence
    /// Where it is known from; for an assumption, why it is our reading.
    public let source: String
    /// The ids of the switches that change it.
    public let switches: [String]
    /// Whether it refuses something; the others grant it.
    public let isRefusal: Bool

    /// Declares a rule; an assumed one names at least one switch, which a test holds it to.
    public init(
        _ id: String, decides: String, answer: String, serves: [String], evidence: Evidence, source: String,
        switches: [String] = [], isRefusal: Bool = true
    ) {
        self.id = id
        self.decides = decides
        self.answer = answer
        self.serves = serves
        self.evidence = evidence
        self.source = source
        self.switches = switches
        self.isRefusal = isRefusal
    }

    /// Declares a rule that grants what is asked for.
    public init(
        _ id: String, decides: String, grants answer: String, serves: [String], evidence: Evidence, source: String,
        switches: [String] = []
    ) {
        self.init(
            id, decides: decides, answer: answer, serves: serves, evidence: evidence, source: source,
            switches: switches, isRefusal: false)
    }

    private enum CodingKeys: String, CodingKey {
        case id, decides, answer, serves, evidence, source, switches
        case isRefusal = "refuses"
    }
}
