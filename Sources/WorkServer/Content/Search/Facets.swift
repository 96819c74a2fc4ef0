/// How often each value of a field occurs in what was found: the five most frequent of each field that was asked for.
struct Facets: Sendable {
    private static let most = 5

    /// The facets as the API shows them; nil where none was asked for.
    static func json(
        _ wanted: String?, of profiles: some Sequence<Profile>, tables: LibraryTables
    ) -> JSONValue? {
        guard let wanted else { return nil }
        let asked = ProfileFilter.list(wanted)
        var facets: [String: JSONValue] = [:]
        for field in ProfileField.lookups where asked.contains(field.rawValue) {
            var spelled: [String: Int] = [:]
            // Neighbours mostly have the same: they are counted together.
            var (last, run) = ("", 0)
            for profile in profiles {
                guard let alias = profile[field] else { continue }
                if alias == last {
                    run += 1
                } else {
                    if run > 0 { spelled[last, default: 0] += run }
                    (last, run) = (alias, 1)
                }
            }
            if run > 0 { spelled[last, default: 0] += run }
            // Case does not count, and few spellings are left to be made equal.
            var counts: [String: Int] = [:]
            for (alias, count) in spelled { counts[alias.uppercased(), default: 0] += count }
            let top = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most)
            facets[field.rawValue] = .list(
                top.map { alias, count in
                    var row: [String: JSONValue] = ["alias": .text(alias), "count": .number(count)]
                    row["description"] = tables.customs[field]?[alias].map { .text($0.text) }
                    return .object(row)
                })
        }
        return .object(facets)
    }
}
