/// One row of each axis of a file, chosen by name.
extension ScenarioLoader {
    /// The axes of a file with the names of their rows, in its order; empty where it has none or cannot be read.
    public func axes(text: String, path: String) -> [(name: String, rows: [String])] {
        let text = joined(text: text, path: path)
        guard let tree = try? TreeReader(source: Source(path: path, text: text)).read() else { return [] }
        return Matrix(tree: tree["matrix"]).axisRows.map { (name: $0.name, rows: $0.rows.map(\.key)) }
    }

    /// The file with one row in each axis, so that it is one scenario; the rest stays as it was written.
    ///
    /// `rows` names the row of each axis by the axis' name; an axis that is not named keeps its first one.
    public func choosing(_ rows: [String: String], text: String, path: String) -> String {
        let text = joined(text: text, path: path)
        let source = Source(path: path, text: text)
        guard let tree = try? TreeReader(source: source).read(), let matrix = tree.pair("matrix") else { return text }
        let following = tree.pairs.map(\.keyPlace.line).filter { $0 > matrix.keyPlace.line }.min()
        let first = matrix.keyPlace.line - 1
        var end = following.map { $0 - 1 } ?? source.lines.count
        while end > first + 1, source.lines[end - 1].isEmpty || source.lines[end - 1].hasPrefix("#") { end -= 1 }
        let whole = Matrix(tree: matrix.value)
        var picked: [String: String] = [:]
        var chosen = whole.axisRows.compactMap { axis -> Tree.Pair? in
            guard let row = axis.rows.first(where: { $0.key == rows[axis.name] }) ?? axis.rows.first else { return nil }
            picked[axis.name] = row.key
            let only = Tree(content: .map([row]), place: row.keyPlace)
            return Tree.Pair(key: axis.name, keyPlace: row.keyPlace, value: only)
        }
        let values = whole.values(for: picked)
        if let pair = matrix.value.pair(Matrix.combinations), !values.isEmpty {
            // An axis that only a 'when' names is used by it.
            let rows = whole.axisNames.filter(whole.isNamedInWhen).compactMap { axis in
                picked[axis].map { row in
                    Tree.Pair(
                        key: axis, keyPlace: pair.keyPlace,
                        value: Tree(content: .scalar(row, isPlain: false), place: pair.keyPlace))
                }
            }
            let when = Tree.Pair(
                key: "when", keyPlace: pair.keyPlace, value: Tree(content: .map(rows), place: pair.keyPlace))
            let entry = Tree(content: .map((rows.isEmpty ? [] : [when]) + values), place: pair.keyPlace)
            let only = Tree(content: .list([entry]), place: pair.keyPlace)
            chosen.append(Tree.Pair(key: pair.key, keyPlace: pair.keyPlace, value: only))
        }
        let block = ["matrix:"] + TreeYAML.lines(of: chosen, indent: 2)
        return (source.lines[..<first] + block + source.lines[end...]).joined(separator: "\n")
    }
}
