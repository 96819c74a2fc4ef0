/// A file joined with the file that its `extends` names, and that one with its own, so that all are read as one.
///
/// Every place knows its file, so that a mistake is named where it stands.
struct ExtendedFile {
    /// The file, with those that it extends.
    private(set) var source: Source
    /// All of them as one.
    private(set) var tree: Tree
    /// The extended files as they stand, the nearest first.
    private(set) var bases: [Tree] = []

    /// A longer chain of files nobody can follow.
    private static let longestChain = 10

    /// Reads the files that a file extends.
    ///
    /// - Throws: the diagnostic of a file that is not there, leads back to itself, or cannot be read as YAML.
    init(source: Source, tree: Tree, texts: ExtendedTexts) throws(Complaint) {
        self.source = source
        self.tree = tree
        guard let first = tree.pair("extends") else { return }
        self.source.extendsLine = first.keyPlace.line
        var chain = [Self.clean(source.path)]
        var next: Tree.Pair? = first
        while let pair = next {
            guard let name = pair.value.text, !name.isEmpty, pair.value.referenceName == nil else {
                throw complaint(
                    pair.value.place, "'extends' takes the path of a file, seen from this one",
                    suggestion: "write extends: ../shared/base.yaml")
            }
            let path = Self.path(name, from: chain.last ?? source.path)
            guard !chain.contains(path) else {
                throw complaint(pair.value.place, "'extends' leads back to '\(path)'", suggestion: "leave it out")
            }
            guard chain.count <= Self.longestChain else {
                throw complaint(
                    pair.value.place, "more than \(Self.longestChain) files extend each other",
                    suggestion: "write some of them into one")
            }
            let text: String
            switch texts.read(path) {
            case .success(let found): text = found
            case .failure(let refusal):
                throw complaint(
                    pair.value.place, "'\(path)' cannot be extended: \(refusal.reason)",
                    suggestion: refusal.remedy ?? "the path counts from the folder of this file")
            }
            guard text.contains(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) else {
                throw complaint(
                    pair.value.place, "'\(path)' cannot be extended: it is empty",
                    suggestion: "write there what its readers share, such as given: and steps:")
            }
            let base = Source(path: path, text: text)
            let read = try TreeReader(source: base).read()
            guard case .map = read.content else {
                throw Complaint(
                    base.diagnostic(
                        read.place, "a file that others extend is a map",
                        suggestion: "write its keys, such as given: and steps:", topic: "file"))
            }
            self.source.extended.append(base)
            chain.append(path)
            bases.append(read.located(in: bases.count + 1))
            next = bases.last?.pair("extends")
        }
        self.tree = ([tree] + bases).dropLast().reversed().reduce(bases.last ?? tree) { Self.joined($0, $1) }
    }

    /// A file whose `extends` leads nowhere, as it stands.
    init(alone tree: Tree, source: Source) {
        (self.source, self.tree) = (source, tree)
    }

    private func complaint(_ place: Place, _ message: String, suggestion: String? = nil) -> Complaint {
        Complaint(source.diagnostic(place, message, suggestion: suggestion, topic: "file.extends"))
    }

    // MARK: Paths

    /// The path of a file that is seen from another one.
    static func path(_ name: String, from file: String) -> String {
        guard !name.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return clean(name) }
        return clean(String(file[...slash]) + name)
    }

    /// A path without `.`, and without `..` where a folder stands before it.
    static func clean(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    // MARK: Joining

    /// A file over the file that it extends.
    private static func joined(_ base: Tree, _ own: Tree) -> Tree {
        var pairs = own.pairs
        for key in ["given", "define", "matrix", "leaves", "steps"] {
            guard let beneath = base.pair(key) else { continue }
            guard let index = pairs.firstIndex(where: { $0.key == key }) else {
                pairs.append(beneath)
                continue
            }
            pairs[index].value = joined(beneath.value, pairs[index].value, key)
        }
        return Tree(content: .map(pairs), place: own.place)
    }

    private static func joined(_ base: Tree, _ own: Tree, _ key: String) -> Tree {
        switch key {
        case "given": return merged(base, own)
        // An expectation or an axis of the same name is another one.
        case "define", "matrix": return merged(base, own, deep: false)
        case "leaves": return merged(base, own, lists: +)
        default:
            guard !base.items.isEmpty, case .list(let steps) = own.content else { return own }
            return Tree(content: .list(base.items + steps), place: own.place)
        }
    }

    /// Two maps as one, in which the values of `own` win; what `own` leaves empty stays as it is beneath.
    private static func merged(
        _ base: Tree, _ own: Tree, deep: Bool = true, lists: (([Tree], [Tree]) -> [Tree])? = nil
    ) -> Tree {
        switch (base.content, own.content) {
        case (_, .empty): return base
        case (.list(let beneath), .list(let items)):
            guard let lists else { return own }
            return Tree(content: .list(lists(beneath, items)), place: own.place)
        case (.map(var pairs), .map(let later)):
            for pair in later {
                if let index = pairs.firstIndex(where: { $0.key == pair.key }) {
                    let value = deep ? merged(pairs[index].value, pair.value, lists: lists) : pair.value
                    pairs[index] = Tree.Pair(key: pair.key, keyPlace: pair.keyPlace, value: value)
                } else {
                    pairs.append(pair)
                }
            }
            return Tree(content: .map(pairs), place: own.place)
        default: return own
        }
    }
}
