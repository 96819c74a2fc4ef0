import ScenarioKeys

/// The `combinations` of a matrix: values that depend on several axes at once, such as an outcome.
struct Combinations {
    /// Values, and the rows that they are for.
    struct Entry {
        /// Where it stands.
        let place: Place
        /// The rows that fit, by axis, each as it is written.
        let conditions: [(axis: Tree.Pair, rows: [Tree])]
        /// The values.
        let values: [Tree.Pair]

        /// Whether these rows fit, by axis.
        func fits(_ rows: [String: String]) -> Bool {
            conditions.allSatisfy { condition in
                condition.rows.contains { $0.text != nil && $0.text == rows[condition.axis.key] }
            }
        }
    }

    let entries: [Entry]
    private let malformed: [Place]
    /// Where a `when` names no row.
    private let rowless: [Place]

    init(_ tree: Tree?) {
        guard let tree else {
            (entries, malformed, rowless) = ([], [], [])
            return
        }
        var rowless: [Place] = []
        var malformed: [Place] = tree.items.isEmpty ? [tree.place] : []
        var entries: [Entry] = []
        for item in tree.items {
            let when = item.pair("when")
            let values = item.pairs.filter { $0.key != "when" }
            guard !values.isEmpty, when.map({ !$0.value.pairs.isEmpty }) ?? true else {
                malformed.append(item.place)
                continue
            }
            let conditions = (when?.value.pairs ?? []).map { pair in
                (axis: pair, rows: pair.value.items.isEmpty ? [pair.value] : pair.value.items)
            }
            let nameless = conditions.flatMap(\.rows).filter { $0.text == nil }
            rowless += nameless.map(\.place)
            guard nameless.isEmpty else { continue }
            entries.append(Entry(place: item.place, conditions: conditions, values: values))
        }
        (self.entries, self.malformed, self.rowless) = (entries, malformed, rowless)
    }

    /// The axes that some `when` names.
    var axes: Set<String> { Set(entries.flatMap { $0.conditions.map(\.axis.key) }) }

    /// The values for these rows: of entries that fit, a later one wins, key by key.
    func values(for rows: [String: String]) -> [Tree.Pair] {
        var values: [Tree.Pair] = []
        for pair in entries.lazy.filter({ $0.fits(rows) }).flatMap(\.values) {
            values.removeAll { $0.key == pair.key }
            values.append(pair)
        }
        return values
    }

    /// What is wrong with them, where these combinations are played.
    func problems(
        in source: Source, axes: [(name: String, rows: [Tree.Pair])], played: [[String: String]], isPairwise: Bool
    ) -> [Diagnostic] {
        var problems = malformed.map {
            source.diagnostic(
                $0, "'combinations' takes a list of maps, each with a value and the rows that it is for",
                suggestion: "write - { when: { AXIS: ROW }, outcome: $NAME }", topic: "matrix.combinations")
        }
        problems += rowless.map {
            source.diagnostic(
                $0, "'when' takes the name of a row for each axis, or a list of names",
                suggestion: "write when: { AXIS: ROW }, or { AXIS: [ROW, ROW] }", topic: "matrix.combinations")
        }
        for entry in entries {
            var isKnown = true
            for condition in entry.conditions {
                guard let axis = axes.first(where: { $0.name == condition.axis.key }) else {
                    isKnown = false
                    problems.append(
                        source.diagnostic(
                            condition.axis.keyPlace, "no axis is called '\(condition.axis.key)'",
                            suggestion: suggestion(condition.axis.key, among: axes.map(\.name)),
                            topic: "matrix.combinations"))
                    continue
                }
                let names = axis.rows.map(\.key)
                for row in condition.rows where !names.contains(row.text ?? "") {
                    isKnown = false
                    problems.append(
                        source.diagnostic(
                            row.place, "the axis '\(axis.name)' has no row '\(row.text ?? "")'",
                            suggestion: suggestion(row.text ?? "", among: names), topic: "matrix.combinations"))
                }
            }
            guard isKnown, !played.contains(where: { isUsed(entry, for: $0) }) else { continue }
            problems.append(
                source.diagnostic(
                    entry.place,
                    isPairwise
                        ? "no combination that 'pairwise' plays uses this entry"
                        : "no combination uses this entry: later ones stand over it in all that it fits",
                    severity: isPairwise ? .warning : .error, topic: "matrix.combinations"))
        }
        return problems
    }

    /// Whether every entry can be read, and names axes and rows that there are.
    func isSound(among axes: [(name: String, rows: [Tree.Pair])]) -> Bool {
        malformed.isEmpty && rowless.isEmpty
            && entries.flatMap(\.conditions).allSatisfy { condition in
                let names = axes.first { $0.name == condition.axis.key }?.rows.map(\.key) ?? []
                return condition.rows.allSatisfy { names.contains($0.text ?? "") }
            }
    }

    /// Whether a value of an entry holds for these rows, and none that stands after it.
    private func isUsed(_ entry: Entry, for rows: [String: String]) -> Bool {
        guard entry.fits(rows) else { return false }
        let values = values(for: rows)
        return entry.values.contains { own in values.contains { $0.keyPlace == own.keyPlace } }
    }

    private func suggestion(_ name: String, among names: [String]) -> String? {
        didYouMean(name, among: names) ?? "there are: \(names.joined(separator: ", "))"
    }
}
