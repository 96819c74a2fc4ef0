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

    /// How many places there are.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Goes through the places in order.
    func forEach(_ body: (UInt32) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(UInt32(index << 6 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
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
