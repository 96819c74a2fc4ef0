/// Recognizes lines that report nothing but success, which give no cause whatever words they hold.
enum SuccessLine {
    /// Returns a text without the lines that only report success.
    static func removed(from text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline)
        let kept = lines.filter { !holds(String($0)) || hasCode(String($0)) }
        // The lines stay as they are where none is left out, since a phrase may run over a line's end.
        guard kept.count < lines.count else { return text }
        return isRecovered(kept.joined(separator: "\n").lowercased(), within: text) ? "" : kept.joined(separator: "\n")
    }

    /// Whether a line holds a code or a value that means a failure whatever the line says: an empty refresh token, an old
    /// version.
    private static func hasCode(_ line: String) -> Bool {
        let reading = SignReading(line)
        return (reading.settings + reading.codes).contains { $0.strength == .certain }
    }

    /// Returns whether a line reports a success and no failure.
    static func holds(_ line: String) -> Bool {
        let line = line.lowercased()
        let status = HTTPFact.status(in: line)
        let words = line.split { !($0.isLetter || $0 == "_") }.map(String.init)
        if let status, status >= 400 { return false }
        let isSuccess = status.map { (200...399).contains($0) } ?? false || words.contains(where: successes.contains)
        return isSuccess && !words.contains(where: failureWords.contains)
            && !failureParts.contains { line.contains($0) }
    }

    /// Whether a warning is followed by the news that it passed, and nothing worse than a renewal was needed.
    private static func isRecovered(_ rest: String, within text: String) -> Bool {
        let text = text.lowercased()
        guard recovery.contains(where: { text.contains($0) }) else { return false }
        return !["fail", "fatal", "giving up", "reject", "denied", "refused"].contains { rest.contains($0) }
    }

    private static let recovery = [
        "refreshed successfully", "renewed successfully", "retry succeeded", "succeeded after", "reconnected",
        "connection restored", "recovered", "session renewed", "token renewed", "token refreshed",
    ]

    private static let successes: Set<String> = [
        "ok", "success", "successful", "successfully", "succeeded", "completed", "passed", "healthy", "accepted",
        "connected", "validated", "confirmed", "verified", "refreshed", "renewed", "saved", "uploaded", "downloaded",
        "established", "granted", "issued",
    ]

    /// Words that show that a line has more to say than its success.
    private static let failureWords: Set<String> = [
        "no", "not", "but", "never", "nobody", "nothing", "none", "null", "only", "old", "another", "already", "before",
        "until", "unless", "wait", "waiting", "stop", "stops", "stopped", "someone", "somebody", "other", "newer",
        "empty", "without", "lost", "pending", "differs", "differ", "problem", "issue", "hangs",
    ]

    /// The beginnings and middles of such words.
    private static let failureParts = [
        "fail", "error", "refus", "denied", "reject", "expire", "invalid", "cannot", "can't", "n't ", "could not",
        "unable", "unauthor", "forbidden", "timeout", "timed out", "time-out", "unavailable", "missing", "mismatch",
        "web page", "web site", "website", "in form", "in page", "portal", "gateway", "wrong", "abort", "exception",
        "html", "expected", "too old", "too many", "too large", "too long", "locked",
        "unknown", "untrusted", "awaiting", "disabled", "blocked", "cancel", "corrupt", "truncat", "conflict", "warn",
        "no longer", "\"\"", "?",
    ]
}
