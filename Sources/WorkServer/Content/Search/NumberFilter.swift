/// Numbers as filters give them: one, several, a range, or a bound.
struct NumberFilter: Sendable {
    private let ranges: [ClosedRange<Int>]

    /// Reads `7`, `7,9`, `3-9`, `<5`, `<=5`, `>5` or `>=5`; nil for anything else.
    init?(_ text: String) {
        var ranges: [ClosedRange<Int>] = []
        for part in text.split(separator: ",") {
            let part = part.filter { $0 != " " }
            let bounds = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            if let number = Int(part) {
                ranges.append(number...number)
            } else if let bound = Self.bound(part) {
                ranges.append(bound)
            } else if bounds.count == 2, let low = bounds[0], let high = bounds[1], low <= high {
                ranges.append(low...high)
            } else {
                return nil
            }
        }
        guard !ranges.isEmpty else { return nil }
        self.ranges = ranges
    }

    /// Whether it takes a number.
    func holds(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }

    private static func bound(_ text: String) -> ClosedRange<Int>? {
        for (sign, range) in [
            ("<=", { Int.min...$0 }), (">=", { $0...Int.max }), ("<", { $0 > Int.min ? Int.min...($0 - 1) : nil }),
            (">", { $0 < Int.max ? ($0 + 1)...Int.max : nil }),
        ] as [(String, (Int) -> ClosedRange<Int>?)] where text.hasPrefix(sign) {
            return Int(text.dropFirst(sign.count)).flatMap(range)
        }
        return nil
    }
}
