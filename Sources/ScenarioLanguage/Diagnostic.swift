import Markup

/// A mistake in a scenario file, with its place and the likeliest correction.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    /// How bad it is: with an error nothing is played.
    public enum Severity: String, Sendable {
        case error
        case warning
    }

    /// How bad it is.
    public let severity: Severity
    /// The file as it was named.
    public let path: String
    /// The line, from 1; 0 where the whole file is meant.
    public let line: Int
    /// The column in characters, from 1.
    public let column: Int
    /// How many characters the caret marks.
    public let length: Int
    /// What is wrong, naming the thing.
    public let message: String
    /// The line's text.
    public let lineText: String
    /// What to write beside the caret: `did you mean 'x'?`.
    public let suggestion: String?
    /// What `worksim explain` knows about it.
    public let topic: String?

    /// Makes a diagnostic.
    public init(
        severity: Severity = .error, path: String, line: Int, column: Int, length: Int, message: String,
        lineText: String, suggestion: String? = nil, topic: String? = nil
    ) {
        self.severity = severity
        self.path = path
        self.line = line
        self.column = column
        self.length = length
        self.message = message
        self.lineText = lineText
        self.suggestion = suggestion
        self.topic = topic
    }

    /// The line as it is shown, and the caret's column in it: of a long line, the part around the mistake.
    private var window: (text: String, column: Int) {
        let widest = 160
        guard lineText.count > widest else { return (lineText, column) }
        let start = min(max(0, column - 1 - widest / 2), lineText.count - widest)
        let part = lineText.dropFirst(start).prefix(widest)
        let (before, after) = (start > 0 ? "…" : "", start + widest < lineText.count ? "…" : "")
        return (before + part + after, column - start + before.count)
    }

    /// The message with the line, a caret and where to read on; what the file or its name says stands escaped in it.
    public var description: String { shown.description }

    private var shown: VisibleText {
        guard line > 0 else { return "\(severity.rawValue): \(message)\n  --> \(path)" }
        let (lineText, column) = window
        let margin = VisibleText(line: String(repeating: " ", count: String(line).count + 1))
        // Tabs are kept, so that the caret stands under its character whatever a terminal makes of them.
        let before = VisibleText(lines: lineText.prefix(column - 1)).description
        let lead = VisibleText(lines: String(before.map { $0 == "\t" ? "\t" : " " }))
        let marked = VisibleText(lines: lineText.dropFirst(column - 1).prefix(length)).description.count
        let carets = String(repeating: "^", count: max(1, min(max(length, marked), 160)))
        var text: VisibleText =
            "\(severity.rawValue): \(message)\n\(margin)--> \(path):\(line):\(self.column)\n\(margin) |\n"
        text = text + " \(line) | \(VisibleText(lines: lineText))\n\(margin) | \(lead)\(carets)"
        if let suggestion { text = text + " \(suggestion)" }
        if let topic { text = text + "\n\(margin) = worksim explain \(topic)" }
        return text
    }
}
