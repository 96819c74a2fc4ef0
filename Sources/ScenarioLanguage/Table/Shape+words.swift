/// Shapes in words.
extension Shape {
    /// What may stand there, for messages and `explain`: `a duration such as 90s, 30m or 364d23h`.
    public var words: String {
        switch self {
        case .text: "text"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .boolean: "yes or no"
        case .duration: "a duration such as 90s, 30m or 364d23h"
        case .size: "a size such as 10MiB"
        case .percent: "a percentage such as 10%"
        case .address: "an IP address"
        case .range: "an address range such as 203.0.113.10/32"
        case .word(let words): words.count == 1 ? words[0] : "one of " + words.joined(separator: ", ")
        case .vocabulary(let names): "a \(names.singular)"
        case .declared(let kind): kind.words
        case .list(let item): "a list, each item \(item.words)"
        case .map(let keys, let values): "a map from \(keys.words) to \(values.words)"
        case .record(let record): "a map: \(record.topic)"
        case .either(let shapes): shapes.map(\.words).joined(separator: "; or ")
        case .named(let record): "a map: \(record().topic)"
        case .anything: "anything"
        }
    }
}

extension Shape.Declared {
    /// What one of these names is.
    public var words: String {
        switch self {
        case .people: "a person of the world"
        case .servers: "a server of the world"
        case .applications: "an application's name"
        case .stepIDs: "the id of an earlier step"
        case .documents: "a document, its path or $id"
        }
    }
}
