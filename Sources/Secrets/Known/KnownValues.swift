/// Finds any number of known texts in one pass, whose cost does not depend on how many they are.
///
/// Texts are entered by their first four bytes. Where many begin alike, the lengths of these are tried, the longest first,
/// by a look-up each, so that no place of a text is compared with more than one candidate of each length.
struct KnownValues {
    /// A known text that stands in another.
    struct Match {
        let range: Range<Int>
        let name: String
    }

    /// The known texts that begin with the same four bytes.
    private struct Bucket {
        /// The lengths that occur, the longest first.
        var lengths: [Int]
        var names: [[UInt8]: String]
    }

    /// How long a known text is at least.
    static let shortest = 4

    private var buckets: [UInt32: Bucket] = [:]
    /// One bit for each hash of a beginning, so that most places cost no look-up.
    private var filter = [UInt64](repeating: 0, count: 1 << 10)
    /// How many texts are known.
    private(set) var count = 0
    /// The length of the shortest text that is known.
    private(set) var shortestLength = Int.max
    /// Whether a known text has a blank, which forms write as a plus sign.
    private(set) var hasBlanks = false

    /// Enters a text; the name that it was entered under first stays.
    ///
    /// - Returns: whether it is new and long enough to be searched for.
    @discardableResult
    mutating func insert(_ value: [UInt8], as name: String) -> Bool {
        guard value.count >= Self.shortest else { return false }
        let start = value.withUnsafeBufferPointer { Self.start(at: 0, in: $0) }
        var bucket = buckets[start] ?? Bucket(lengths: [], names: [:])
        guard bucket.names[value] == nil else { return false }
        // Taken out first, so that the bucket is changed in place.
        buckets[start] = nil
        bucket.names[value] = name
        if !bucket.lengths.contains(value.count) {
            bucket.lengths.append(value.count)
            bucket.lengths.sort(by: >)
        }
        buckets[start] = bucket
        let slot = Self.slot(start)
        filter[slot >> 6] |= 1 << UInt64(slot & 63)
        count += 1
        shortestLength = min(shortestLength, value.count)
        hasBlanks = hasBlanks || value.contains(0x20)
        return true
    }

    /// The name that a text was entered under; `nil` if it is not known.
    func name(of value: [UInt8]) -> String? {
        guard value.count >= Self.shortest else { return nil }
        return buckets[value.withUnsafeBufferPointer { Self.start(at: 0, in: $0) }]?.names[value]
    }

    /// Calls `body` with each known text in `bytes` from left to right, the longest at each place, none overlapping.
    ///
    /// - Parameters:
    ///   - bytes: the text to search.
    ///   - lookups: grows by the number of candidates that were looked up.
    ///   - body: receives the matches.
    func eachMatch(in bytes: [UInt8], lookups: inout Int, _ body: (Match) -> Void) {
        guard count > 0, bytes.count >= shortestLength else { return }
        bytes.withUnsafeBufferPointer { bytes in
            filter.withUnsafeBufferPointer { filter in
                var place = 0
                let last = bytes.count - Self.shortest
                while place <= last {
                    let start = Self.start(at: place, in: bytes)
                    let slot = Self.slot(start)
                    guard filter[slot >> 6] & 1 << UInt64(slot & 63) != 0,
                        let match = match(start, at: place, in: bytes, &lookups)
                    else {
                        place += 1
                        continue
                    }
                    body(match)
                    place = match.range.upperBound
                }
            }
        }
    }

    private func match(
        _ start: UInt32, at place: Int, in bytes: UnsafeBufferPointer<UInt8>, _ lookups: inout Int
    ) -> Match? {
        guard let bucket = buckets[start] else { return nil }
        for length in bucket.lengths where place + length <= bytes.count {
            lookups += 1
            let range = place..<(place + length)
            if let name = bucket.names[Array(bytes[range])] { return Match(range: range, name: name) }
        }
        return nil
    }

    private static func start(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
            | UInt32(bytes[place + 3])
    }

    private static func slot(_ start: UInt32) -> Int { Int((start &* 0x9E37_79B1) >> 16) }
}
