public import Rules

/// One failure that the client can tell.
public struct FailureKind: Codable, Hashable, Sendable, Identifiable {
    /// The id that scenarios expect: `grant-expired`.
    public let id: String
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
        _ id: String, _ cause: String, step: String, remedy: String, ask: Remedy.Adviser,
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

/// Every failure that the client can tell, also those whose feature comes later.
public enum FailureCatalogue {
    /// All kinds, sorted by id.
    public static let all: [FailureKind] = (settings + network + logIn + use).sorted { $0.id < $1.id }

    /// The kind with this id, if there is one.
    public static func kind(_ id: String) -> FailureKind? { byID[id] }

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
