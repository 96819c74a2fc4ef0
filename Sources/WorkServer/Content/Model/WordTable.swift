import HashTreeCollections

/// In which places a word stands, for words that begin in some way: words with the same first three bytes lie together,
/// so that a search looks at a few of them and not at all.
struct WordTable: Sendable {
    private typealias Bucket = TreeDictionary<String, [UInt32]>

    private var buckets = TreeDictionary<UInt32, Bucket>()

    /// The first three bytes; zeros where a word is shorter.
    private static func head(of word: String) -> UInt32 {
        var head: UInt32 = 0
        for (index, byte) in word.utf8.prefix(3).enumerated() { head |= UInt32(byte) << UInt32(16 - 8 * index) }
        return head
    }

    mutating func add(_ place: UInt32, to word: String) {
        buckets[Self.head(of: word), default: [:]][word, default: []].append(place)
    }

    mutating func remove(_ place: UInt32, from word: String) {
        let head = Self.head(of: word)
        buckets[head]?[word]?.removeAll { $0 == place }
        if buckets[head]?[word]?.isEmpty == true { buckets[head]?[word] = nil }
        if buckets[head]?.isEmpty == true { buckets[head] = nil }
    }

    /// Enters the places of all words that begin so.
    func collect(_ beginning: String, _ found: inout PlaceSet) {
        let head = Self.head(of: beginning)
        guard beginning.utf8.count < 3 else {
            if let bucket = buckets[head] { Self.collect(beginning, bucket, &found) }
            return
        }
        let mask: UInt32 = beginning.utf8.isEmpty ? 0 : beginning.utf8.count == 1 ? 0xFF0000 : 0xFFFF00
        for (other, bucket) in buckets where other & mask == head { Self.collect(beginning, bucket, &found) }
    }

    private static func collect(_ beginning: String, _ bucket: Bucket, _ found: inout PlaceSet) {
        let wanted = beginning.utf8
        for (word, places) in bucket where word.utf8.starts(with: wanted) {
            for place in places { found.insert(place) }
        }
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
