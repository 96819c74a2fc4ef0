/// The rows of a file: every combination of its axes, or those that cover all pairs.
struct Matrix {
    /// One combination: a row of each axis.
    struct Row {
        /// The rows' names joined by commas; empty without a matrix.
        let name: String
        /// The axes with their row's name and values.
        let axes: [(axis: String, row: String, values: Tree)]
    }

    private let axes: [(name: String, rows: [Tree.Pair])]
    private let isPairwise: Bool
    private let malformed: [Tree.Pair]
    private let tree: Tree?

    init(tree: Tree?) {
        self.tree = tree
        let pairs = tree?.pairs.filter { $0.key != "pairwise" } ?? []
        malformed = pairs.filter { $0.value.pairs.isEmpty }
        axes = pairs.filter { !$0.value.pairs.isEmpty }.map { ($0.key, $0.value.pairs) }
        isPairwise = tree?["pairwise"]?.text.map { ["yes", "true"].contains($0) } ?? false
    }

    /// What is wrong with its form.
    func problems(in source: Source) -> [Diagnostic] {
        if let tree, tree.pairs.isEmpty {
            return [source.diagnostic(tree.place, "'matrix' takes a map of axes, each a map of rows", topic: "matrix")]
        }
        var problems = malformed.map {
            source.diagnostic(
                $0.keyPlace, "the axis '\($0.key)' has no rows: { first: {…}, second: {…} }", topic: "matrix")
        }
        let count = axes.reduce(1) { $0.multipliedReportingOverflow(by: $1.rows.count).partialValue }
        if !isPairwise, count > 1_000, let tree {
            problems.append(
                source.diagnostic(
                    tree.place, "the axes multiply to more than 1000 rows: use 'pairwise: true'", topic: "matrix"))
        }
        return problems
    }

    /// The combinations in the order of the file.
    var rows: [Row] {
        var rows: [[(axis: String, row: String, values: Tree)]] = [[]]
        for axis in axes {
            rows = rows.prefix(1_000).flatMap { row in axis.rows.map { row + [(axis.name, $0.key, $0.value)] } }
        }
        let chosen = isPairwise ? Self.coveringPairs(rows) : rows
        return chosen.map { Row(name: $0.map(\.row).joined(separator: ","), axes: $0) }
    }

    /// Goes through the combinations and keeps each one that holds a pair not yet seen, the richest first.
    private static func coveringPairs(
        _ rows: [[(axis: String, row: String, values: Tree)]]
    ) -> [[(axis: String, row: String, values: Tree)]] {
        func pairs(_ row: [(axis: String, row: String, values: Tree)]) -> Set<String> {
            var pairs: Set<String> = []
            for (index, first) in row.enumerated() {
                for second in row[(index + 1)...] {
                    pairs.insert("\(first.axis)=\(first.row) \(second.axis)=\(second.row)")
                }
            }
            return pairs
        }
        guard (rows.first?.count ?? 0) > 1 else { return rows }
        var open = rows.reduce(into: Set<String>()) { $0.formUnion(pairs($1)) }
        var chosen: Set<Int> = []
        while !open.isEmpty {
            let counted = rows.indices.filter { !chosen.contains($0) }.map {
                ($0, pairs(rows[$0]).intersection(open).count)
            }
            guard let best = counted.max(by: { ($0.1, -$0.0) < ($1.1, -$1.0) }), best.1 > 0 else { break }
            chosen.insert(best.0)
            open.subtract(pairs(rows[best.0]))
        }
        return rows.indices.filter { chosen.contains($0) }.map { rows[$0] }
    }
}

extension Matrix.Row {
    /// The tree with `$axis.key` and `$axis` replaced by the row's values; a key that the row lacks is a mistake.
    func substitute(in tree: Tree, _ source: Source, _ diagnostics: inout [Diagnostic]) -> Tree {
        var found: [Diagnostic] = []
        let result = tree.replacing { scalar in
            guard let name = scalar.referenceName else { return nil }
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            guard let axis = axes.first(where: { $0.axis == parts[0] }) else { return nil }
            guard parts.count == 2 else { return Tree(content: .scalar(axis.row, isPlain: false), place: scalar.place) }
            if let value = axis.values[parts[1]] { return value }
            found.append(
                source.diagnostic(
                    scalar.place, "the row '\(axis.row)' of '\(axis.axis)' has no '\(parts[1])'",
                    suggestion: nearest(parts[1], among: axis.values.pairs.map(\.key)).map {
                        "did you mean '$\(axis.axis).\($0)'?"
                    },
                    topic: "matrix"))
            return Tree(content: .faulty, place: scalar.place)
        }
        diagnostics += found
        return result
    }
}
