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
    private let byCombination: Combinations

    /// The key whose entries hold values that depend on several axes.
    static let combinations = "combinations"
    /// What such a value is referred to by: `$combination.outcome`.
    static let combination = "combination"

    init(tree: Tree?) {
        self.tree = tree
        byCombination = Combinations(tree?[Self.combinations])
        let pairs = tree?.pairs.filter { $0.key != "pairwise" && $0.key != Self.combinations } ?? []
        malformed = pairs.filter { $0.value.pairs.isEmpty }
        axes = pairs.filter { !$0.value.pairs.isEmpty }.map { ($0.key, $0.value.pairs) }
        isPairwise = tree?["pairwise"]?.text.map { ["yes", "true"].contains($0) } ?? false
    }

    /// The values of all rows and combinations, with the name that references to them begin with.
    var valuePairs: [(axis: String, pair: Tree.Pair)] {
        axes.flatMap { axis in axis.rows.flatMap { $0.value.pairs.map { (axis.name, $0) } } }
            + byCombination.entries.flatMap { $0.values.map { (Self.combination, $0) } }
    }

    /// The axes with their rows.
    var axisRows: [(name: String, rows: [Tree.Pair])] { axes }

    /// The names of the axes.
    var axisNames: [String] { axes.map(\.name) }

    /// Whether values depend on this axis together with others.
    func isNamedInWhen(_ axis: String) -> Bool { byCombination.axes.contains(axis) }

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
                    "the row '\(row.key)' of '\(axis.name)' is not a map: '$\(axis.name)' is the row's name, not its value",
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
        guard problems.isEmpty, let pair = tree?.pair(Self.combinations) else { return problems }
        if let twin = tree?.pair(Self.combination) {
            problems.append(
                source.diagnostic(
                    twin.keyPlace, "'$\(Self.combination)' means the values of '\(Self.combinations)' here",
                    suggestion: "give the axis another name", topic: "matrix.combinations"))
        }
        if axes.isEmpty {
            problems.append(
                source.diagnostic(
                    pair.keyPlace, "'\(Self.combinations)' says nothing without an axis", topic: "matrix.combinations"))
        }
        return problems
            + byCombination.problems(
                in: source, axes: axes, played: picks.map { Dictionary(uniqueKeysWithValues: names(of: $0)) },
                isPairwise: isPairwise)
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
        picks.map { picks in
            var picked = zip(axes, picks).map { axis, pick in
                (axis: axis.name, row: axis.rows[pick].key, values: axis.rows[pick].value)
            }
            let name = picked.map(\.row).joined(separator: ",")
            if let tree = tree?[Self.combinations], !axes.isEmpty {
                let values = values(for: Dictionary(uniqueKeysWithValues: names(of: picks)))
                // Where an entry is wrong, it may well have been meant to give what is missing.
                let content = byCombination.isSound(among: axes) ? Tree.Content.map(values) : .faulty
                picked.append((axis: Self.combination, row: name, values: Tree(content: content, place: tree.place)))
            }
            return Row(name: name, axes: picked)
        }
    }

    /// The values of `combinations` for these rows, by axis.
    func values(for rows: [String: String]) -> [Tree.Pair] { byCombination.values(for: rows) }

    /// The combinations that are played, as the index of each axis' row.
    private var picks: [[Int]] {
        let counts = axes.map(\.rows.count)
        return isPairwise ? Pairwise(counts: counts).rows : Self.product(counts)
    }

    private func names(of picks: [Int]) -> [(String, String)] {
        zip(axes, picks).map { axis, pick in (axis.name, axis.rows[pick].key) }
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
            if case .faulty = axis.values.content { return Tree(content: .faulty, place: scalar.place) }
            guard axis.axis != Matrix.combination || !isByCombination else {
                found.append(missing(parts[1], scalar.place, source))
                return Tree(content: .faulty, place: scalar.place)
            }
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

    /// Whether the last axis is none of the file's, but the values of its combination.
    private var isByCombination: Bool { axes.count > 1 && axes.last?.axis == Matrix.combination }

    private func missing(_ key: String, _ place: Place, _ source: Source) -> Diagnostic {
        let rows = axes.dropLast().map { "\($0.axis): \($0.row)" }.joined(separator: ", ")
        return source.diagnostic(
            place, "not every combination has an entry of 'combinations' that gives '\(key)'",
            suggestion: "add - { when: { \(rows) }, \(key): … } to 'combinations', or an entry without 'when'",
            topic: "matrix.combinations")
    }
}
