/// A correction that cannot change what is meant, of a mistake that a file has.
public struct LintFix: Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// What stands there.
    public let old: String
    /// What it becomes.
    public let new: String

    /// A file after all safe corrections, with each of them in the order in which they were made.
    public struct Corrected: Sendable {
        /// The text.
        public let text: String
        /// What was corrected.
        public let fixes: [LintFix]
    }

    /// Corrects a text until nothing is left that can be corrected safely.
    ///
    /// A word is corrected where exactly one is near enough; a release is quoted; a leading zero goes; tabs become spaces;
    /// a byte order mark goes. Each line ends as it did.
    public static func correct(_ text: String, path: String, by loader: ScenarioLoader) -> Corrected {
        var lines = Source(path: path, text: text).lines
        var fixes: [LintFix] = []
        if text.hasPrefix("\u{FEFF}") { fixes.append(LintFix(line: 1, old: "a byte order mark", new: "nothing")) }
        let ends = ends(of: text)
        // One mistake may hide another, and each round corrects at least one line.
        for _ in 0..<(2 * lines.count + 10) {
            let diagnostics = loader.load(text: lines.joined(separator: "\n"), path: path).diagnostics
            let own = diagnostics.filter { $0.path == path }
            guard let fix = own.lazy.compactMap({ Self.fix($0, in: lines) }).first else { break }
            fixes.append(LintFix(line: fix.line, old: fix.old, new: fix.new))
            lines[fix.line - 1] = fix.text
        }
        let result = zip(lines, ends).map { $0 + $1 }.joined()
        return Corrected(text: fixes.isEmpty ? text : result, fixes: fixes)
    }

    /// What ends each line of a text: the last one ends with nothing.
    private static func ends(of text: String) -> [String] {
        var ends: [String] = []
        for character in text where character == "\n" || character == "\r\n" { ends.append(String(character)) }
        return ends + [""]
    }

    private struct Edit {
        let line: Int
        let old: String
        let new: String
        let text: String
    }

    /// The correction of one mistake; nil where a person has to decide.
    private static func fix(_ diagnostic: Diagnostic, in lines: [String]) -> Edit? {
        guard diagnostic.line > 0, diagnostic.line <= lines.count else { return nil }
        let line = lines[diagnostic.line - 1]
        if diagnostic.message.hasPrefix("a tab indents here") {
            let indent = line.prefix { $0 == " " || $0 == "\t" }
            let spaces = indent.map { $0 == "\t" ? "  " : " " }.joined()
            return Edit(
                line: diagnostic.line, old: "a tab", new: "spaces", text: spaces + line.dropFirst(indent.count))
        }
        guard let new = replacement(for: diagnostic) else { return nil }
        let start = diagnostic.column - 1
        guard start >= 0, start + diagnostic.length <= line.count else { return nil }
        let old = String(line.dropFirst(start).prefix(diagnostic.length))
        guard !old.isEmpty, old != new, line.dropFirst(start + diagnostic.length).first.map(isEnd) ?? true else {
            return nil
        }
        return Edit(
            line: diagnostic.line, old: old, new: new,
            text: String(line.prefix(start)) + new + line.dropFirst(start + diagnostic.length))
    }

    private static func isEnd(_ character: Character) -> Bool { " :,]}\t".contains(character) }

    private static func replacement(for diagnostic: Diagnostic) -> String? {
        guard let suggestion = diagnostic.suggestion else { return nil }
        if let match = suggestion.wholeMatch(of: /did you mean '([^']+)'\?/) {
            // What a number without its unit means, a person has to say.
            return diagnostic.message.hasSuffix("is not a duration") ? nil : String(match.output.1)
        }
        let isForm =
            diagnostic.message.hasPrefix("a release is quoted") || diagnostic.message.contains("a leading zero")
        return isForm ? suggestion.wholeMatch(of: /write (.+)/).map { String($0.output.1) } : nil
    }
}
