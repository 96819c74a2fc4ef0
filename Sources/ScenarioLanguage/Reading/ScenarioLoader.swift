/// Reads scenario files: all mistakes of a file at once, or its scenarios.
public struct ScenarioLoader: Sendable {
    /// The names that files may use.
    public let vocabulary: Vocabulary

    /// Reads with these names.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// Reads a file's text; its path, as it was named, serves messages and gives the scenario's id.
    public func load(text: String, path: String) -> LoadResult {
        let source = Source(path: path, text: text)
        do throws(Complaint) {
            let tree = try TreeReader(source: source).read()
            guard case .map = tree.content else {
                throw Complaint(
                    source.diagnostic(tree.place, "a scenario is a map that begins with 'title:'", topic: "file"))
            }
            var file = FileReading(source: source, vocabulary: vocabulary, tree: tree)
            return file.result()
        } catch {
            return LoadResult(scenarios: [], diagnostics: [error.diagnostic])
        }
    }

    /// The id of a file: its path below `Scenarios` without the ending, else its name.
    static func id(of path: String) -> String {
        var parts = path.split(separator: "/").map(String.init)
        if let root = parts.lastIndex(of: "Scenarios"), root < parts.count - 1 {
            parts = Array(parts[(root + 1)...])
        } else {
            parts = parts.suffix(1)
        }
        let name = parts.joined(separator: "/")
        return name.hasSuffix(".yaml")
            ? String(name.dropLast(5)) : name.hasSuffix(".yml") ? String(name.dropLast(4)) : name
    }
}
