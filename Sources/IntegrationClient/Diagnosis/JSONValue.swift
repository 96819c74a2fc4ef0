import Foundation

/// JSON of any shape, for answers of a server whose exact types are not known.
indirect enum JSONValue: Decodable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// Reads a body; nil where it is not JSON.
    init?(_ body: [UInt8]) {
        guard !body.isEmpty, let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else { return nil }
        self = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// The member of an object; nil for everything else, also for `null`.
    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self, let value = members[name], value != .null else { return nil }
        return value
    }

    var items: [JSONValue]? {
        guard case .list(let items) = self else { return nil }
        return items
    }

    var isObject: Bool {
        guard case .object = self else { return false }
        return true
    }

    /// Text as it stands; nil for other types and for the empty text.
    var text: String? {
        guard case .text(let text) = self, !text.isEmpty else { return nil }
        return text
    }

    /// Text, or a whole number as text: ids come in either form.
    var identifier: String? {
        if case .integer(let number) = self { return String(number) }
        return text
    }

    /// A size, a total or another number from 0 on, as a number or as text; nil for everything else, so that no answer of a
    /// server can lead to a negative length.
    var count: Int? { identifier.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// The members of an object as texts: numbers and truths in words, lists joined; nil for everything else.
    var fields: [String: String]? {
        guard case .object(let members) = self else { return nil }
        return members.compactMapValues(\.words)
    }

    private var words: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "Yes" : "No"
        case .list(let items): items.compactMap(\.words).joined(separator: ", ")
        case .null, .number, .object: nil
        }
    }

    var isTrue: Bool { self == .boolean(true) }
}
