import ScenarioLanguage
import Secrets

extension Diagnostic {
    /// The same diagnostic without the secrets that the file writes out: it is printed where others read it.
    var masked: Diagnostic {
        let book = SecretBook(capacity: 100)
        book.note(secretsOf: lineText)
        return Diagnostic(
            severity: severity, path: path, line: line, column: column, length: length,
            message: book.redactAll(message),
            lineText: MaskedLine(lineText).text, suggestion: suggestion.map(book.redactAll), topic: topic)
    }
}
