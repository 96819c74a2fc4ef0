/// What of a text tells its cause: words, pairs of neighbours, statuses and error codes, without what differs from one
/// firm and one day to the next.
struct TextFeatures: Equatable {
    /// Each feature once: `w:firewall`, `p:grant expiry`, `s:403`, `e:invalid_grant`, `r:oauth.grant.expired`.
    let all: Set<String>
    /// How each feature is written in the text.
    let written: [String: String]

    /// Takes a text of any kind: a message, a log line, JSON.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - rules: the ids of rules, which are features of their own where they stand in the text.
    init(_ text: String, rules: Set<String> = []) {
        var features: [String: String] = [:]
        var last: (stem: String, written: String)?
        for given in Self.words(in: text.lowercased()) {
            let raw = Self.joined[given] ?? given
            if rules.contains(raw) {
                features["r:\(raw)"] = raw
                last = nil
                continue
            }
            if Self.isParticular(raw) {
                last = nil
                continue
            }
            if let number = Int(raw), (400...599).contains(number) {
                features["s:\(raw)"] = raw
                last = nil
                continue
            }
            if raw.contains("_") {
                features["e:\(raw)"] = raw
                // An error code's words may stand apart elsewhere.
                for part in raw.split(separator: "_") where part.count > 2 {
                    features["w:\(Self.stem(part))"] = String(part)
                }
                last = nil
                continue
            }
            guard !Self.empty.contains(raw), raw.contains(where: \.isLetter) else { continue }
            let word = Self.stem(raw[...])
            features["w:\(word)"] = raw
            if let last { features["p:\(last.stem) \(word)"] = "\(last.written) \(raw)" }
            last = (word, raw)
        }
        all = Set(features.keys)
        written = features
    }

    /// How much more a feature says than a word.
    static func weight(of feature: String) -> Double {
        switch feature.first {
        case "r": 6
        case "e": 2
        case "s": 2
        case "p": 1.2
        default: 1
        }
    }

    /// The text cut at everything that is no letter, digit, or a mark inside of a word.
    private static func words(in text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).filter { !isPath($0) && !isContraction($0) }
            .flatMap { $0.split { !($0.isLetter || $0.isNumber || "._-:@".contains($0)) } }
            .flatMap { piece -> [String] in
                let word = piece.drop { "._-:@".contains($0) }
                let end = word.lastIndex { !"._-:@".contains($0) }
                guard let end else { return [] }
                let trimmed = String(word[...end])
                // Names and times keep their marks, so that they are known for what they are; other words are cut there.
                return isParticular(trimmed) || isDotted(trimmed) || trimmed.contains("_")
                    ? [trimmed] : trimmed.split { "._-:@".contains($0) }.map(String.init)
            }
    }

    /// Whether a token is a URL or an absolute path, whose words name a place and no cause.
    private static func isPath(_ token: Substring) -> Bool {
        token.contains("://") || token.drop { !($0.isLetter || $0.isNumber || $0 == "/") }.hasPrefix("/")
    }

    /// Whether a token is a contraction such as `couldn't`.
    private static func isContraction(_ token: Substring) -> Bool {
        token.contains(/[a-z]['\u{2019}](t|s|re|ve|ll|d|m)\b/)
    }

    private static func isDotted(_ word: String) -> Bool {
        let parts = word.split(separator: ".")
        return parts.count > 1 && parts.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "-" } }
    }

    /// Whether a word is this firm's or this day's: hosts, addresses, dates, times, identifiers, numbers.
    private static func isParticular(_ word: String) -> Bool {
        if word.contains("@") { return true }
        let digits = word.count { $0.isNumber }
        if digits == 0 {
            // A host has a dot and ends with a short word; a rule has been looked up before.
            guard isDotted(word), let end = word.split(separator: ".").last else { return false }
            return hostEndings.contains(String(end))
        }
        if word.contains(":") || (digits >= 4 && word.count > 8) { return true }
        if isDotted(word) || word.split(separator: ".").count > 2 { return true }
        if word.allSatisfy(\.isNumber) { return !(400...599).contains(Int(word) ?? 0) }
        // `30s`, `10.4`, `0x1f`.
        return word.first?.isNumber == true
    }

    private static let hostEndings: Set<String> = [
        "com", "net", "org", "test", "example", "local", "internal", "invalid", "de", "uk", "eu", "io", "corp", "lan",
        "law",
        "legal",
    ]

    /// Endings that the same word may have or lack.
    private static func stem(_ word: Substring) -> String {
        for ending in ["ing", "ed", "es", "s"] where word.count > ending.count + 3 && word.hasSuffix(ending) {
            return String(word.dropLast(ending.count))
        }
        return String(word)
    }

    /// Words that are also written as two, by the one that tells.
    private static let joined = ["login": "log", "logon": "log", "signin": "sign", "logout": "logged"]

    /// Words without a meaning of their own.
    private static let empty: Set<String> = [
        "the", "a", "an", "of", "to", "is", "it", "in", "on", "at", "and", "or", "for", "with", "that", "this", "be",
        "by",
        "as", "from", "was", "are", "has", "have", "its", "your", "you", "error", "failed", "http", "https", "info",
        "warn",
        "utc", "gmt", "my", "we", "our", "i", "me", "he", "she", "they", "you", "do", "does", "did", "can", "cannot",
        "will",
        "would", "show", "shows", "shown", "up", "o", "d", "imanage", "dragons", "office", "please", "help", "computer",
        "broken", "works", "working", "there", "when", "after", "but", "anymore", "again", "since", "today",
    ]
}
