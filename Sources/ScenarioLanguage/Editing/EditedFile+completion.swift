import ScenarioKeys

extension EditedFile {
    /// Something that may be written.
    public struct Completion: Hashable, Sendable {
        /// What kind of thing it is.
        public enum Kind: Sendable {
            case key, step, word, name, reference
        }

        /// What is shown.
        public let label: String
        /// What is written in place of the word at the position.
        public let text: String
        /// What kind of thing it is.
        public let kind: Kind
        /// What it takes, in short.
        public let detail: String
        /// What it means.
        public let documentation: String
    }

    /// What may be written at a position, and the part of the line that it replaces.
    public func completions(at position: Position) -> (items: [Completion], replacing: Range) {
        let line = position.line <= source.lines.count ? Array(source.lines[max(0, position.line - 1)]) : []
        let at = min(max(0, position.column - 1), line.count)
        func isWord(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || "_.$-/".contains(character)
        }
        var start = at
        while start > 0, isWord(line[start - 1]) { start -= 1 }
        // The dash of a list's item is no part of a word.
        if start < at, line[start] == "-" { start += 1 }
        var end = at
        while end < line.count, isWord(line[end]) { end += 1 }
        let range = Range(
            path: path, start: Position(line: position.line, column: start + 1), length: end - start)
        let typed = String(line[start..<at])
        guard let spot = spot(line: position.line, before: String(line[..<start]), after: String(line[end...])) else {
            return ([], range)
        }
        let isFollowedByColon = line[end...].first == ":"
        let items = offers(at: spot, isFollowedByColon: isFollowedByColon)
        // A file's author types the beginning, or any part of the name.
        let wanted = typed.lowercased()
        return (items.filter { wanted.isEmpty || $0.label.lowercased().contains(wanted) }, range)
    }

    /// Stands for the word that is being typed.
    private static let marker = "worksim0cursor"

    /// What may stand where the word stands: the text is read with a mark in its place, in the first form that is YAML.
    private func spot(line: Int, before: String, after: String) -> (spot: ShapeWalk.Spot, tree: Tree)? {
        let head = source.lines.prefix(max(0, line - 1))
        let tail = source.lines.dropFirst(line)
        let closers = Self.closers(of: before)
        let marker = Self.marker
        let forms = [
            marker + after, marker + ":" + after, marker + closers, marker + ":" + closers, marker + ": x" + closers,
        ]
        for rest in [Array(tail), []] {
            for form in forms {
                let text = (head + [before + form] + rest).joined(separator: "\n")
                let source = Source(path: path, text: text)
                guard let tree = try? TreeReader(source: source).read() else { continue }
                let whole = (try? ExtendedFile(source: source, tree: tree, texts: loader.texts))?.tree ?? tree
                var found: ShapeWalk.Spot?
                ShapeWalk(loader.vocabulary).visit(whole) { spot, _ in
                    switch spot {
                    case .key(let pair, _, of: _) where pair.key.hasPrefix(marker): found = spot
                    case .freeKey(let pair, _) where pair.key.hasPrefix(marker): found = spot
                    case .value(let tree, _, topic: _) where tree.text?.hasPrefix(marker) ?? false: found = spot
                    default: break
                    }
                }
                if let found { return (found, whole) }
            }
        }
        return nil
    }

    /// What closes the braces and brackets that are open at the end of a text.
    private static func closers(of text: String) -> String {
        var open: [Character] = []
        var quote: Character?
        for character in text {
            if let current = quote {
                if character == current { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "{" {
                open.append("}")
            } else if character == "[" {
                open.append("]")
            } else if character == open.last {
                open.removeLast()
            }
        }
        return String(open.reversed())
    }

    private func offers(at spot: (spot: ShapeWalk.Spot, tree: Tree), isFollowedByColon: Bool) -> [Completion] {
        let end = isFollowedByColon ? "" : ": "
        switch spot.spot {
        case .key(let pair, _, of: let records):
            return records.flatMap { keys(of: $0, without: Set(siblings(of: pair, in: spot.tree)), end) }
        case .freeKey(_, let shape): return values(of: shape, spot.tree).map { $0.asKey(end) }
        case .value(_, let shapes, let topic):
            let maps = shapes.flatMap { shape -> [Completion] in
                switch shape {
                case .record(let record): keys(of: record, without: [], end)
                case .map(let keys, _): values(of: keys, spot.tree).map { $0.asKey(end) }
                default: []
                }
            }
            let definitions = topic == "step.expect" || topic == "step.one_of" ? (spot.tree["define"]?.pairs ?? []) : []
            let named = definitions.map {
                Completion(
                    label: "$\($0.key)", text: "$\($0.key)", kind: .reference, detail: "an expectation of 'define'",
                    documentation: "")
            }
            return named + shapes.flatMap { values(of: $0, spot.tree) } + maps + references(in: spot.tree, topic)
        }
    }

    /// The keys that stand beside one already.
    private func siblings(of pair: Tree.Pair, in tree: Tree) -> [String] {
        if tree.pairs.contains(where: { $0.key == pair.key && $0.keyPlace == pair.keyPlace }) {
            return tree.pairs.map(\.key)
        }
        for inner in tree.pairs.map(\.value) + tree.items {
            let found = siblings(of: pair, in: inner)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func keys(of record: Record, without present: Set<String>, _ end: String) -> [Completion] {
        let fields = record.fields.filter { !present.contains($0.name) }.map { field in
            let isStep = loader.vocabulary.step(named: field.name) != nil
            return Completion(
                label: field.name, text: field.name + end, kind: isStep ? .step : .key,
                detail: isStep ? "a step" : field.shape.words + (field.isRequired ? ", required" : ""),
                documentation: field.doc + (field.example.map { "\nExample: \($0)" } ?? ""))
        }
        guard let rest = record.rest, case .vocabulary(let names) = rest.keys else { return fields }
        return fields + entries(of: names).filter { !present.contains($0.label) }.map { $0.asKey(end) }
    }

    private func entries(of names: Shape.Names) -> [Completion] {
        loader.vocabulary.entries(of: names).map { entry in
            // A release without quotes is a number to YAML.
            let text = names == .releases ? "\"\(entry.name)\"" : entry.name
            return Completion(
                label: entry.name, text: text, kind: .word, detail: "a \(names.singular)", documentation: entry.meaning)
        }
    }

    private func values(of shape: Shape, _ tree: Tree) -> [Completion] {
        switch shape {
        case .vocabulary(let names): return entries(of: names)
        case .scalar(let scalar):
            let words = scalar.choices.map { ($0.name, $0.meaning ?? "") }
            let truths = scalar.words == Bool.words ? [("yes", ""), ("no", "")] : []
            return (words + truths).map {
                Completion(label: $0.0, text: $0.0, kind: .word, detail: scalar.words, documentation: $0.1)
            }
        case .declared(let kind):
            return names(in: tree).all(kind).map {
                Completion(label: $0, text: $0, kind: .name, detail: kind.words, documentation: "")
            }
        default: return []
        }
    }

    /// The names that the world and the steps of the first row declare.
    private func names(in tree: Tree) -> WorldNames {
        var ignored: [Diagnostic] = []
        let row = Matrix(tree: tree["matrix"]).rows.first
        func part(_ key: String) -> Tree {
            let part = tree[key] ?? Tree.nothing
            return row?.substitute(in: part, source, &ignored) ?? part
        }
        var reading = RowReading(
            source: source, vocabulary: loader.vocabulary, given: part("given"), steps: part("steps"), definitions: [:])
        _ = reading.read()
        return reading.declared
    }

    /// What a dollar may begin: values of rows, and what steps give.
    private func references(in tree: Tree, _ topic: String) -> [Completion] {
        let rows = Matrix(tree: tree["matrix"]).axisRows.flatMap { axis in
            let keys = Set(axis.rows.flatMap { $0.value.pairs.map(\.key) }).sorted()
            return ["$\(axis.name)"] + keys.map { "$\(axis.name).\($0)" }
        }
        let combined = Set((tree["matrix"]?[Matrix.combinations]?.items ?? []).flatMap { $0.pairs.map(\.key) })
            .subtracting(["when"]).sorted().map { "$\(Matrix.combination).\($0)" }
        let given = topic.hasPrefix("file") || topic == "given" ? [] : names(in: tree).given.sorted().map { "$\($0)" }
        return (rows + combined + given).map {
            Completion(label: $0, text: $0, kind: .reference, detail: "a value of the file", documentation: "")
        }
    }
}

extension EditedFile.Completion {
    fileprivate func asKey(_ end: String) -> Self {
        Self(label: label, text: label + end, kind: kind, detail: detail, documentation: documentation)
    }
}
