import Foundation
import ScenarioLanguage
import Stage

/// `shows`: what the step returns.
struct ShowsExpectation: ExpectedPart {
    static let key = "shows"
    private let wanted: [Value.Entry]

    init(_ value: Value) throws(ExpectationTrouble) { wanted = value.entries }

    func mismatches(in outcome: Outcome) -> [Mismatch] {
        wanted.flatMap { entry in
            let (what, seen) = ("\(Self.key).\(entry.key)", outcome.shows[entry.key])
            guard ["body", "headers"].contains(entry.key), case .map(let places) = entry.value else {
                return ValueComparison.mismatches(entry.value, seen, what: what)
            }
            return places.flatMap { place in
                if ValueComparison.listKeys.contains(place.key) {
                    return ValueComparison.mismatches(.map([place]), seen.map { .text($0.line) }, what: what)
                }
                return ValueComparison.mismatches(
                    place.value, Self.value(at: "\(entry.key).\(place.key)", of: outcome.shows),
                    what: "\(what).\(place.key)")
            }
        }
    }

    /// What a step returned at a place: `version`, `headers.ETag`, `body.data[0].id`; nil where nothing is there.
    static func value(at place: String, of shows: [String: JSON]) -> JSON? {
        let name = String(place.prefix { $0 != "." })
        guard name != place, let shown = shows[name] else { return shows[place] }
        let rest = String(place.dropFirst(name.count + 1))
        if name == "headers", case .map(let fields) = shown {
            return fields.first { $0.key.lowercased() == rest.lowercased() }?.value
        }
        var found: JSON? = shown
        if case .text(let text) = shown { found = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)) }
        for part in JSONPath(rest).parts { found = found?[part] }
        return found
    }
}

/// A place in JSON: names and positions, as in `data[0].id`.
struct JSONPath {
    enum Part: Hashable {
        case name(String)
        case position(Int)
    }

    let parts: [Part]

    init(_ text: String) {
        parts = text.split(separator: ".").flatMap { piece -> [Part] in
            let names = piece.split(whereSeparator: { "[]".contains($0) }).map(String.init)
            let first = piece.hasPrefix("[") ? [] : names.prefix(1).map { Part.name($0) }
            return first + names.dropFirst(first.count).map { Int($0).map { .position($0) } ?? .name($0) }
        }
    }
}

extension JSON {
    subscript(part: JSONPath.Part) -> JSON? {
        switch (self, part) {
        case (.map(let map), .name(let name)): map[name]
        case (.list(let items), .position(let position)): items.indices.contains(position) ? items[position] : nil
        default: nil
        }
    }
}
