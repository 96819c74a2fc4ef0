/// A value that a key of a scenario file may hold.
///
/// A type says once what may stand in its place; lint, JSON Schema, `explain` and completion are derived from that.
package protocol KeyValue: Sendable {
    /// What may stand there.
    static var shape: Shape { get }
    /// Whether it is a secret, which shows nowhere.
    static var isSecret: Bool { get }
    /// Reads a value in which references are resolved.
    init(reading value: Value) throws(KeyIssue)
    /// The value as a file holds it.
    var written: Value { get }
    /// Whether there is nothing to write.
    var isNothing: Bool { get }
}

extension KeyValue {
    package static var isSecret: Bool { false }
    package var isNothing: Bool { false }
}

/// Why a value cannot stand where it does.
package struct KeyIssue: Error, Hashable, CustomStringConvertible {
    /// What is wrong, naming the value.
    package var message: String
    /// What to write instead.
    package var suggestion: String?
    /// The keys that lead to it from the map that was read, the outermost first.
    package var path: [String]

    /// Names what is wrong, and where.
    package init(_ message: String, suggestion: String? = nil, at path: String...) {
        self.init(message, suggestion: suggestion, path: path)
    }

    /// Names what is wrong, and the keys that lead there.
    package init(_ message: String, suggestion: String? = nil, path: [String]) {
        self.message = message
        self.suggestion = suggestion
        self.path = path
    }

    /// What is wrong and what to write instead, in one line.
    package var description: String { suggestion.map { "\(message); \($0)" } ?? message }

    func below(_ key: String) -> KeyIssue {
        var issue = self
        issue.path.insert(key, at: 0)
        return issue
    }
}
