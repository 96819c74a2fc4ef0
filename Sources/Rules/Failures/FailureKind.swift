/// One failure: what happened, what ends it, and how that is known.
public struct FailureKind: Codable, Hashable, Sendable, Identifiable {
    /// The id that scenarios expect: `grant-expired`.
    public let id: FailureID
    /// What happened, for a person.
    public let cause: String
    /// What ends it.
    public let remedy: Remedy
    /// How well cause and remedy are known.
    public let evidence: Evidence
    /// Where they are known from.
    public let source: String
    /// The documented failures and requirements behind it.
    public let serves: [String]

    init(
        _ id: FailureID, _ cause: String, step: String, remedy: String, ask: Remedy.Adviser,
        _ evidence: Evidence, source: String, serves: [String]
    ) {
        self.id = id
        self.cause = cause
        self.remedy = Remedy(step: step, text: remedy, ask: ask)
        self.evidence = evidence
        self.source = source
        self.serves = serves
    }
}
