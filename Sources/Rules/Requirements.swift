/// The article, sentence by sentence, as the things that scenarios prove.
public enum Requirements {
    /// What a name in `covers:` stands for.
    public struct Entry: Hashable, Sendable {
        /// The requirement that is named.
        public let requirement: Requirement
        /// The cell that is named; nil stands for the success.
        public let cell: Requirement.Cell?
    }

    /// Every requirement, in the article's order.
    public static let all: [Requirement] =
        path + version + register + network + settings + validate + login + trouble

    /// The requirement with this id, if there is one.
    public static func requirement(_ id: String) -> Requirement? {
        byID[id]
    }

    /// What `id` or `id/cell` stands for, or nil if nothing has that name.
    public static func entry(_ name: String) -> Entry? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, let requirement = byID[first] else { return nil }
        if parts.count == 1 { return Entry(requirement: requirement, cell: nil) }
        guard parts.count == 2, let cell = requirement.cell(parts[1]) else { return nil }
        return Entry(requirement: requirement, cell: cell)
    }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}
