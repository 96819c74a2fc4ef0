import Foundation
import WorkTime

/// The arguments of an action, read with errors that name the key.
struct Arguments: Sendable {
    let name: String
    private let values: [String: JSON]

    init(_ action: Action) {
        name = action.name
        values = action.arguments
    }

    /// No arguments: everything as usual.
    static let none = Arguments(Action("", [:]))

    /// The keys that are there.
    var keys: [String] { values.keys.sorted() }

    subscript(key: String) -> JSON? { values[key] }

    /// A text, also where a number or a truth stands; nil where the key is missing.
    func text(_ key: String) throws(StageTrouble) -> String? {
        switch values[key] {
        case .text(let text): return text
        case .number(let number): return String(number)
        case .truth(let truth): return truth ? "yes" : "no"
        case nil: return nil
        case .list, .map: throw StageTrouble("\(name): '\(key)' takes a text")
        }
    }

    /// A text that must be there.
    func needed(_ key: String) throws(StageTrouble) -> String {
        guard let text = try text(key) else { throw StageTrouble("\(name): '\(key)' is missing") }
        return text
    }

    /// A duration; nil where the key is missing.
    func duration(_ key: String) throws(StageTrouble) -> Duration? {
        try Stage.duration(try text(key))
    }

    /// Whether a truth is set.
    func isSet(_ key: String) -> Bool {
        values[key] == .truth(true) || values[key] == .text("yes") || values[key] == .text("true")
    }

    /// The arguments below a key as arguments of their own.
    func map(_ key: String) throws(StageTrouble) -> Arguments? {
        switch values[key] {
        case .map(let map): return Arguments(Action("\(name).\(key)", map))
        case nil: return nil
        default: throw StageTrouble("\(name): '\(key)' takes a map")
        }
    }

    /// All arguments as a `Decodable` type.
    func decoded<Wanted: Decodable>(as type: Wanted.Type) throws(StageTrouble) -> Wanted {
        do {
            return try JSONDecoder().decode(type, from: JSONEncoder().encode(values))
        } catch let error as DecodingError {
            throw StageTrouble("\(name): \(Self.sentence(error))")
        } catch {
            throw StageTrouble("\(name): the arguments cannot be read")
        }
    }

    private static func sentence(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))': \(context.debugDescription)"
        @unknown default: "the arguments cannot be read"
        }
    }
}
