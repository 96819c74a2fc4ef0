/// How often each value of a field occurs in what was found: the five most frequent of each field that was asked for.
struct Facets: Sendable {
    private static let most = 5

    /// The facets as the API shows them; nil where none was asked for.
    static func json(
        _ wanted: String?, of profiles: [Profile], tables: LibraryTables
    ) -> JSONValue? {
        guard let wanted else { return nil }
        let asked = ProfileFilter.list(wanted)
        var facets: [String: JSONValue] = [:]
        for field in ProfileField.lookups where asked.contains(field.rawValue) {
            var counts: [String: Int] = [:]
            for profile in profiles {
                if let alias = profile[field] { counts[alias.uppercased(), default: 0] += 1 }
            }
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
