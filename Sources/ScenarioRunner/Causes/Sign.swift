import Rules

/// Something in a text whose meaning is fixed: a code, a status with its path, a phrase of a known program.
struct Sign: Hashable, Sendable {
    /// How much a sign says.
    enum Strength: Int, Comparable, Sendable {
        /// It fits this cause and others.
        case hint
        /// It means this cause unless something else explains it.
        case likely
        /// It means this cause.
        case certain

        static func < (one: Strength, other: Strength) -> Bool { one.rawValue < other.rawValue }

        /// What it adds to a cause's score, beside words of which all together say about 1.
        var weight: Double {
            switch self {
            case .hint: 0.3
            case .likely: 0.6
            case .certain: 1
            }
        }
    }

    /// The failure that it means.
    let cause: FailureID
    let strength: Strength
    /// What stands in the text: `AADSTS50011`, `401 at /auth/oauth2/token`.
    let seen: String
    /// The cause to look at next, where another one is about as near.
    var second: FailureID?

    init(_ cause: FailureID, _ strength: Strength, _ seen: String, second: FailureID? = nil) {
        (self.cause, self.strength, self.seen, self.second) = (cause, strength, seen, second)
    }

    /// The signs of a text, the strongest first; of two for the same cause the stronger one stays.
    static func all(in text: String) -> [Sign] {
        let reading = SignReading(text)
        // What names the thing goes first: O&D's own errors and what an administrator was doing, then codes, then the words
        // of an answer, then its status and path, then what the network's programs print.
        // A URL that a program could not use never came to the network.
        let network = reading.exceptions.isEmpty ? reading.network : []
        let found =
            reading.documented + reading.settings + reading.administration + reading.codes + reading.answers
            + reading.statuses
            + reading.numbers + network
        var kept: [Sign] = []
        for sign in found.enumerated().sorted(by: {
            (-$0.element.strength.rawValue, $0.offset) < (-$1.element.strength.rawValue, $1.offset)
        })
        .map(\.element) where !kept.contains(where: { $0.cause == sign.cause }) {
            kept.append(sign)
        }
        return kept
    }
}

/// A text prepared for reading its signs: lower case, escapes of JSON and HTML undone, one kind of quotation mark.
struct SignReading: Sendable {
    let text: String
    let lines: [String]
    let facts: [HTTPFact]

    init(_ raw: String) {
        var text = raw
        for (escape, plain) in Self.escapes { text = text.replacing(escape, with: plain) }
        // In a query a blank is a plus sign or %20.
        text = text.replacing("%20", with: " ")
            .replacing(/([A-Za-z0-9.])\+(?=[A-Za-z])/) { match in match.output.1 + " " }
        self.text = text.lowercased()
        lines = self.text.split(whereSeparator: \.isNewline).map(String.init)
        facts = HTTPFact.all(in: lines)
    }

    private static let escapes = [
        ("\\\"", "\""), ("\\/", "/"), ("\\r\\n", "\n"), ("\\n", "\n"), ("\\u0027", "'"), ("\\u003c", "<"),
        ("\\u003e", ">"), ("\\u0026", "&"), ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"),
        ("&amp;", "&"), ("\u{2019}", "'"), ("\u{2018}", "'"), ("\u{201c}", "\""), ("\u{201d}", "\""),
    ]

    func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
}
