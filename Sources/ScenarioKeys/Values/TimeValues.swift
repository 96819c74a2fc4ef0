import WorkTime

extension Duration: ScalarValue {
    package static var words: String { "a duration such as 90s, 30m or 364d23h" }
    package static var schema: Value {
        Scalar.pattern("^(?=[0-9])([0-9]{1,10}d)?([0-9]{1,10}h)?([0-9]{1,10}m)?([0-9]{1,10}s)?([0-9]{1,10}ms)?$")
    }

    /// Longer than this no scenario lasts, and certificates cannot be dated.
    private static var longest: Duration { .seconds(36_525 * 86_400) }

    package init(scalar: ScalarText) throws(KeyIssue) {
        guard let duration = Duration(text: scalar.text) else {
            throw KeyIssue(
                "'\(scalar.text)' is not a duration",
                suggestion: Int(scalar.text).map { "did you mean '\($0)s'?" } ?? "write 90s, 30m or 364d23h59m59s")
        }
        guard duration <= Self.longest else { throw KeyIssue("'\(scalar.text)' is longer than a hundred years") }
        self = duration
    }

    package var written: Value { .text(text) }
}

/// A whole number of days, written `365` or `365d`.
package struct Days: ScalarValue, Hashable {
    /// How many days.
    package var count: Int

    /// This many days.
    package init(_ count: Int) { self.count = count }

    package static var words: String { "a number of days such as 365 or 365d" }
    package static var schema: Value {
        .map([
            .init(
                "anyOf",
                .list([
                    .map([
                        .init("type", .text("integer")), .init("minimum", .integer(0)),
                        .init("maximum", .integer(largest)),
                    ]), Scalar.pattern("^([0-9]{1,5}|100000)d?$"),
                ]))
        ])
    }

    private static var largest: Int { 100_000 }

    package init(scalar: ScalarText) throws(KeyIssue) {
        let digits = scalar.text.hasSuffix("d") ? String(scalar.text.dropLast()) : scalar.text
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw KeyIssue("'\(scalar.key)' takes days, not '\(scalar.text)'", suggestion: "write 365 or 365d")
        }
        count = try Shape.integer(
            ScalarText(digits, isPlain: scalar.isPlain, key: scalar.key), in: 0...Self.largest)
    }

    package var written: Value { .integer(count) }
}

extension Shape {
    /// A length of time.
    package static var duration: Shape { Duration.shape }
}
