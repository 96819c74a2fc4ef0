import Foundation
import ScenarioLanguage
import Stage

/// Comparing a value of a file with a value of an outcome.
enum Comparison {
    /// What of `expected` does not hold for `seen`: scalars by their text, lists in any order, maps key by key.
    static func mismatches(_ expected: Value, _ seen: JSON?, what: String) -> [Mismatch] {
        guard let seen else { return [Mismatch(what: what, expected: text(of: expected), seen: "nothing")] }
        switch expected {
        case .text, .integer, .boolean, .reference:
            guard expected.text != scalar(seen), text(of: expected) != text(of: seen) else { return [] }
            return [Mismatch(what: what, expected: text(of: expected), seen: text(of: seen))]
        case .list(let items):
            let wanted = items.map { text(of: $0) }.sorted()
            guard case .list(let found) = seen, found.map({ text(of: $0) }).sorted() == wanted else {
                return [Mismatch(what: what, expected: text(of: expected), seen: text(of: seen))]
            }
            return []
        case .map(let entries):
            if case .map(let map) = seen {
                return entries.flatMap { mismatches($0.value, map[$0.key], what: "\(what).\($0.key)") }
            }
            return entries.flatMap { held($0, by: seen, what: what) }
        }
    }

    /// `contains`, `lacks` and `count` of a list or a text.
    private static func held(_ entry: Value.Entry, by seen: JSON, what: String) -> [Mismatch] {
        let words = entry.value.text.map { [$0] } ?? entry.value.items.compactMap(\.text)
        let isThere: (String) -> Bool
        let count: Int
        if case .list(let items) = seen {
            let texts = items.map { text(of: $0) }
            (isThere, count) = ({ texts.contains($0) }, texts.count)
        } else {
            let text = text(of: seen).lowercased()
            (isThere, count) = ({ text.contains($0.lowercased()) }, text.count)
        }
        let place = "\(what).\(entry.key)"
        switch entry.key {
        case "contains":
            return words.filter { !isThere($0) }.map { Mismatch(what: place, expected: $0, seen: text(of: seen)) }
        case "lacks":
            return words.filter(isThere).map { Mismatch(what: place, expected: "no '\($0)'", seen: text(of: seen)) }
        case "count" where entry.value != .integer(count):
            return [Mismatch(what: place, expected: text(of: entry.value), seen: String(count))]
        case "count": return []
        default: return [Mismatch(what: place, expected: text(of: entry.value), seen: text(of: seen))]
        }
    }

    private static func scalar(_ value: JSON) -> String? {
        switch value {
        case .text(let text): text
        case .number(let number): String(number)
        case .truth(let truth): truth ? "yes" : "no"
        case .list, .map: nil
        }
    }

    /// A value on one line.
    static func text(of value: JSON) -> String {
        switch value {
        case .list(let items): "[\(items.map { text(of: $0) }.joined(separator: ", "))]"
        case .map(let map):
            "{\(map.sorted { $0.key < $1.key }.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", "))}"
        default: scalar(value) ?? ""
        }
    }

    /// A value on one line.
    static func text(of value: Value) -> String {
        switch value {
        case .list(let items): "[\(items.map { text(of: $0) }.joined(separator: ", "))]"
        case .map(let entries): "{\(entries.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", "))}"
        case .reference(let name): "$\(name)"
        default: value.text ?? ""
        }
    }
}
