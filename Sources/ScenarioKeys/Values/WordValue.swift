/// One of some words, declared as an enum whose raw values are the words.
package protocol WordValue: KeyValue, CaseIterable, RawRepresentable where RawValue == String {
    /// What the word means; nil where the word says it.
    var meaning: String? { get }
}

extension WordValue {
    package var meaning: String? { nil }

    package static var shape: Shape { .words(allCases.map { .init(name: $0.rawValue, meaning: $0.meaning) }) }

    package init(reading value: Value) throws(KeyIssue) {
        guard let word = value.text.flatMap(Self.init(rawValue:)) else {
            throw KeyIssue("it takes \(Self.allWords), not '\(value.text ?? "a list or map")'")
        }
        self = word
    }

    package var written: Value { .text(rawValue) }

    private static var allWords: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension Shape {
    /// One of these words.
    package static func word(_ words: [String]) -> Shape { .words(words.map { .init(name: $0, meaning: nil) }) }

    static func words(_ words: [Scalar.Word]) -> Shape {
        let names = words.map(\.name)
        var schema = [Value.Entry("enum", .list(names.map { .text($0) }))]
        if words.contains(where: { $0.meaning != nil }) {
            // Draft 7 has no place for it; editors read this one.
            schema.append(
                .init("markdownEnumDescriptions", .list(words.map { .text($0.meaning ?? $0.name) })))
        }
        let all = names.joined(separator: ", ")
        return .scalar(
            Scalar(names.count == 1 ? all : "one of \(all)", schema: .map(schema), choices: words) {
                scalar throws(KeyIssue) in
                guard names.contains(scalar.text) else {
                    throw KeyIssue(
                        "'\(scalar.key)' takes \(all), not '\(scalar.text)'",
                        suggestion: didYouMean(scalar.text, among: names))
                }
                return .text(scalar.text)
            })
    }
}
