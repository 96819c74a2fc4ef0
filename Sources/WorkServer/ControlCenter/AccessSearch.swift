import Foundation

/// The users and groups that a search on the Access step finds.
struct AccessSearch {
    /// A user or a group to choose.
    struct Row {
        let id: String
        /// Its name, with a user's e-mail address.
        let words: String
        let isGroup: Bool
    }

    /// What was typed.
    let text: String
    /// The first rows whose id, name or address contains the text.
    let rows: [Row]
    /// How many more there are.
    let others: Int

    private static let most = 20

    init(_ text: String, in state: WorkState) {
        let wanted = text.trimmingCharacters(in: .whitespaces)
        let users = state.users.values.map {
            Row(
                id: $0.id, words: [$0.fullName, $0.email].filter { !$0.isEmpty }.joined(separator: ", "), isGroup: false
            )
        }
        // A group may be known from its members alone.
        var groups = Dictionary(
            state.users.values.flatMap(\.groups).map { ($0.uppercased(), $0) }, uniquingKeysWith: { first, _ in first })
        for group in state.groups.values { groups[group.id] = group.fullName }
        let all = users + groups.map { Row(id: $0.key, words: $0.value, isGroup: true) }
        let found = all.filter { wanted.isEmpty || "\($0.id) \($0.words)".localizedCaseInsensitiveContains(wanted) }
            .sorted { ($0.isGroup ? 1 : 0, $0.id) < ($1.isGroup ? 1 : 0, $1.id) }
        self.text = wanted
        rows = Array(found.prefix(Self.most))
        others = found.count - rows.count
    }
}
