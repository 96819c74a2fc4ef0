/// A way in which an iManage integration fails, as vendors and client code describe it.
public struct DocumentedFailure: Codable, Hashable, Sendable, Identifiable {
    /// How sure it is that the cause is as stated.
    public enum Confidence: String, Codable, Sendable, CaseIterable {
        /// A vendor's page states it.
        case high
        /// One secondary source, or public client code.
        case medium
        /// A standard, or our inference.
        case low
    }

    /// Group and number: `A1` to `F17`, then `G1` to `G12` for faults of the transport.
    public let id: String
    /// What people see.
    public let symptom: String
    /// Why it happens.
    public let cause: String
    /// What ends it.
    public let remedy: String
    /// Where it is described.
    public let sources: [PublicSource]
    /// How sure the cause is.
    public let confidence: Confidence
    /// What the sources leave open, such as the HTTP status; nil if nothing that matters here.
    public let open: String?
    /// Why no server, network or client of ours can play it; nil where they can.
    public let notPlayable: String?

    /// How well it is known, in the words of the rules.
    public var evidence: Evidence {
        switch confidence {
        case .high: .documented
        case .medium: .observed
        case .low: .assumed
        }
    }

    /// The sources as one line of text.
    public var source: String {
        sources.map(\.title).joined(separator: "; ")
    }

    /// Declares a failure; `open` says what the sources do not, `notPlayable` why it cannot be played.
    init(
        _ id: String, _ symptom: String, cause: String, remedy: String, _ confidence: Confidence,
        _ sources: [PublicSource], open: String? = nil, notPlayable: String? = nil
    ) {
        self.id = id
        self.symptom = symptom
        self.cause = cause
        self.remedy = remedy
        self.sources = sources
        self.confidence = confidence
        self.open = open
        self.notPlayable = notPlayable
    }
}
