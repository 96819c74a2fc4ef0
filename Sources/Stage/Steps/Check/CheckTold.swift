import ScenarioKeys
import Synchronization

/// Looks for words in what a person was told in the whole run.
struct CheckTold: StageStep {
    static let name = "check.told"
    static let doc = "Looks for words in what a person was told in the whole run."
    static let alone: String? = "contains"
    static let keys: [ListedKey<Self>] = [.init(\._person)] + ListedKey.group(\.words)

    @Key("as", "Whom; may be left out where only one fits.") var person: PersonName?
    var words = WordsKeys()

    func verify() throws(KeyIssue) { try words.verify(Self.name) }

    func perform(on stage: Stage) async throws -> Nothing {
        let person = try stage.people.actor(
            person?.name, fitting: { $0.office != nil }, what: "a person of Office & Dragons")
        let told = stage.state.withLock { $0.told[person] ?? [] }
        try words.check(told.joined(separator: "\n"), what: "what \(person) was told", on: stage)
        return Nothing()
    }
}
