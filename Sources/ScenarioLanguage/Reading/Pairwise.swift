/// Few combinations in which every pair of values of two axes meets, grown axis by axis (the IPO strategy of Lei and Tai).
struct Pairwise {
    /// Each combination: the position of a value for each axis.
    private(set) var rows: [[Int]]

    /// Covers axes that have so many values each.
    init(counts: [Int]) {
        guard counts.count > 1 else {
            rows = (0..<(counts.first ?? 0)).map { [$0] }
            if counts.isEmpty { rows = [[]] }
            return
        }
        rows = (0..<counts[0]).flatMap { first in (0..<counts[1]).map { [first, $0] } }
        for axis in 2..<max(2, counts.count) { grow(to: axis, counts) }
    }

    private struct Pair: Hashable {
        let axis: Int
        let value: Int
        let new: Int
    }

    /// Gives each row a value of one axis more, the one that covers most; what is left becomes rows of its own.
    private mutating func grow(to axis: Int, _ counts: [Int]) {
        var open: Set<Pair> = []
        for earlier in 0..<axis {
            for value in 0..<counts[earlier] {
                for new in 0..<counts[axis] { open.insert(Pair(axis: earlier, value: value, new: new)) }
            }
        }
        for index in rows.indices {
            let gains = (0..<counts[axis]).map { new in
                (0..<axis).count { open.contains(Pair(axis: $0, value: rows[index][$0], new: new)) }
            }
            let best = gains.indices.max { (gains[$0], -$0) < (gains[$1], -$1) } ?? 0
            rows[index].append(best)
            for earlier in 0..<axis { open.remove(Pair(axis: earlier, value: rows[index][earlier], new: best)) }
        }
        while let first = open.min(by: { ($0.new, $0.axis, $0.value) < ($1.new, $1.axis, $1.value) }) {
            var row: [Int] = []
            for earlier in 0..<axis {
                let own = open.filter { $0.axis == earlier && $0.new == first.new }.map(\.value).min()
                row.append(own ?? 0)
            }
            row.append(first.new)
            for earlier in 0..<axis { open.remove(Pair(axis: earlier, value: row[earlier], new: first.new)) }
            rows.append(row)
        }
    }
}
