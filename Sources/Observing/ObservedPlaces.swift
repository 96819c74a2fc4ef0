import Yams

/// Where the keys of an observation's file stand, for its errors.
struct ObservedPlaces {
    private let path: String
    private let root: Node

    /// Finds the keys of a text.
    ///
    /// - Throws: Why the text is not YAML, or holds no observation, with line and column.
    init(_ text: String, path: String) throws(ObservingError) {
        self.path = path
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw Self.syntaxError(error, path)
        }
        guard let node, let mapping = node.mapping, mapping["observed"] != nil else {
            throw ObservingError("\(path): the file holds no observation. Name a file that `worksim observe` wrote.")
        }
        var rest = Self.most
        guard Self.isSmall(node, &rest) else {
            throw ObservingError(
                "\(path): the file holds more than \(Self.most) values. Name a file that `worksim observe` wrote.")
        }
        root = node
    }

    /// More values no observation has; aliases may make many of a few.
    private static let most = 100_000

    private static func isSmall(_ node: Node, _ rest: inout Int) -> Bool {
        rest -= 1
        guard rest >= 0 else { return false }
        for item in node.sequence ?? [] where !isSmall(item, &rest) { return false }
        for (key, value) in node.mapping ?? [:] {
            guard isSmall(key, &rest), isSmall(value, &rest) else { return false }
        }
        return true
    }

    /// The outermost keys, in the order of the file.
    var keys: [String] { root.mapping?.keys.compactMap(\.string) ?? [] }

    /// The scalar under an outermost key.
    func text(at key: String) -> String? { root.mapping?[key]?.scalar?.string }

    /// An error at the value that a way of keys leads to.
    func error(_ message: String, at way: String...) -> ObservingError { error(message, way: way) }

    /// An error at the value that a way of keys leads to, or at the last key that is there.
    func error(_ message: String, way: [String]) -> ObservingError {
        var (node, mark) = (root, root.mark)
        for key in way {
            if let index = Int(key), let item = node.sequence, item.indices.contains(index) {
                node = item[index]
            } else if let value = node.mapping?[key] {
                node = value
            } else {
                break
            }
            mark = node.mark
        }
        let place = mark.map { ":\($0.line):\($0.column)" } ?? ""
        return ObservingError("\(path)\(place): \(message)")
    }

    private static func syntaxError(_ error: any Error, _ path: String) -> ObservingError {
        let remedy = "Correct the file, or observe the server again."
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return ObservingError("\(path):\(mark.line):\(mark.column): this is not YAML: \(problem). \(remedy)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.map { "'\($0)'" }.joined(separator: ", ")
            let place = ":\(context.mark.line):\(context.mark.column)"
            return ObservingError("\(path)\(place): this key stands here twice: \(keys). \(remedy)")
        default:
            return ObservingError("\(path): the file cannot be read as YAML. \(remedy)")
        }
    }
}
