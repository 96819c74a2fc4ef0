import Rules
import ScenarioKeys
import Secrets

/// Words that must be in a text, and words that must not.
struct WordsKeys: Keyed {
    static let topic = "check.words"
    static let doc = "Words to look for."
    static let keys: [ListedKey<Self>] = [.init(\._wanted), .init(\._unwanted)]

    @Key("contains", "What must be there.", example: "contains: [Work Token Grant Expiry]")
    var wanted: OneOrMore<String> = []
    @Key("lacks", "What must not be there.", example: "lacks: [$main.client_secret]")
    var unwanted: OneOrMore<String> = []

    func verify(_ step: String) throws(KeyIssue) {
        guard !wanted.items.isEmpty || !unwanted.items.isEmpty else {
            throw KeyIssue("'\(step)' looks for nothing: say 'contains' or 'lacks'")
        }
        for (key, words) in [("contains", wanted), ("lacks", unwanted)] where words.items.contains("") {
            throw KeyIssue("'\(key)' holds an empty text", at: key)
        }
    }

    /// Looks for the words; a secret stands in the text by its name.
    func check(_ text: String, what: String, on stage: Stage) throws {
        for (words, isWanted) in [(wanted, true), (unwanted, false)] {
            for word in words.items {
                // Of a secret neither the text nor the name may be there.
                let shown = stage.secrets.redact(word)
                guard (text.contains(shown) || text.contains(word)) != isWanted else { continue }
                throw Stage.PartyFailure(
                    checkFailed: "In \(what) '\(shown)' is \(isWanted ? "missing" : "there").")
            }
        }
    }
}

extension Stage.PartyFailure {
    /// A check finds something else than it names.
    init(checkFailed message: String) {
        self.init(failure: Outcome.Failure(id: .checkFailed, message: message, at: "office"))
    }
}
