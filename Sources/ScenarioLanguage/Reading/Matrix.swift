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

    /// The axes with their rows.
    var axisRows: [(name: String, rows: [Tree.Pair])] { axes }

    /// The names of the axes.
    var axisNames: [String] { axes.map(\.name) }

    /// What is wrong with its form.
    func problems(in source: Source) -> [Diagnostic] {
        if let tree, tree.pairs.isEmpty {
            return [source.diagnostic(tree.place, "'matrix' takes a map of axes, each a map of rows", topic: "matrix")]
        }
        var problems = malformed.map {
            source.diagnostic(
                $0.keyPlace, "the axis '\($0.key)' has no rows: { first: {…}, second: {…} }", topic: "matrix")
        }
        for axis in axes {
            problems += axis.rows.filter { !Self.isMap($0.value) }.map { row in
                source.diagnostic(
                    row.keyPlace,
                    "the row '\(row.key)' of '\(axis.name)' is no map: '$\(axis.name)' is the row's name, not its value",
                    suggestion: Self.suggestion(row, of: axis.name), topic: "matrix")
            }
        }
        if !isPairwise, Self.isTooMany(axes.map(\.rows.count)), let tree {
            problems.append(
                source.diagnostic(
                    tree.place, "the axes multiply to more than \(Self.most) rows: use 'pairwise: true'",
                    topic: "matrix"))
        }
        if axes.contains(where: { $0.rows.count > 100 }), let tree {
            problems.append(source.diagnostic(tree.place, "an axis has more than 100 rows", topic: "matrix"))
        }
        if isPairwise, axes.count > Self.mostAxes, let tree {
            problems.append(
                source.diagnostic(tree.place, "the matrix has more than \(Self.mostAxes) axes", topic: "matrix"))
        }
        return problems
    }

    private static func isMap(_ tree: Tree) -> Bool {
        switch tree.content {
        case .map, .faulty: true
        case .scalar, .list, .empty: false
        }
    }

    /// The row with its value under a key, and how that is referred to; a row of which only the name counts is `{}`.
    private static func suggestion(_ row: Tree.Pair, of axis: String) -> String {
        if case .empty = row.value.content { return "write \(row.key): {} if its name is all that counts" }
        guard case .scalar(let text, let isPlain) = row.value.content else {
            return "write \(row.key): { KEY: VALUE }, and $\(axis).KEY where it is used"
        }
        return
            "write \(row.key): { value: \(isPlain ? text : text.quotedForYAML) }, and $\(axis).value where it is used"
    }

    /// More combinations than this are not played.
    static let most = 1_000

    /// More axes than this take too long to pair.
    private static let mostAxes = 20

    private static func isTooMany(_ counts: [Int]) -> Bool {
        var product = 1
        for count in counts {
            let (next, overflow) = product.multipliedReportingOverflow(by: count)
            guard !overflow, next <= most else { return true }
            product = next
        }
        return false
    }

    /// The combinations in the order of the file.
    var rows: [Row] {
        let counts = axes.map(\.rows.count)
        let chosen = isPairwise ? Pairwise(counts: counts).rows : Self.product(counts)
        return chosen.map { picks in
            let picked = zip(axes, picks).map { axis, pick in
                (axis: axis.name, row: axis.rows[pick].key, values: axis.rows[pick].value)
            }
            return Row(name: picked.map(\.row).joined(separator: ","), axes: picked)
        }
    }

    private static func product(_ counts: [Int]) -> [[Int]] {
        counts.reduce([[]]) { rows, count in rows.flatMap { row in (0..<count).map { row + [$0] } } }
    }
}

extension Matrix.Row {
    /// The tree with `$axis.key` and `$axis` replaced by the row's values; a key that the row lacks is a mistake.
    func substitute(in tree: Tree, _ source: Source, _ diagnostics: inout [Diagnostic]) -> Tree {
        var found: [Diagnostic] = []
        let result = tree.replacing { scalar in
            guard let name = scalar.referenceName else { return nil }
            let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
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
