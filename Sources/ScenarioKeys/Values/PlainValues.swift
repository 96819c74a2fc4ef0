extension String: KeyValue {
    package static var shape: Shape { .text }

    package init(reading value: Value) throws(KeyIssue) {
        guard let text = value.text else { throw KeyIssue("it takes a text") }
        self = text
    }

    package var written: Value { .text(self) }
}

extension Bool: ScalarValue {
    package static var words: String { "yes or no" }
    package static var schema: Value {
        .map([
            .init(
                "anyOf",
                .list([
                    .map([.init("type", .text("boolean"))]),
                    .map([.init("enum", .list(["yes", "no", "true", "false"].map { .text($0) }))]),
                ]))
        ])
    }

    package init(scalar: ScalarText) throws(KeyIssue) {
        switch scalar.text {
        case "yes", "true": self = true
        case "no", "false": self = false
        default: throw KeyIssue("'\(scalar.key)' takes yes or no, not '\(scalar.text)'")
        }
    }

    package var written: Value { .boolean(self) }
}

extension Int: KeyValue {
    package static var shape: Shape { .integer(0...1_000_000_000) }

    package init(reading value: Value) throws(KeyIssue) {
        guard let number = value.text.flatMap({ Int($0) }) else { throw KeyIssue("it takes a whole number") }
        self = number
    }

    package var written: Value { .integer(self) }
}

extension Optional: KeyValue where Wrapped: KeyValue {
    package static var shape: Shape { Wrapped.shape }
    package static var isSecret: Bool { Wrapped.isSecret }

    package init(reading value: Value) throws(KeyIssue) { self = try Wrapped(reading: value) }

    package var written: Value { self?.written ?? .map([]) }
    package var isNothing: Bool { self == nil }
}

extension Array: KeyValue where Element: KeyValue {
    package static var shape: Shape { .list(Element.shape) }

    package init(reading value: Value) throws(KeyIssue) {
        guard case .list(let items) = value else { throw KeyIssue("it takes a list") }
        self = []
        for item in items { append(try Element(reading: item)) }
    }

    package var written: Value { .list(map(\.written)) }
}

extension Dictionary: KeyValue where Key: KeyName, Value: KeyValue {
    package static var shape: Shape { .map(keys: Key.shape, values: Value.shape) }

    package init(reading value: ScenarioKeys.Value) throws(KeyIssue) {
        self = [:]
        for entry in value.entries {
            do throws(KeyIssue) {
                self[Key(keyText: entry.key)] = try Value(reading: entry.value)
            } catch { throw error.below(entry.key) }
        }
    }

    package var written: ScenarioKeys.Value {
        .map(map { .init($0.key.keyText, $0.value.written) }.sorted { $0.key < $1.key })
    }
}

/// One value, or a list of such values.
package struct OneOrMore<Item: KeyValue>: KeyValue, ExpressibleByArrayLiteral {
    /// The values.
    package var items: [Item]

    /// Several values.
    package init(_ items: [Item]) { self.items = items }

    package init(arrayLiteral items: Item...) { self.items = items }

    package static var shape: Shape { .either([.list(Item.shape), Item.shape]) }

    package init(reading value: Value) throws(KeyIssue) {
        if case .list = value { items = try [Item](reading: value) } else { items = [try Item(reading: value)] }
    }

    package var written: Value { items.written }
}

/// What may be the key of a map with free keys.
package protocol KeyName: KeyValue, Hashable {
    /// Reads a key.
    init(keyText: String)
    /// The key as it is written.
    var keyText: String { get }
}

extension String: KeyName {
    package init(keyText: String) { self = keyText }
    package var keyText: String { self }
}

extension Shape {
    /// A whole number within a range.
    package static func integer(_ range: ClosedRange<Int>) -> Shape {
        let schema = Value.map([
            .init("type", .text("integer")), .init("minimum", .integer(range.lowerBound)),
            .init("maximum", .integer(range.upperBound)),
        ])
        return .scalar(
            Scalar("a whole number from \(range.lowerBound) to \(range.upperBound)", schema: schema) {
                scalar throws(KeyIssue) in
                .integer(try integer(scalar, in: range))
            })
    }

    static func integer(_ scalar: ScalarText, in range: ClosedRange<Int>) throws(KeyIssue) -> Int {
        let (text, key) = (scalar.text, scalar.key)
        if scalar.isPlain, text.count > 1, text.hasPrefix("0") {
            throw KeyIssue(
                "'\(key)': a leading zero means another number in YAML",
                suggestion: "write \(Int(text).map { String($0) } ?? String(text.drop { $0 == "0" }))")
        }
        guard let number = Int(text) else { throw KeyIssue("'\(key)' takes a whole number, not '\(text)'") }
        guard range.contains(number) else {
            throw KeyIssue("'\(key)' takes a number from \(range.lowerBound) to \(range.upperBound), not \(number)")
        }
        return number
    }

    /// Yes or no.
    package static var boolean: Shape { Bool.shape }
}
