import ScenarioLanguage
import Stage

/// Compares a value of a file with a value of an outcome.
///
/// Types count: a number is a number, not the text of one, and never a part of a longer one.
enum ValueComparison {
    /// The keys that ask something of a list or a text as a whole.
    static let listKeys: Set = ["contains", "lacks", "count"]

    /// Returns what of `expected` does not hold for `seen`: scalars are equal, lists hold the same in any order, maps agree
    /// key by key.
    static func mismatches(_ expected: Value, _ seen: JSON?, what: String) -> [Mismatch] {
        // Absence that is meant is written out, so that a misspelt name cannot pass for it.
        guard let seen else {
            return expected.text == "absent" ? [] : [Mismatch(what: what, expected: expected.line, seen: "nothing")]
        }
        switch expected {
        case .text, .integer, .boolean, .reference:
            return expected.isEqual(to: seen) ? [] : [Mismatch(what: what, expected: expected.line, seen: seen.line)]
        case .list(let items):
            guard case .list(var rest) = seen, rest.count == items.count else {
                return [Mismatch(what: what, expected: expected.line, seen: seen.line)]
            }
            for item in items {
                guard let place = rest.firstIndex(where: { mismatches(item, $0, what: what).isEmpty }) else {
                    return [Mismatch(what: what, expected: expected.line, seen: seen.line)]
                }
                rest.remove(at: place)
            }
            return []
        case .map(let entries):
            if case .map(let map) = seen {
                return entries.flatMap { mismatches($0.value, map[$0.key], what: "\(what).\($0.key)") }
            }
            return entries.flatMap { whole($0, seen, what: what) }
        }
    }

    /// Compares a word with a word.
    static func word(_ expected: Value, _ seen: String, what: String) -> [Mismatch] {
        mismatches(expected.text.map { .text($0) } ?? expected, .text(seen), what: what)
    }

    /// Compares `contains`, `lacks` and `count` with a list, in which items are equal, or with a text.
    private static func whole(_ entry: Value.Entry, _ seen: JSON, what: String) -> [Mismatch] {
        let place = "\(what).\(entry.key)"
        let wanted = entry.value.items.isEmpty ? [entry.value] : entry.value.items
        let isThere: (Value) -> Bool
        let count: Int
        if case .list(let items) = seen {
            isThere = { value in items.contains { value.isEqual(to: $0) } }
            count = items.count
        } else {
            let text = seen.line.lowercased()
            isThere = { value in value.text.map { text.containsWords($0.lowercased()) } ?? false }
            count = text.count
        }
        switch entry.key {
        case "contains":
            return wanted.filter { !isThere($0) }.map { Mismatch(what: place, expected: $0.line, seen: seen.line) }
        case "lacks":
            return wanted.filter(isThere).map { Mismatch(what: place, expected: "no '\($0.line)'", seen: seen.line) }
        case "count" where entry.value == .integer(count): return []
        case "count": return [Mismatch(what: place, expected: entry.value.line, seen: String(count))]
        default: return [Mismatch(what: place, expected: entry.value.line, seen: seen.line)]
        }
    }
}

extension Value {
    /// Whether a scalar is the same as a value of an outcome, type and all.
    fileprivate func isEqual(to seen: JSON) -> Bool {
        switch (self, seen) {
        case (.text(let one), .text(let other)): one == other
        case (.integer(let one), .number(let other)): one == other
        case (.boolean(let one), .truth(let other)): one == other
        default: false
        }
    }

    /// The value on one line.
    var line: String {
        switch self {
        case .list(let items): "[\(items.map(\.line).joined(separator: ", "))]"
        case .map(let entries): "{\(entries.map { "\($0.key): \($0.value.line)" }.joined(separator: ", "))}"
        case .reference(let name): "$\(name)"
        case .text, .integer, .boolean: text ?? ""
        }
    }
}

extension JSON {
    /// The value on one line.
    var line: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .truth(let truth): truth ? "yes" : "no"
        case .list(let items): "[\(items.map(\.line).joined(separator: ", "))]"
        case .map(let map):
            "{\(map.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.line)" }.joined(separator: ", "))}"
        }
    }
}
