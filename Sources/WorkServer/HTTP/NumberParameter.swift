/// A whole number that callers may send, with its limits.
///
/// One declaration gives the parser and the schema of the OpenAPI document. The limits are small enough that sums of two
/// such numbers cannot overflow.
struct NumberParameter: Hashable, Sendable {
    /// The name in a query or a body.
    let name: String
    /// The values that are accepted.
    let range: ClosedRange<Int>

    init(_ name: String, _ range: ClosedRange<Int>) {
        self.name = name
        self.range = range
    }

    /// Reads decimal digits, with a minus sign where negative values are accepted; nil for anything else, such as `+5` or `5.0`.
    func read(_ text: String) -> Int? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }

    /// Reads a number of a JSON body, or the same number as text.
    func read(_ member: JSONObject.Member) -> Int? {
        switch member {
        case .number(let number): range.contains(number) ? number : nil
        case .text(let text): read(text)
        default: nil
        }
    }

    /// What the parameter accepts, in a sentence.
    var takes: String { "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)." }

    /// The parameter's schema in the OpenAPI document.
    var schema: JSONValue {
        ["maximum": .number(range.upperBound), "minimum": .number(range.lowerBound), "type": "integer"]
    }
}

extension NumberParameter {
    /// How many rows a page of a list has; the largest page is vendor text for documents, and assumed for all lists.
    static let limit = NumberParameter("limit", 1...9_999)
    /// How many rows of a list come before a page.
    static let offset = NumberParameter("offset", 0...1_000_000_000)
    /// The number of a document.
    static let documentNumber = NumberParameter("document_number", 1...9_999_999_999_999)
    /// For how many days a document is retained.
    static let retainDays = NumberParameter("retain_days", 0...1_000_000)
}
