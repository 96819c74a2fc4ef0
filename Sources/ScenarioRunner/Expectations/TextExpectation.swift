import ScenarioLanguage

/// Words that a text must contain or must not, or the whole of it; case and line breaks do not count.
struct TextExpectation: Hashable, Sendable {
    /// What must be in it.
    private(set) var contains: [String] = []
    /// What must not be in it.
    private(set) var lacks: [String] = []
    /// The whole of it.
    private(set) var equals: String?

    init(_ value: Value, at key: String) throws(ExpectationTrouble) {
        switch value {
        case .map(let entries):
            for entry in entries {
                switch entry.key {
                case "contains": contains = try Self.texts(entry.value, at: "\(key).contains")
                case "lacks": lacks = try Self.texts(entry.value, at: "\(key).lacks")
                case "equals": equals = entry.value.text
                default: throw ExpectationTrouble("\(key) takes contains, lacks and equals, not '\(entry.key)'")
                }
            }
        default: contains = try Self.texts(value, at: key)
        }
    }

    /// One text or a list of them.
    static func texts(_ value: Value, at key: String) throws(ExpectationTrouble) -> [String] {
        if let text = value.text { return [text] }
        guard case .list(let items) = value else { throw ExpectationTrouble("\(key) takes a text or a list of texts") }
        return items.compactMap(\.text)
    }

    /// What of it does not hold for `text`.
    func mismatches(in text: String, what: String) -> [Mismatch] {
        let seen = Self.plain(text)
        var found: [Mismatch] = []
        for words in contains where !seen.containsWords(Self.plain(words)) {
            found.append(Mismatch(what: "\(what).contains", expected: words, seen: text))
        }
        for words in lacks where seen.containsWords(Self.plain(words)) {
            found.append(Mismatch(what: "\(what).lacks", expected: "nothing of '\(words)'", seen: text))
        }
        if let equals, Self.plain(equals) != seen {
            found.append(Mismatch(what: "\(what).equals", expected: equals, seen: text))
        }
        return found
    }

    /// Lower case, with every run of white space as one blank.
    private static func plain(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension String {
    /// Whether the words stand in the text; a number at their border is a whole one: `5 seconds` is not in `25 seconds`.
    func containsWords(_ words: String) -> Bool {
        guard let first = words.first, let last = words.last else { return true }
        return ranges(of: words).contains { range in
            let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
            let after = range.upperBound == endIndex ? nil : self[range.upperBound]
            return !(first.isDigit && before?.isDigit == true) && !(last.isDigit && after?.isDigit == true)
        }
    }
}

extension Character {
    fileprivate var isDigit: Bool { isASCII && isNumber }
}
