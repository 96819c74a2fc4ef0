/// One row of each axis of a file, chosen by name.
extension ScenarioLoader {
    /// The axes of a file with the names of their rows, in its order; empty where it has none or cannot be read.
    public func axes(text: String, path: String) -> [(name: String, rows: [String])] {
        guard let tree = try? TreeReader(source: Source(path: path, text: text)).read() else { return [] }
        return Matrix(tree: tree["matrix"]).axisRows.map { (name: $0.name, rows: $0.rows.map(\.key)) }
    }

    /// The file with one row in each axis, so that it is one scenario; the rest stays as it was written.
    ///
    /// `rows` names the row of each axis by the axis' name; an axis that is not named keeps its first one.
    public func choosing(_ rows: [String: String], text: String, path: String) -> String {
        let source = Source(path: path, text: text)
        guard let tree = try? TreeReader(source: source).read(), let matrix = tree.pair("matrix") else { return text }
        let following = tree.pairs.map(\.keyPlace.line).filter { $0 > matrix.keyPlace.line }.min()
        let first = matrix.keyPlace.line - 1
        var end = following.map { $0 - 1 } ?? source.lines.count
        while end > first + 1, source.lines[end - 1].isEmpty || source.lines[end - 1].hasPrefix("#") { end -= 1 }
        let chosen = Matrix(tree: matrix.value).axisRows.compactMap { axis -> Value.Entry? in
            guard let row = axis.rows.first(where: { $0.key == rows[axis.name] }) ?? axis.rows.first else { return nil }
            return Value.Entry(axis.name, .map([Value.Entry(row.key, row.value.asWritten)]))
        }
        let block = ["matrix:"] + BlockYAML.lines(of: .map(chosen), indent: 2)
        return (source.lines[..<first] + block + source.lines[end...]).joined(separator: "\n")
    }
}

extension Tree {
    /// The node as a value, each scalar as the text or reference that was written.
    fileprivate var asWritten: Value {
        switch content {
        case .scalar(let text, _):
            referenceName.map { .reference($0) } ?? .text(text.dollarsUnescaped)
        case .list(let items): .list(items.map(\.asWritten))
        case .map(let pairs): .map(pairs.map { Value.Entry($0.key, $0.value.asWritten) })
        case .empty, .faulty: .text("")
        }
    }
}
