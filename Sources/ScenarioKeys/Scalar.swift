/// A scalar with its place: what a type needs to read it and to say what is wrong with it.
package struct ScalarText: Sendable {
    /// The text.
    package let text: String
    /// Whether it stands without quotes.
    package let isPlain: Bool
    /// The key under which it stands.
    package let key: String

    /// A text under a key.
    package init(_ text: String, isPlain: Bool = false, key: String) {
        self.text = text
        self.isPlain = isPlain
        self.key = key
    }
}

/// How a kind of scalar is read, and how it is described to people, editors and completion.
package struct Scalar: Sendable {
    /// A word that may stand there, with what it means.
    package struct Word: Hashable, Sendable {
        /// The word.
        package let name: String
        /// What it means; nil where the word says it.
        package let meaning: String?
    }

    /// What may stand there, for messages: `a duration such as 90s`.
    package let words: String
    /// The JSON Schema.
    package let schema: Value
    /// The words that may stand there, where they can be listed.
    package let choices: [Word]
    /// Reads a text: the value, or what is wrong with it.
    package let read: @Sendable (ScalarText) throws(KeyIssue) -> Value

    /// A kind of scalar.
    package init(
        _ words: String, schema: Value, choices: [Word] = [],
        read: @escaping @Sendable (ScalarText) throws(KeyIssue) -> Value
    ) {
        self.words = words
        self.schema = schema
        self.choices = choices
        self.read = read
    }

    /// A text of this pattern, in JSON Schema.
    package static func pattern(_ pattern: String) -> Value {
        .map([.init("type", .text("string")), .init("pattern", .text(pattern))])
    }
}

/// A value that is one scalar of a file.
package protocol ScalarValue: KeyValue {
    /// What may stand there, for messages.
    static var words: String { get }
    /// The JSON Schema.
    static var schema: Value { get }
    /// Reads a scalar by the type's own rules, whatever YAML would make of it.
    init(scalar: ScalarText) throws(KeyIssue)
}

extension ScalarValue {
    package static var shape: Shape {
        .scalar(
            Scalar(words, schema: schema) { scalar throws(KeyIssue) in
                let value = try Self(scalar: scalar).written
                // A text stays as its author wrote it.
                if case .text = value { return .text(scalar.text) }
                return value
            })
    }

    package init(reading value: Value) throws(KeyIssue) {
        guard let text = value.text else { throw KeyIssue("it takes \(Self.words)") }
        try self.init(scalar: ScalarText(text, key: "it"))
    }
}
