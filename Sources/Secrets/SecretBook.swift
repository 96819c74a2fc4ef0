import Synchronization

/// Holds every secret that was minted or entered, with the name to print in its place.
///
/// A captured text passes `redact`; a published text is searched with `leaks`. Noting a secret and searching a text cost
/// the same however many secrets there are. The book is bounded: the oldest secrets leave it, except the last one of each
/// name, so that a server can run for months.
public final class SecretBook: Sendable {
    private struct Pages {
        var current = KnownValues()
        /// What was noted before `current` began; it leaves when `current` is full.
        var older = KnownValues()
        /// How many secrets fill `current`.
        var limit: Int
        /// The last secret of each name.
        var latest: [String: Secret] = [:]
        /// How many candidates all searches compared.
        var lookups = 0
    }

    private let capacity: Int
    private let onNote: (@Sendable (String, String) -> Void)?
    private let pages: Mutex<Pages>

    /// Opens an empty book.
    ///
    /// - Parameter capacity: how many of the secrets noted last are kept at least.
    public init(capacity: Int = 50_000) {
        self.capacity = max(1, capacity)
        onNote = nil
        pages = Mutex(Pages(limit: max(1, capacity)))
    }

    /// Opens an empty book that passes on each name and secret that is entered.
    package init(onNote: @escaping @Sendable (String, String) -> Void) {
        capacity = 50_000
        self.onNote = onNote
        pages = Mutex(Pages(limit: capacity))
    }

    /// Enters a secret under a readable name; a text of fewer than four characters is not searched for, as it occurs
    /// anywhere.
    public func note(_ secret: String, as name: String) {
        guard secret.count >= KnownValues.shortest else { return }
        onNote?(name, secret)
        let bytes = Array(secret.utf8)
        pages.withLock { pages in
            pages.latest[name] = Secret(secret)
            guard pages.older.name(of: bytes) == nil else { return }
            pages.current.insert(bytes, as: name)
            if pages.current.count >= pages.limit { turn(&pages) }
        }
    }

    /// Enters what the names of fields, or its own look, say is a secret in a text: what a scenario's file writes out.
    ///
    /// A value that may be any word of a sentence, of fewer than eight bytes or of small letters alone, is left out.
    public func note(secretsOf text: String) {
        for found in SecretFinder().secrets(in: Array(text.utf8)) {
            let isWord = found.value.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F || $0 == 0x2D }
            guard found.value.count >= 8, !isWord, found.value.first != UInt8(ascii: "$") else { continue }
            note(String(decoding: found.value, as: UTF8.self), as: found.kind.name)
        }
    }

    /// Begins new pages with the last secret of each name, which would be gone after the next turn.
    private func turn(_ pages: inout Pages) {
        var current = KnownValues()
        for (name, secret) in pages.latest {
            let bytes = Array(secret.reveal().utf8)
            current.insert(bytes, as: pages.current.name(of: bytes) ?? pages.older.name(of: bytes) ?? name)
        }
        pages.older = pages.current
        pages.current = current
        pages.limit = current.count + capacity
    }

    /// The secret that was entered last under a name; `nil` if there is none.
    public func secret(named name: String) -> Secret? {
        pages.withLock { $0.latest[name] }
    }

    /// How many secrets the book holds.
    package var count: Int { pages.withLock { $0.current.count + $0.older.count } }

    /// How many candidates all searches compared with a text so far; tests bound it.
    package var lookups: Int { pages.withLock { $0.lookups } }

    /// The text with each known secret replaced by its name in angle quotes.
    public func redact(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let found = matches(in: bytes)
        guard !found.isEmpty else { return text }
        var (out, end) = ([UInt8](), 0)
        out.reserveCapacity(bytes.count)
        for match in found where match.range.upperBound > end {
            out += bytes[end..<max(end, match.range.lowerBound)]
            out += Array("‹\(match.name)›".utf8)
            end = match.range.upperBound
        }
        out += bytes[end...]
        return String(decoding: out, as: UTF8.self)
    }

    /// The text without the secrets that are known, each replaced by its name, and without what a field's name or its own
    /// look says is a secret, replaced by its kind: a mistyped password, a token of another server.
    public func redactAll(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let known = matches(in: bytes).map { (range: $0.range, name: $0.name, isKnown: true) }
        let found = SecretFinder().secrets(in: bytes).map { (range: $0.range, name: $0.kind.name, isKnown: false) }
        let all = (known + found).sorted {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        }
        guard var place = all.first else { return text }
        var (out, end) = ([UInt8](), 0)
        func write() {
            out += bytes[end..<place.range.lowerBound]
            out += Array("‹\(place.name)›".utf8)
            end = place.range.upperBound
        }
        for next in all.dropFirst() {
            guard next.range.lowerBound < place.range.upperBound else {
                write()
                place = next
                continue
            }
            // Of what overlaps, one name stands for all: that of a known secret if there is one.
            place.range = place.range.lowerBound..<max(place.range.upperBound, next.range.upperBound)
            if next.isKnown, !place.isKnown { (place.name, place.isKnown) = (next.name, true) }
        }
        write()
        return String(decoding: out + bytes[end...], as: UTF8.self)
    }

    /// The names of the secrets that stand in `text`, raw or encoded.
    public func leaks(in text: String) -> [String] {
        var seen: Set<String> = []
        return matches(in: Array(text.utf8)).map(\.name).filter { seen.insert($0).inserted }
    }

    /// The known secrets in a text, by their places.
    func matches(in bytes: [UInt8]) -> [KnownValues.Match] {
        guard bytes.count >= KnownValues.shortest else { return [] }
        let hasBlanks = pages.withLock { $0.current.hasBlanks || $0.older.hasBlanks }
        let search = KnownSearch(bytes, plusIsBlank: hasBlanks)
        return pages.withLock { pages in
            let found =
                search.matches(of: pages.current, lookups: &pages.lookups)
                + search.matches(of: pages.older, lookups: &pages.lookups)
            guard pages.older.count > 0 else { return found }
            return found.sorted {
                ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
            }
        }
    }
}
