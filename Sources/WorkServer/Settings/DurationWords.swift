/// Durations as people type them into a form: `30`, `30 s`, `30 seconds`, `1 minute 30 seconds`.
extension Duration {
    /// Reads a duration in digits and words, in any case and with blanks where people put them; also what `init(text:)` reads.
    ///
    /// Units go from the largest to the smallest, each at most once. A number without a unit counts as `unit`, and stands by
    /// itself. A comma may stand between two units and in no number, where it is a point to some and nothing to others. Returns
    /// nil for anything else, and for a number too large to hold.
    init?(written text: String, unit: FormUnit) {
        guard !text.contains(/[0-9]\s*,/) else { return nil }
        var rest = text.lowercased().filter { $0 != "," }[...]
        var total = Duration.zero
        var last: FormUnit?
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard !rest.isEmpty else { break }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard let count = Int64(digits), count <= 10_000_000_000 else { return nil }
            rest = rest.dropFirst(digits.count).drop(while: \.isWhitespace)
            let word = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(word.count)
            if rest.hasPrefix(".") { rest = rest.dropFirst() }
            guard !word.isEmpty else {
                guard last == nil, rest.allSatisfy(\.isWhitespace) else { return nil }
                self = unit.length * count
                return
            }
            guard let named = FormUnit(word: String(word)), last.map({ named.length < $0.length }) ?? true else {
                return nil
            }
            total += named.length * count
            last = named
        }
        guard last != nil else { return nil }
        self = total
    }
}

/// A unit in which a form of Control Center counts.
enum FormUnit: String, CaseIterable {
    case weeks, days, hours, minutes, seconds, milliseconds

    /// The unit that a word means: its name, in the singular too, or a usual abbreviation.
    init?(word: String) {
        guard let unit = Self.allCases.first(where: { $0.words.contains(word) }) else { return nil }
        self = unit
    }

    private var words: [String] {
        [rawValue, String(rawValue.dropLast())]
            + {
                switch self {
                case .weeks: ["w", "wk", "wks"]
                case .days: ["d"]
                case .hours: ["h", "hr", "hrs"]
                case .minutes: ["m", "min", "mins"]
                case .seconds: ["s", "sec", "secs"]
                case .milliseconds: ["ms", "msec", "msecs"]
                }
            }()
    }

    /// How long one of them is.
    var length: Duration {
        switch self {
        case .weeks: .seconds(7 * 86_400)
        case .days: .seconds(86_400)
        case .hours: .seconds(3_600)
        case .minutes: .seconds(60)
        case .seconds: .seconds(1)
        case .milliseconds: .milliseconds(1)
        }
    }

    /// What was typed, with the unit behind a number alone.
    func shown(_ text: String) -> String { Int(text) == nil ? text : "\(text) \(rawValue)" }

    /// How many whole units a text means, a number or a duration of that length; nil for anything else.
    func count(in text: String) -> Int? {
        guard let duration = Duration(written: text, unit: self) else { return Int(text) }
        let count = duration / length
        return count == count.rounded() && count < 1e9 ? Int(count) : nil
    }
}
