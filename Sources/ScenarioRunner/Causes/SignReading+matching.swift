import Rules

extension SignReading {
    /// The signs of the groups of which a phrase stands in the text.
    func signs(of groups: [PhraseGroup]) -> [Sign] {
        groups.compactMap { group in
            group.phrases.first { matches($0) }.map {
                Sign(group.cause, group.strength, $0.replacing("*", with: "…"), second: group.second)
            }
        }
    }

    /// One cause's phrases; `*` stands for any text of the same line.
    struct PhraseGroup: Sendable {
        let cause: FailureID
        let strength: Sign.Strength
        var second: FailureID?
        let phrases: [String]

        init(_ cause: FailureID, _ strength: Sign.Strength, second: FailureID? = nil, _ phrases: [String]) {
            (self.cause, self.strength, self.second, self.phrases) = (cause, strength, second, phrases)
        }
    }

    func matches(_ phrase: String) -> Bool {
        guard phrase.contains("*") else { return text.contains(phrase) }
        let parts = phrase.split(separator: "*")
        return lines.contains { line in
            var rest = line[...]
            for part in parts {
                guard let range = rest.firstRange(of: part) else { return false }
                rest = rest[range.upperBound...]
            }
            return true
        }
    }
}
