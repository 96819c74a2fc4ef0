/// Ranges of a text, of which none overlaps another.
struct PlaceSet {
    private var ranges: [Range<Int>]

    /// Makes a set of ranges that are in order.
    init(_ ranges: [Range<Int>] = []) {
        self.ranges = ranges
    }

    /// Whether one of the ranges holds all of a range.
    func holds(_ range: Range<Int>) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low > 0 && ranges[low - 1].upperBound >= range.upperBound
    }

    /// Adds the ranges that are not held yet.
    mutating func insert(_ more: [Range<Int>]) {
        let new = more.filter { !holds($0) }
        guard !new.isEmpty else { return }
        ranges = (ranges + new).sorted { $0.lowerBound < $1.lowerBound }
    }
}
