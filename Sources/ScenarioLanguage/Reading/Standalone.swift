import ScenarioKeys

extension ScenarioLoader {
    /// The file with its presets merged into `given`, so that it can be mailed and played as it is.
    ///
    /// The rest of the text stays as it was written, unless it extends another file; a file that cannot be read comes back
    /// unchanged.
    public func standalone(text: String, path: String) -> String {
        let text = joined(text: text, path: path)
        let source = Source(path: path, text: text)
        guard let tree = try? TreeReader(source: source).read(), let given = tree.pair("given") else { return text }
        var worlds = WorldReading(source: source, vocabulary: vocabulary)
        let world = worlds.world(of: given.value)
        let following = tree.pairs.map(\.keyPlace.line).filter { $0 > given.keyPlace.line }.min()
        let first = given.keyPlace.line - 1
        var end = following.map { $0 - 1 } ?? source.lines.count
        // Comments and blank lines before the next key belong to it.
        while end > first + 1, source.lines[end - 1].isEmpty || source.lines[end - 1].hasPrefix("#") { end -= 1 }
        let block = ["given:"] + BlockYAML.lines(of: world, indent: 2)
        return (source.lines[..<first] + block + source.lines[end...]).joined(separator: "\n")
    }

    /// A file with those that it extends written into it; one that extends none, or cannot be read, comes back unchanged.
    func joined(text: String, path: String) -> String {
        let source = Source(path: path, text: text)
        guard let tree = try? TreeReader(source: source).read(), tree["extends"] != nil,
            let whole = try? ExtendedFile(source: source, tree: tree, texts: texts)
        else { return text }
        let order = Table.file(vocabulary.given).fields.map(\.name)
        let pairs = whole.tree.pairs.filter { $0.key != "extends" }
            .sorted { (order.firstIndex(of: $0.key) ?? 0) < (order.firstIndex(of: $1.key) ?? 0) }
        let lines = source.lines.prefix { $0.hasPrefix("#") } + TreeYAML.lines(of: pairs, indent: 0)
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Writes a value as block YAML.
enum BlockYAML {
    /// The lines of a value, each indented by so many spaces.
    static func lines(of value: Value, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        switch value {
        case .map(let entries):
            return entries.flatMap { entry -> [String] in
                let key = margin + scalar(entry.key) + ":"
                switch entry.value {
                case .map(let inner) where !inner.isEmpty: return [key] + lines(of: entry.value, indent: indent + 2)
                default: return ["\(key) \(flow(entry.value))"]
                }
            }
        default:
            return [margin + flow(value)]
        }
    }

    private static func flow(_ value: Value) -> String {
        switch value {
        case .text(let text): scalar(text.dollarsEscaped)
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "yes" : "no"
        case .reference(let name): "$" + name
        case .list(let items): "[" + items.map(flow).joined(separator: ", ") + "]"
        case .map(let entries):
            "{ " + entries.map { "\(scalar($0.key)): \(flow($0.value))" }.joined(separator: ", ") + " }"
        }
    }

    /// A text, quoted where YAML would read something else.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_\/&.-]*( [A-Za-z0-9_\/&.-]+)*/) != nil
        let isWord = ["yes", "no", "true", "false", "on", "off", "null", "y", "n"].contains(text.lowercased())
        let isDuration = text.wholeMatch(of: /[0-9]+(d|h|m|s|ms)([0-9]+(h|m|s|ms))*/) != nil
        if isPlain && !isWord && !text.hasSuffix(" &") || isDuration { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            + "\""
    }
}
