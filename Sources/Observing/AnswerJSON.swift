import Foundation
import Rules

/// JSON of an answer, read for its shape.
enum AnswerJSON: Decodable {
    case object([String: AnswerJSON])
    case list([AnswerJSON])
    case text(String)
    case number(Double)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([String: AnswerJSON].self) {
            self = .object(value)
        } else if let value = try? container.decode([AnswerJSON].self) {
            self = .list(value)
        } else {
            // A number too large for a Double is a number all the same.
            self = .number((try? container.decode(Double.self)) ?? 0)
        }
    }

    /// What stands at a place such as `data.0.id`; nil where nothing does.
    func at(_ place: String) -> AnswerJSON? {
        place.split(separator: ".").reduce(Optional(self)) { value, step in
            switch value {
            case .object(let members)?: members[String(step)]
            case .list(let entries)?: Int(step).flatMap { entries.indices.contains($0) ? entries[$0] : nil }
            default: nil
            }
        }
    }

    /// A text, a whole number or a flag as text.
    var scalar: String? {
        switch self {
        case .text(let text): text
        case .number(let number): Int(exactly: number).map(String.init)
        case .flag(let flag): String(flag)
        case .object, .list, .null: nil
        }
    }

    /// What it is.
    var kind: AnswerShape.Kind {
        switch self {
        case .object: .object
        case .list(let entries): entries.isEmpty ? .emptyList : .list
        case .text(let text): text.isEmpty ? .emptyText : Release(text) == nil ? .text : .version
        case .number: .number
        case .flag: .flag
        case .null: .null
        }
    }
}

/// A release such as 10.4.8, to compare.
struct Release: Comparable, CustomStringConvertible {
    private let parts: [Int]

    /// Reads two to five numbers with dots; nil for any other text.
    init?(_ text: String) {
        guard text.count < 30, text.wholeMatch(of: /\d{1,6}(\.\d{1,6}){1,4}/) != nil else { return nil }
        parts = text.split(separator: ".").compactMap { Int($0) }
    }

    var description: String { parts.map(String.init).joined(separator: ".") }

    static func < (one: Release, other: Release) -> Bool { one.parts.lexicographicallyPrecedes(other.parts) }
}
