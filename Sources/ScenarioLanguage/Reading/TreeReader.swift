import Yams

/// Turns YAML text into a `Tree`, or into the one mistake that keeps it from being read.
struct TreeReader {
    /// A file larger than this is no scenario.
    static let largestFile = 1 << 20
    /// More nodes than this are no scenario.
    static let mostLines = 20_000
    /// A longer line than this is no scenario's.
    static let longestLine = 20_000
    /// Deeper nesting than this is no scenario.
    static let deepest = 40

    let source: Source

    /// Reads the file.
    ///
    /// - Throws: the diagnostic of a syntax error, a duplicate key, or a file that is no scenario at all.
    func read() throws(Complaint) -> Tree {
        guard source.text.utf8.count <= Self.largestFile else {
            throw Complaint(source.diagnostic(.whole, "the file is larger than 1 MiB, which no scenario is"))
        }
        guard source.lines.count <= Self.mostLines else {
            throw Complaint(
                source.diagnostic(.whole, "the file has more than \(Self.mostLines) lines, which no scenario has"))
        }
        if let index = source.lines.firstIndex(where: { $0.utf8.count > Self.longestLine }) {
            let place = Place(line: index + 1, column: 1, length: 1)
            throw Complaint(
                source.diagnostic(
                    place, "this line is longer than \(Self.longestLine) bytes, which none of a scenario is"))
        }
        if let problem = SurfaceCheck(source: source).firstFatal { throw Complaint(problem) }
        let node: Node?
        do {
            node = try Yams.compose(yaml: source.text)
        } catch let error as YamlError {
            throw Complaint(diagnostic(of: error))
        } catch {
            throw Complaint(source.diagnostic(.whole, "the file cannot be read as YAML"))
        }
        guard let node else {
            throw Complaint(
                source.diagnostic(.whole, "the file is empty; a scenario begins with 'title:'", topic: "file"))
        }
        return try tree(of: node, depth: 0)
    }

    private func tree(of node: Node, depth: Int) throws(Complaint) -> Tree {
        let place = source.place(of: node.mark)
        guard depth < Self.deepest else {
            throw Complaint(source.diagnostic(place, "maps and lists are nested more than \(Self.deepest) deep here"))
        }
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            if isPlain && scalar.string.isEmpty { return Tree(content: .empty, place: place) }
            return Tree(
                content: .scalar(scalar.string, isPlain: isPlain), place: source.token(at: place, of: scalar.string))
        case .sequence(let sequence):
            var items: [Tree] = []
            for item in sequence { items.append(try tree(of: item, depth: depth + 1)) }
            return Tree(content: .list(items), place: place)
        case .mapping(let mapping):
            var pairs: [Tree.Pair] = []
            var names: Set<String> = []
            for (key, value) in mapping {
                let keyPlace = source.place(of: key.mark)
                guard case .scalar(let scalar) = key else {
                    throw Complaint(source.diagnostic(keyPlace, "a key is a text, not a list or a map"))
                }
                if !names.insert(scalar.string).inserted {
                    throw Complaint(
                        source.diagnostic(
                            source.token(at: keyPlace, of: scalar.string),
                            "the key '\(scalar.string)' stands here twice"))
                }
                pairs.append(
                    Tree.Pair(
                        key: scalar.string, keyPlace: source.token(at: keyPlace, of: scalar.string),
                        value: try tree(of: value, depth: depth + 1)))
            }
            return Tree(content: .map(pairs), place: place)
        case .alias:
            throw Complaint(source.diagnostic(place, "aliases are not used in scenarios: write the value out"))
        }
    }

    private func diagnostic(of error: YamlError) -> Diagnostic {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let (message, hint) = ParserMessage.inAuthorsTerms(problem)
            return source.diagnostic(source.place(of: mark), message, suggestion: hint)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let name = duplicates.first ?? ""
            return source.diagnostic(
                source.secondPlace(ofKey: name, after: context.mark.line), "the key '\(name)' stands here twice")
        default:
            return source.diagnostic(.whole, "the file cannot be read as YAML")
        }
    }
}

/// A diagnostic that ends the reading of a file.
struct Complaint: Error {
    let diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic) {
        self.diagnostic = diagnostic
    }
}

extension Place {
    /// The file as a whole.
    static let whole = Place(line: 0, column: 1, length: 0)
}
