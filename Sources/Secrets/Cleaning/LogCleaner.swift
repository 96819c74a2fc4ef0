/// Removes the secrets from a log, a HAR or any other text before it is mailed.
///
/// Its lines and its JSON stay as they were. The same secret gets the same name wherever it stands, `<access token 1>`, so
/// that a reader can still follow it. A text without secrets comes out byte for byte as it went in.
public struct LogCleaner: Sendable {
    /// A cleaned text, and what was removed from it.
    public struct Cleaned: Sendable, Equatable {
        /// The text.
        public let text: String
        /// How often each kind was replaced: `access token`.
        public let counts: [String: Int]
        /// How many different secrets of each kind were replaced.
        public let distinct: [String: Int]
    }

    private let isStrict: Bool

    /// Makes a cleaner; a strict one takes any long run of mixed letters and digits for a secret.
    public init(strict: Bool = false) {
        isStrict = strict
    }

    /// Cleans a whole text; a cleaned text stays as it is.
    ///
    /// - Parameter text: the text, of any form.
    /// - Returns: the text without its secrets, and their numbers.
    public func clean(_ text: String) -> Cleaned {
        var cleaning = Cleaning(strict: isStrict)
        let bytes = Array(text.utf8)
        cleaning.learn(bytes)
        let cleaned = cleaning.clean(bytes)
        return Cleaned(
            text: cleaning.counts.isEmpty ? text : String(decoding: cleaned, as: UTF8.self), counts: cleaning.counts,
            distinct: cleaning.distinct)
    }
}

/// Cleans a text that is too large to hold: each piece is learned first, then each piece is cleaned.
public struct Cleaning {
    private let finder: SecretFinder
    private var names = SecretNames()
    /// The table that the text is in, while learning and while cleaning.
    private var learned: TableScanner.Table?
    private var cleaned: TableScanner.Table?
    private var replaced: [String: Set<String>] = [:]
    /// What `learn` found in the last piece, so that a text of one piece is searched once.
    private var last: (bytes: [UInt8], found: [SecretFinder.Found])?

    /// How often each kind was replaced so far.
    public private(set) var counts: [String: Int] = [:]

    /// How many different secrets of each kind were replaced so far.
    public var distinct: [String: Int] { replaced.mapValues(\.count) }

    /// Begins a cleaning.
    public init(strict: Bool) {
        finder = SecretFinder(isStrict: strict)
    }

    /// Learns the secrets of the next piece, which ends with a line.
    public mutating func learn(_ bytes: [UInt8]) {
        let found = finder.secrets(in: bytes, continuing: &learned)
        for item in found { _ = names.name(of: item) }
        last = (bytes, found)
    }

    /// The next piece without its secrets; the pieces are those that were learned, in the same order.
    public mutating func clean(_ bytes: [UInt8]) -> [UInt8] {
        let found =
            last.flatMap { $0.bytes == bytes ? $0.found : nil } ?? finder.secrets(in: bytes, continuing: &cleaned)
        let places =
            (found.map { (range: $0.range, name: names.name(of: $0)) }
            + names.matches(in: bytes).map { (range: $0.range, name: $0.name) })
            .sorted { ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound) }
        guard !places.isEmpty else { return bytes }
        var (out, end) = ([UInt8](), 0)
        out.reserveCapacity(bytes.count)
        for (range, name) in places where range.upperBound > end {
            if range.lowerBound < end {
                // The rest of a secret that overlaps the last one.
                end = range.upperBound
                continue
            }
            out += bytes[end..<range.lowerBound]
            out += Array("<\(name)>".utf8)
            end = range.upperBound
            // A name is its kind and a number.
            let kind = name.split(separator: " ").dropLast().joined(separator: " ")
            counts[kind, default: 0] += 1
            replaced[kind, default: []].insert(name)
        }
        return out + bytes[end...]
    }
}
