public import Foundation

/// A value of a scenario file after checking: scalars have the kind that their place asks for.
public indirect enum Value: Hashable, Sendable {
    /// A key with its value; maps keep the order of the file.
    public struct Entry: Hashable, Sendable {
        /// The key.
        public let key: String
        /// What stands under it.
        public let value: Value

        /// Pairs a key with its value.
        public init(_ key: String, _ value: Value) {
            self.key = key
            self.value = value
        }
    }

    case text(String)
    case integer(Int)
    case boolean(Bool)
    case list([Value])
    case map([Entry])
    /// A run-time reference without its dollar: `secret`, `main.client_secret`.
    case reference(String)

    /// What stands under `key` of a map.
    public subscript(key: String) -> Value? {
        guard case .map(let entries) = self else { return nil }
        return entries.last { $0.key == key }?.value
    }

    /// The text of a scalar; nil for lists, maps and references.
    public var text: String? {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "yes" : "no"
        case .list, .map, .reference: nil
        }
    }

    /// The entries of a map, in the order of the file; empty for anything else.
    public var entries: [Entry] {
        if case .map(let entries) = self { entries } else { [] }
    }

    /// The items of a list; empty for anything else.
    public var items: [Value] {
        if case .list(let items) = self { items } else { [] }
    }

    /// The value with each reference replaced by what `resolve` gives for its name; an error of `resolve` is passed on.
    public func resolved(_ resolve: (String) throws -> String) rethrows -> Value {
        switch self {
        case .text, .integer, .boolean: self
        case .list(let items): .list(try items.map { try $0.resolved(resolve) })
        case .map(let entries): .map(try entries.map { Entry($0.key, try $0.value.resolved(resolve)) })
        case .reference(let name): .text(try resolve(name))
        }
    }

    /// Whether a reference stands anywhere in it.
    package var holdsReference: Bool {
        switch self {
        case .text, .integer, .boolean: false
        case .list(let items): items.contains(where: \.holdsReference)
        case .map(let entries): entries.contains { $0.value.holdsReference }
        case .reference: true
        }
    }

    /// Both values as one: maps merge, the other one's values win, lists are replaced.
    public func merged(with other: Value) -> Value {
        guard case .map(var entries) = self, case .map(let later) = other else { return other }
        for entry in later {
            if let index = entries.firstIndex(where: { $0.key == entry.key }) {
                entries[index] = Entry(entry.key, entries[index].value.merged(with: entry.value))
            } else {
                entries.append(entry)
            }
        }
        return .map(entries)
    }

    /// The value as JSON that a `Decodable` type reads; references stand as text with their dollar.
    public func jsonData() throws -> Data {
        try JSONSerialization.data(withJSONObject: foundationObject, options: [.sortedKeys, .fragmentsAllowed])
    }

    /// Decodes a type from the value.
    public func decoded<Wanted: Decodable>(as type: Wanted.Type) throws -> Wanted {
        try JSONDecoder().decode(type, from: jsonData())
    }

    private var foundationObject: Any {
        switch self {
        case .text(let text): text
        case .integer(let number): number
        case .boolean(let truth): truth
        case .list(let items): items.map(\.foundationObject)
        case .map(let entries): Dictionary(entries.map { ($0.key, $0.value.foundationObject) }) { $1 }
        case .reference(let name): "$" + name
        }
    }
}
