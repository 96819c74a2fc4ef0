/// Where something stands in a file.
struct Place: Hashable, Sendable {
    /// The line, from 1; 0 means the whole file.
    var line: Int
    /// The column in characters, from 1.
    var column: Int
    /// The length in characters.
    var length: Int
    /// The file, where several are read as one: 0 for the file itself, then the files that it extends, the nearest first.
    var file = 0
}

/// A node of a YAML file with the place of each key and value; scalars are texts, whatever YAML makes of them.
struct Tree: Sendable {
    /// A key and what stands under it.
    struct Pair: Sendable {
        let key: String
        let keyPlace: Place
        var value: Tree
    }

    /// What the node is.
    enum Content: Sendable {
        case scalar(String, isPlain: Bool)
        case list([Tree])
        case map([Pair])
        /// Nothing behind a key.
        case empty
        /// What could not be found out; the mistake has its own error.
        case faulty
    }

    var content: Content
    var place: Place

    /// The text of a scalar.
    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether it is a single value.
    var isScalar: Bool { text != nil }

    /// The pairs of a map; empty for anything else.
    var pairs: [Pair] {
        if case .map(let pairs) = content { pairs } else { [] }
    }

    /// The items of a list; empty for anything else.
    var items: [Tree] {
        if case .list(let items) = content { items } else { [] }
    }

    /// What stands under a key of a map.
    subscript(key: String) -> Tree? { pairs.last { $0.key == key }?.value }

    /// The pair with a key.
    func pair(_ key: String) -> Pair? { pairs.last { $0.key == key } }

    /// The name of a reference that stands alone: `secret` for `$secret`; `$$` is a dollar and no reference.
    var referenceName: String? {
        guard let text, text.hasPrefix("$"), !text.hasPrefix("$$"), text.count > 1 else { return nil }
        return String(text.dropFirst())
    }

    /// The place of a text in the middle of which a reference stands.
    var embeddedReference: Place? {
        guard let text, text.utf8.contains(UInt8(ascii: "$")), text.contains(/[^$]\$[A-Za-z_][A-Za-z0-9_]*/) else {
            return nil
        }
        return place
    }

    /// Calls `visit` with the name of each reference in the tree.
    func forEachReference(_ visit: (String) -> Void) {
        if let referenceName { visit(referenceName) }
        for item in items { item.forEachReference(visit) }
        for pair in pairs { pair.value.forEachReference(visit) }
    }

    /// The tree with the places of the `file`th extended file.
    func located(in file: Int) -> Tree {
        var tree = self
        tree.place.file = file
        switch content {
        case .scalar, .empty, .faulty: break
        case .list(let items): tree.content = .list(items.map { $0.located(in: file) })
        case .map(let pairs):
            tree.content = .map(
                pairs.map { pair in
                    var keyPlace = pair.keyPlace
                    keyPlace.file = file
                    return Pair(key: pair.key, keyPlace: keyPlace, value: pair.value.located(in: file))
                })
        }
        return tree
    }

    /// The tree with each scalar replaced that `replacement` has something for.
    func replacing(_ replacement: (Tree) -> Tree?) -> Tree {
        if let other = replacement(self) { return other }
        var tree = self
        switch content {
        case .scalar, .empty, .faulty: break
        case .list(let items): tree.content = .list(items.map { $0.replacing(replacement) })
        case .map(let pairs):
            tree.content = .map(
                pairs.map { Pair(key: $0.key, keyPlace: $0.keyPlace, value: $0.value.replacing(replacement)) })
        }
        return tree
    }
}
