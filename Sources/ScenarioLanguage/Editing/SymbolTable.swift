import ScenarioKeys

/// What a file gives a name to.
enum SymbolKind: String, Hashable, Sendable {
    case person, server, document, step, definition, axis, given, preset, file

    /// What it is, for messages.
    var words: String {
        switch self {
        case .person: "a person"
        case .server: "a server"
        case .document: "a document"
        case .step: "a step"
        case .definition: "an expectation"
        case .axis: "an axis of the matrix"
        case .given: "a value that a step gives"
        case .preset: "a preset"
        case .file: "a file"
        }
    }
}

/// A name where it stands in a file.
struct Occurrence: Hashable {
    let kind: SymbolKind
    let name: String
    /// The name alone, without quotes, dollar and what follows a dot.
    let place: Place
    let isDefinition: Bool
}

/// The names of a file, where each is defined and where it is used.
struct SymbolTable {
    private(set) var occurrences: [Occurrence] = []

    init(_ tree: Tree, source: Source, vocabulary: Vocabulary) {
        var spots: [(spot: ShapeWalk.Spot, path: [String])] = []
        ShapeWalk(vocabulary).visit(tree) { spots.append(($0, $1)) }
        for (spot, path) in spots { define(spot, path, source) }
        let defined = Dictionary(grouping: occurrences, by: \.name).mapValues { Set($0.map(\.kind)) }
        for (spot, path) in spots { use(spot, path, source, defined) }
    }

    /// The occurrence at a place.
    func occurrence(line: Int, column: Int) -> Occurrence? {
        let hits = occurrences.filter {
            $0.place.file == 0 && $0.place.line == line && $0.place.column <= column
                && column <= $0.place.column + $0.place.length
        }
        return hits.first { !$0.isDefinition } ?? hits.first
    }

    /// All occurrences of a name.
    func all(_ kind: SymbolKind, _ name: String) -> [Occurrence] {
        occurrences.filter { $0.kind == kind && $0.name == name }
    }

    // MARK: Collecting

    private mutating func define(_ spot: ShapeWalk.Spot, _ path: [String], _ source: Source) {
        switch spot {
        case .freeKey(let pair, _), .key(let pair, _, of: _):
            switch (path.first, path.count) {
            case ("given", 2) where path[1] == "people":
                add(.person, pair.key, pair.keyPlace, source, isDefinition: true)
            case ("given", 2) where path[1] == "servers":
                add(.server, pair.key, pair.keyPlace, source, isDefinition: true)
            case ("define", 1): add(.definition, pair.key, pair.keyPlace, source, isDefinition: true)
            case ("matrix", 1) where ![Matrix.combinations, "pairwise"].contains(pair.key):
                add(.axis, pair.key, pair.keyPlace, source, isDefinition: true)
            default:
                if path.last == "gives" { add(.given, pair.key, pair.keyPlace, source, isDefinition: true) }
            }
        case .value(let tree, _, let topic):
            guard let text = tree.text else { return }
            if topic == "step.id" { add(.step, text, tree.place, source, isDefinition: true) }
            if topic == "content.id" { add(.document, text, tree.place, source, isDefinition: true) }
        }
    }

    private mutating func use(
        _ spot: ShapeWalk.Spot, _ path: [String], _ source: Source, _ defined: [String: Set<SymbolKind>]
    ) {
        switch spot {
        case .freeKey(let pair, let shape):
            if pair.key.hasPrefix("$") {
                reference(String(pair.key.dropFirst()), pair.keyPlace, source, defined)
            } else if let kind = Self.kind(of: shape, pair.key, defined) {
                add(kind, pair.key, pair.keyPlace, source)
            } else if path.suffix(2) == [Matrix.combinations, "when"] {
                add(.axis, pair.key, pair.keyPlace, source)
            }
        case .key(let pair, nil, of: _) where path.suffix(2) == [Matrix.combinations, "when"]:
            add(.axis, pair.key, pair.keyPlace, source)
        case .key: break
        case .value(let tree, let shapes, let topic):
            guard let text = tree.text, !text.isEmpty else { return }
            if let name = tree.referenceName { return reference(name, tree.place, source, defined) }
            if topic == "file.extends" { return add(.file, text, tree.place, source) }
            if topic == "step.id" || topic == "content.id" { return }
            if let kind = shapes.lazy.compactMap({ Self.kind(of: $0, text, defined) }).first {
                add(kind, text, tree.place, source)
            }
        }
    }

    private mutating func reference(
        _ name: String, _ place: Place, _ source: Source, _ defined: [String: Set<SymbolKind>]
    ) {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let first = parts[0]
        let kinds = defined[first] ?? []
        if let kind = [SymbolKind.axis, .definition, .given].first(where: { kinds.contains($0) }) {
            add(kind, first, place, source, skipping: 1)
        } else if parts.count == 1 {
            add(.document, first, place, source, skipping: 1)
        } else {
            add(.server, first, place, source, skipping: 1)
            if parts.count == 3 { add(.person, parts[1], place, source, skipping: first.count + 2) }
        }
    }

    private static func kind(of shape: Shape, _ name: String, _ defined: [String: Set<SymbolKind>]) -> SymbolKind? {
        switch shape {
        case .vocabulary(.presets): .preset
        case .declared(.people): .person
        case .declared(.accounts), .declared(.groups):
            (defined[name]?.contains(.person) ?? false) || name == name.lowercased() ? .person : nil
        case .declared(.servers): .server
        case .declared(.stepIDs): .step
        default: nil
        }
    }

    private mutating func add(
        _ kind: SymbolKind, _ name: String, _ place: Place, _ source: Source, skipping skipped: Int = 0,
        isDefinition: Bool = false
    ) {
        guard place.line > 0 else { return }
        let lines = place.file == 0 ? source.lines : source.extended[place.file - 1].lines
        let first = lines[place.line - 1].dropFirst(place.column - 1).first
        var own = place
        own.column += skipped + (first == "\"" || first == "'" ? 1 : 0)
        own.length = name.count
        let occurrence = Occurrence(kind: kind, name: name, place: own, isDefinition: isDefinition)
        if !occurrences.contains(where: { $0.kind == kind && $0.place == own }) { occurrences.append(occurrence) }
    }
}
