import ScenarioKeys

/// A scenario file as an editor holds it: what may be written at a place, what a name means, and where it comes from.
///
/// It reads the text as lint does; a text that cannot be read as YAML has completions and nothing else.
public struct EditedFile: Sendable {
    /// A position in a text: line and column in characters, each from 1.
    public struct Position: Hashable, Sendable {
        /// The line.
        public let line: Int
        /// The column.
        public let column: Int

        /// Names a position.
        public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
    }

    /// A part of one line of a file.
    public struct Range: Hashable, Sendable {
        /// The file's path.
        public let path: String
        /// Where it begins.
        public let start: Position
        /// Its length in characters.
        public let length: Int
    }

    /// A preset's file.
    public struct PresetFile: Sendable {
        /// The path.
        public let path: String
        /// The text.
        public let text: String

        /// Names a file with its text.
        public init(path: String, text: String) { (self.path, self.text) = (path, text) }
    }

    /// Why a name cannot be changed, in words.
    public struct RenameRefusal: Error, Hashable, Sendable {
        /// The reason.
        public let reason: String
    }

    let path: String
    let loader: ScenarioLoader
    let source: Source
    /// The file joined with those that it extends; nil where it cannot be read.
    let whole: ExtendedFile?
    private let presetFile: @Sendable (String) -> PresetFile?

    /// Looks at a text; `presetFile` gives the file of a preset.
    public init(
        text: String, path: String, loader: ScenarioLoader, presetFile: @escaping @Sendable (String) -> PresetFile?
    ) {
        self.path = path
        self.loader = loader
        self.presetFile = presetFile
        let source = Source(path: path, text: text)
        self.source = source
        let tree = try? TreeReader(source: source).read()
        whole = tree.map { tree in
            (try? ExtendedFile(source: source, tree: tree, texts: loader.texts))
                ?? ExtendedFile(alone: tree, source: source)
        }
    }

    /// The line of `extends`, where a mistake in another file is shown; the first where nothing is extended.
    public var extendsLine: Int { whole?.source.extendsLine ?? 1 }

    /// Whether it may be a file that others extend: it has keys, and no title.
    public var isPart: Bool {
        guard let whole, !whole.tree.pairs.isEmpty else { return false }
        return whole.tree["title"] == nil
    }

    /// Whether it has steps of its own, or from a file that it extends.
    public var hasSteps: Bool { whole?.tree["steps"] != nil }

    private var symbols: SymbolTable? {
        whole.map { SymbolTable($0.tree, source: $0.source, vocabulary: loader.vocabulary) }
    }

    // MARK: Where a name comes from

    /// Where the name at a position is defined: in this file, in one that it extends, or in a preset.
    public func definition(at position: Position) -> Range? {
        guard let symbols, let found = symbols.occurrence(line: position.line, column: position.column) else {
            return nil
        }
        switch found.kind {
        case .preset:
            return presetFile(found.name).map {
                Range(path: $0.path, start: Position(line: 1, column: 1), length: 0)
            }
        case .file:
            return Range(
                path: ExtendedFile.path(found.name, from: path), start: Position(line: 1, column: 1), length: 0)
        default:
            if let own = symbols.all(found.kind, found.name).first(where: \.isDefinition) { return range(own.place) }
            return presetDefinition(of: found)
        }
    }

    /// Every place of the name at a position, in this file and those that it extends.
    public func references(at position: Position) -> [Range] {
        guard let symbols, let found = symbols.occurrence(line: position.line, column: position.column) else {
            return []
        }
        return symbols.all(found.kind, found.name).map { range($0.place) }
    }

    /// The name at a position, if it can be changed.
    public func renamable(at position: Position) throws(RenameRefusal) -> (range: Range, name: String) {
        guard let symbols, let found = symbols.occurrence(line: position.line, column: position.column) else {
            throw RenameRefusal(
                reason: whole == nil ? "the file cannot be read as YAML" : "no name of this file stands here")
        }
        guard symbols.all(found.kind, found.name).contains(where: \.isDefinition) else {
            throw RenameRefusal(reason: "'\(found.name)' is \(found.kind.words) that is not defined in this file")
        }
        return (range(found.place), found.name)
    }

    /// The places that change where the name at a position becomes another one.
    public func renaming(at position: Position, to name: String) throws(RenameRefusal) -> [Range] {
        let (_, old) = try renamable(at: position)
        guard let symbols, let found = symbols.occurrence(line: position.line, column: position.column) else {
            return []
        }
        guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]*/) != nil else {
            throw RenameRefusal(reason: "'\(name)' is not a name: use letters, digits, '_' and '-', a letter first")
        }
        let kinds: [SymbolKind] =
            [.axis, .definition, .given, .document].contains(found.kind)
            ? [.axis, .definition, .given, .document] : [found.kind]
        if name != old, kinds.contains(where: { !symbols.all($0, name).filter(\.isDefinition).isEmpty }) {
            throw RenameRefusal(reason: "something is already called '\(name)'")
        }
        return symbols.all(found.kind, old).map { range($0.place) }
    }

    private func range(_ place: Place) -> Range {
        let path = place.file == 0 ? path : whole?.source.extended[place.file - 1].path ?? path
        return Range(path: path, start: Position(line: place.line, column: place.column), length: place.length)
    }

    /// The definition of a person, a server or a document in the presets that the file stands on, the nearest first.
    private func presetDefinition(of found: Occurrence) -> Range? {
        guard let given = whole?.tree["given"] else { return nil }
        let servers = [given["server"]].compactMap(\.self) + (given["servers"]?.pairs.map(\.value) ?? [])
        var open = ([given] + servers).flatMap { Self.presets(of: $0).reversed() }
        var seen: Set<String> = []
        while let name = open.first {
            open.removeFirst()
            guard seen.insert(name).inserted, let file = presetFile(name) else { continue }
            let source = Source(path: file.path, text: file.text)
            guard let tree = try? TreeReader(source: source).read() else { continue }
            // A preset has the keys of 'given'.
            let world = Tree(
                content: .map([Tree.Pair(key: "given", keyPlace: tree.place, value: tree)]), place: tree.place)
            let symbols = SymbolTable(world, source: source, vocabulary: loader.vocabulary)
            if let place = symbols.all(found.kind, found.name).first(where: \.isDefinition)?.place {
                return Range(
                    path: file.path, start: Position(line: place.line, column: place.column), length: place.length)
            }
            open = Self.presets(of: tree).reversed() + open
        }
        return nil
    }

    private static func presets(of tree: Tree) -> [String] {
        guard let preset = tree["preset"] else { return [] }
        return preset.text.map { [$0] } ?? preset.items.compactMap(\.text)
    }

    // MARK: What a name means

    /// What stands at a position, in words, as `explain` says it.
    public func hover(at position: Position) -> (text: String, range: Range)? {
        guard let whole else { return nil }
        var found: (text: String, range: Range)?
        func covers(_ place: Place) -> Bool {
            place.file == 0 && place.line == position.line && place.column <= position.column
                && position.column < place.column + max(1, place.length)
        }
        ShapeWalk(loader.vocabulary).visit(whole.tree) { spot, _ in
            switch spot {
            case .key(let pair, let field?, of: let records) where covers(pair.keyPlace):
                let topic = records.first { $0.field(field.name) != nil }?.topic ?? ""
                let isStep = loader.vocabulary.step(named: pair.key) != nil
                let text = explain(isStep ? pair.key : "\(topic).\(field.name)", in: loader.vocabulary)
                found = (text ?? field.doc, range(pair.keyPlace))
            case .freeKey(let pair, .vocabulary) where covers(pair.keyPlace):
                if let text = explain(pair.key, in: loader.vocabulary) { found = (text, range(pair.keyPlace)) }
            case .value(let tree, let shapes, let topic) where covers(tree.place):
                guard let text = tree.text, let words = meaning(of: text, shapes, topic) else { return }
                found = (words, range(tree.place))
            default: break
            }
        }
        return found
    }

    private func meaning(of text: String, _ shapes: [Shape], _ topic: String) -> String? {
        for shape in shapes {
            switch shape {
            case .vocabulary(let names) where loader.vocabulary.entries(of: names).contains { $0.name == text }:
                return explain(text, in: loader.vocabulary)
            case .scalar(let scalar):
                if let word = scalar.choices.first(where: { $0.name == text }), let meaning = word.meaning {
                    return "\(text): \(meaning)"
                }
            case .declared(let kind):
                let names = cast(text, in: loader.vocabulary)
                return names.isEmpty ? "\(text): \(kind.words)" : names.joined(separator: "\n\n")
            default: continue
            }
        }
        return nil
    }
}
