/// How often each value of a field occurs in what was found: the five most frequent of each field that was asked for.
struct Facets: Sendable {
    private static let most = 5

    /// The facets as the API shows them; nil where none was asked for.
    static func json(
        _ wanted: String?, of profiles: some Sequence<Profile>, tables: LibraryTables
    ) -> JSONValue? {
        guard let wanted else { return nil }
        let names = ProfileFilter.list(wanted)
        // Looked through one by one: they are few, and a field's hash would be that of its name.
        let asked = ProfileField.lookups.filter { names.contains($0.rawValue) }
        var runs = [Run](repeating: Run(), count: asked.count)
        for profile in profiles {
            profile.forEach { field, alias in
                if let place = asked.firstIndex(of: field) { runs[place].count(alias) }
            }
        }
        let facets = Dictionary(
            uniqueKeysWithValues: zip(asked, runs).map { field, run in
                (field.rawValue, JSONValue.list(run.top.map { row(of: $0, field, tables) }))
            })
        return .object(facets)
    }

    private static func row(
        of entry: (alias: String, count: Int), _ field: ProfileField, _ tables: LibraryTables
    ) -> JSONValue {
        var row: [String: JSONValue] = ["alias": .text(entry.alias), "count": .number(entry.count)]
        row["description"] = tables.customs[field]?[entry.alias].map { .text($0.text) }
        return .object(row)
    }

    /// How often each alias of a field has come; neighbours mostly have the same, and are counted together.
    private struct Run {
        private var spelled: [String: Int] = [:]
        private var last = ""
        private var length = 0

        mutating func count(_ alias: String) {
            if alias == last {
                length += 1
            } else {
                if length > 0 { spelled[last, default: 0] += length }
                (last, length) = (alias, 1)
            }
        }

        /// The most frequent; case does not count, and few spellings are left to be made equal.
        var top: [(alias: String, count: Int)] {
            var counts: [String: Int] = [:]
            for (alias, count) in spelled { counts[alias.uppercased(), default: 0] += count }
            if length > 0 { counts[last.uppercased(), default: 0] += length }
            return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
                .map { (alias: $0.key, count: $0.value) }
        }
    }
}
