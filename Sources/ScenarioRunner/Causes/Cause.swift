public import Rules

/// One cause that a pasted text may have, with all that is known of it.
public struct Cause: Codable, Hashable, Sendable, Identifiable {
    /// A failure of the client (`grant-expired`), a rule (`applications.redirect.missing`) or a documented failure (`C10`).
    public let id: String
    /// What happened, in a sentence.
    public let cause: String
    /// What ends it.
    public let remedy: String
    /// Whom to ask; empty for nobody.
    public let ask: String
    /// How well that is known.
    public let evidence: Evidence
    /// Where it is known from.
    public let source: String
    /// The documented failures behind it.
    public let documented: [String]
    /// The scenarios that play it.
    public var scenarios: [String]
    /// Where it lies.
    public let side: Side

    /// What the catalogues know of a cause; nil where they do not know it.
    init?(id: String, scenarios: [String], ledger: RuleLedger) {
        self.id = id
        self.scenarios = scenarios
        side = Side(of: id)
        if let foreign = ForeignCause.byID[id] {
            cause = foreign.cause
            remedy = foreign.remedy
            ask = foreign.ask
            evidence = foreign.evidence
            source = foreign.source
            documented = foreign.documented
        } else if let kind = FailureCatalogue.kind(FailureID(rawValue: id)) {
            cause = kind.cause
            remedy = kind.remedy.text
            ask = kind.remedy.ask.sentence
            evidence = kind.evidence
            source = kind.source
            documented = kind.serves.filter { name in DocumentedFailures.all.contains { $0.id == name } }
        } else if let rule = ledger.rule(id) {
            cause = "The server or the network decides: \(rule.decides)"
            remedy = "See worksim explain \(id). Its answer: \(rule.answer)"
            ask = ""
            evidence = rule.evidence
            source = rule.source
            documented = rule.serves.filter { name in DocumentedFailures.all.contains { $0.id == name } }
        } else if let failure = DocumentedFailures.all.first(where: { $0.id == id }) {
            cause = failure.cause
            remedy = failure.remedy
            ask = ""
            evidence = failure.evidence
            source = failure.source
            documented = [id]
        } else {
            return nil
        }
    }
}
