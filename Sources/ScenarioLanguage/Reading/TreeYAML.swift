/// Writes a tree as block YAML in which every scalar reads as it did: what stood in quotes stands in quotes.
enum TreeYAML {
    /// The lines of a map, each indented by so many spaces.
    static func lines(of pairs: [Tree.Pair], indent: Int) -> [String] {
        pairs.flatMap { pair in
            let key = String(repeating: " ", count: indent) + scalar(pair.key, isPlain: true) + ":"
            switch pair.value.content {
            case .map(let inner) where !inner.isEmpty: return [key] + lines(of: inner, indent: indent + 2)
            case .list(let items) where !items.isEmpty: return [key] + lines(of: items, indent: indent + 2)
            default: return [key + leaf(pair.value)]
            }
        }
    }

    private static func lines(of items: [Tree], indent: Int) -> [String] {
        let dash = String(repeating: " ", count: indent) + "-"
        return items.flatMap { item in
            let inner: [String]
            switch item.content {
            case .map(let pairs) where !pairs.isEmpty: inner = lines(of: pairs, indent: indent + 2)
            case .list(let items) where !items.isEmpty: inner = lines(of: items, indent: indent + 2)
            default: return [dash + leaf(item)]
            }
            // The first line stands behind the dash.
            return inner.enumerated().map { $0 == 0 ? "\(dash) \($1.dropFirst(indent + 2))" : $1 }
        }
    }

    private static func leaf(_ tree: Tree) -> String {
        switch tree.content {
        case .scalar(let text, let isPlain): " " + scalar(text, isPlain: isPlain)
        case .list: " []"
        case .map: " {}"
        case .empty, .faulty: ""
        }
    }

    /// A text as it was: without quotes where it had none and one line holds it.
    private static func scalar(_ text: String, isPlain: Bool) -> String {
        let isRead =
            isPlain && !text.isEmpty && text.allSatisfy { !$0.isNewline && $0 != "\t" } && !text.contains(": ")
            && !text.contains(" #") && !text.hasSuffix(":") && !"-?:,[]{}#&*!|>'\"%@` ".contains(text.first ?? " ")
        return isRead ? text : text.quotedForYAML
    }
}
