import HashTreeCollections

/// Which documents of a library hold which words, and which there are: derived from the documents, never stored.
struct LibraryIndex: Sendable {
    /// Of a text only so many different words are indexed; what comes later in it is not found.
    static let wordsOfText = 200

    let library: String
    /// The first number of the library: places count from it, so that they fit into 32 bits.
    private let base: Int
    private var present = PlaceSet()
    private var names = TreeDictionary<String, [UInt32]>()
    private var texts = TreeDictionary<String, [UInt32]>()

    init(library: String, base: Int) {
        self.library = library
        self.base = base
    }

    /// The documents that there are, by number.
    var live: [ContentKey] { keys(of: present) }

    /// All places that are taken.
    var all: PlaceSet { present }

    func keys(of places: PlaceSet) -> [ContentKey] {
        places.map { ContentKey(capitals: library, number: base + Int($0)) }
    }

    /// Where a word begins one in a name, or in a text too.
    func places(ofWordsBeginning beginning: String, inTexts: Bool) -> PlaceSet {
        var found = PlaceSet()
        Self.collect(beginning, names, &found)
        if inTexts { Self.collect(beginning, texts, &found) }
        return found
    }

    /// Where a text, not a name, has a word that begins so.
    func places(inTextsOfWordsBeginning beginning: String) -> PlaceSet {
        var found = PlaceSet()
        Self.collect(beginning, texts, &found)
        return found
    }

    private static func collect(
        _ beginning: String, _ words: TreeDictionary<String, [UInt32]>, _ found: inout PlaceSet
    ) {
        let wanted = beginning.utf8
        for (word, places) in words where word.utf8.starts(with: wanted) {
            for place in places { found.insert(place) }
        }
    }

    /// Takes over what a document became.
    mutating func update(from before: ContentDocument?, to after: ContentDocument) {
        let place = UInt32(truncatingIfNeeded: after.key.number - base)
        let was = before.map(Self.words) ?? (names: [], texts: [])
        let now = Self.words(of: after)
        Self.move(place, from: was.names, to: now.names, in: &names)
        Self.move(place, from: was.texts, to: now.texts, in: &texts)
        if after.versions.isEmpty { present.remove(place) } else { present.insert(place) }
    }

    private static func move(
        _ place: UInt32, from old: Set<String>, to new: Set<String>, in words: inout TreeDictionary<String, [UInt32]>
    ) {
        for word in old where !new.contains(word) {
            words[word]?.removeAll { $0 == place }
            if words[word]?.isEmpty == true { words[word] = nil }
        }
        for word in new where !old.contains(word) { words[word, default: []].append(place) }
    }

    private static func words(of document: ContentDocument) -> (names: Set<String>, texts: Set<String>) {
        guard !document.versions.isEmpty else { return ([], []) }
        var texts: Set<String> = []
        if let text = document.latest?.text {
            for word in Words.of(text) {
                guard texts.count < wordsOfText else { break }
                texts.insert(word)
            }
        }
        for word in Words.of(document.profile[.comment] ?? "") where texts.count < wordsOfText { texts.insert(word) }
        return (Set(Words.of(document.name)), texts)
    }
}

/// Words as the search sees them: runs of letters and digits, small.
enum Words {
    static func of(_ text: String) -> [String] {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return plain(text) }
        return text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// ASCII needs no view of characters.
    private static func plain(_ text: String) -> [String] {
        text.utf8.split { byte in
            !(byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A)
        }
        .map { part in
            String(decoding: part.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
        }
    }
}

/// A set of places as bits, in order.
struct PlaceSet: Sendable, Sequence {
    private var words: [UInt64] = []

    mutating func insert(_ place: UInt32) {
        let word = Int(place >> 6)
        if word >= words.count { words += [UInt64](repeating: 0, count: word + 1 - words.count) }
        words[word] |= 1 << UInt64(place & 63)
    }

    mutating func remove(_ place: UInt32) {
        let word = Int(place >> 6)
        if word < words.count { words[word] &= ~(1 << UInt64(place & 63)) }
    }

    func intersection(_ other: PlaceSet) -> PlaceSet {
        var result = PlaceSet()
        result.words = zip(words, other.words).map { $0 & $1 }
        return result
    }

    func union(_ other: PlaceSet) -> PlaceSet {
        var result = words.count >= other.words.count ? self : other
        let shorter = words.count >= other.words.count ? other.words : words
        for (index, word) in shorter.enumerated() { result.words[index] |= word }
        return result
    }

    func makeIterator() -> AnyIterator<UInt32> {
        var index = 0
        var rest = words.first ?? 0
        let words = words
        return AnyIterator {
            while rest == 0 {
                index += 1
                guard index < words.count else { return nil }
                rest = words[index]
            }
            let bit = rest.trailingZeroBitCount
            rest &= rest - 1
            return UInt32(index << 6 + bit)
        }
    }
}
