/// Reads scenario files: all mistakes of a file at once, or its scenarios.
public struct ScenarioLoader: Sendable {
    /// The names that files may use.
    public let vocabulary: Vocabulary
    /// The files that others extend.
    let texts: ExtendedTexts

    /// Reads with these names; `texts` gives the files that others name in `extends`.
    public init(vocabulary: Vocabulary, texts: ExtendedTexts = .none) {
        self.vocabulary = vocabulary
        self.texts = texts
    }

    /// Reads a file's text; its path, as it was named, serves messages and gives the scenario's id unless that is given.
    public func load(text: String, path: String, id: String? = nil) -> LoadResult {
        let source = Source(path: path, text: text)
        do throws(Complaint) {
            let tree = try TreeReader(source: source).read()
            guard case .map = tree.content else {
                throw Complaint(
                    source.diagnostic(tree.place, "a scenario is a map that begins with 'title:'", topic: "file"))
            }
            let whole = try ExtendedFile(source: source, tree: tree, texts: texts)
            var file = FileReading(file: whole, vocabulary: vocabulary, id: id ?? Self.id(of: path))
            return file.result()
        } catch {
            return LoadResult(scenarios: [], diagnostics: [error.diagnostic])
        }
    }

    /// Reads a file's bytes; where they are no UTF-8, the diagnostic says which, where, and how to convert the file.
    public func load(bytes: some Collection<UInt8>, path: String, id: String? = nil) -> LoadResult {
        if let text = String(validating: bytes, as: UTF8.self) { return load(text: text, path: path, id: id) }
        return LoadResult(scenarios: [], diagnostics: [WrongEncoding(bytes: Array(bytes)).diagnostic(path: path)])
    }

    /// What is wrong with a preset, a file with the keys of `given`; its path serves messages.
    public func check(preset text: String, path: String) -> [Diagnostic] {
        let source = Source(path: path, text: text)
        do throws(Complaint) {
            guard source.lines.contains(where: { !$0.isEmpty && !$0.hasPrefix("#") }) else {
                throw Complaint(
                    source.diagnostic(
                        Place(line: 1, column: 1, length: 1), "the preset is empty",
                        suggestion: "write its keys, such as preset: registered", topic: "given"))
            }
            let tree = try TreeReader(source: source).read()
            guard case .map = tree.content else {
                throw Complaint(
                    source.diagnostic(
                        tree.place, "a preset is a map with the keys of 'given'",
                        suggestion: "write its keys, such as preset: registered", topic: "given"))
            }
        } catch { return [error.diagnostic] }
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        // A file that holds the preset and nothing else of its own, with every line two down and two to the right.
        let body = lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
        let file = "title: A preset\ngiven:\n\(body)\nsteps:\n  - clock.advance: 1s\n"
        return load(text: file, path: path).diagnostics.map { found in
            guard found.line > 2, found.line <= lines.count + 2 else {
                return Diagnostic(
                    severity: found.severity, path: path, line: 0, column: 1, length: 0, message: found.message,
                    lineText: "", suggestion: found.suggestion, topic: found.topic)
            }
            return Diagnostic(
                severity: found.severity, path: path, line: found.line - 2, column: max(1, found.column - 2),
                length: found.length, message: found.message, lineText: String(lines[found.line - 3]),
                suggestion: found.suggestion, topic: found.topic)
        }
    }

    /// The id of a file: its path below `Scenarios` without the ending, else its name.
    public static func id(of path: String) -> String {
        var parts = path.split(separator: "/").map(String.init)
        if let root = parts.lastIndex(of: "Scenarios"), root < parts.count - 1 {
            parts = Array(parts[(root + 1)...])
        } else {
            parts = parts.suffix(1)
        }
        return withoutEnding(parts.joined(separator: "/"))
    }

    /// A file's name without the ending that makes it a scenario; nil for another file.
    public static func name(ofFile file: String) -> String? {
        for ending in [".yaml", ".yml"] where file.lowercased().hasSuffix(ending) && file.count > ending.count {
            return String(file.dropLast(ending.count))
        }
        return nil
    }

    private static func withoutEnding(_ file: String) -> String { name(ofFile: file) ?? file }
}
