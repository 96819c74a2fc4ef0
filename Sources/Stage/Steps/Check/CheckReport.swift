import ScenarioKeys
import Synchronization

/// Looks for words in the report for support.
struct CheckReport: StageStep {
    static let name = "check.report"
    static let doc = "Looks for words in the report for support."
    static let alone: String? = "contains"
    static let keys: [ListedKey<Self>] = ListedKey.group(\.words)

    var words = WordsKeys()

    func verify() throws(KeyIssue) { try words.verify(Self.name) }

    func perform(on stage: Stage) async throws -> Nothing {
        guard let report = stage.state.withLock({ $0.report }) else {
            throw StageTrouble("check.report: nobody has made a report yet")
        }
        try words.check(report, what: "the report", on: stage)
        return Nothing()
    }
}
