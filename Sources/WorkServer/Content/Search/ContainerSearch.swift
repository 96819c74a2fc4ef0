import WorkTime

/// A search for workspaces or folders.
struct ContainerSearch: Sendable {
    private let name: [[String]]
    private let wholeName: String?
    private let either: String?
    private let description: String?
    private let anywhere: [String]
    private let owner: [String]?
    private let email: String?
    private let ids: [ContentKey]?
    private let profile: ProfileFilter
    private let created: DateFilter?
    private let edited: DateFilter?
    private let container: ContentKey?
    private let workspaceName: String?

    /// Reads the filters by their names; `takesPattern` says that a name is whole and may have stars, as for folders.
    init(
        _ text: (String) -> String?, caller: ContentCaller, takesPattern: Bool
    ) throws(ContentRefusal) {
        let wanted = text("name")
        wholeName = takesPattern ? wanted?.lowercased() : nil
        name = takesPattern ? [] : Self.alternatives(wanted ?? "")
        either = text("name_or_description")?.lowercased()
        description = text("description")?.lowercased()
        anywhere = Words.of(text("anywhere") ?? "")
        owner = text("owner").map(ProfileFilter.list)
        email = text("email")?.lowercased()
        ids = text("include_ids").map { list in
            list.split(separator: ",").compactMap { ContentKey.reading(String($0))?.key }
        }
        profile = try ProfileFilter(
            among: ProfileField.allCases.filter { $0.customNumber != nil } + [.subclass], text, now: caller.now)
        workspaceName = text("workspace_name")?.lowercased()
        created = try DateFilter("create_date", relative: "create_date", text, now: caller.now)
        edited = try DateFilter("edit_date", relative: "edit_date", text, now: caller.now)
        container = try text("container_id").map { id throws(ContentRefusal) in
            guard let key = ContentKey.reading(id)?.key, caller.content.container(key) != nil, caller.mayRead(key)
            else {
                throw .missing("There is no container \(id).")
            }
            return key
        }
    }

    /// The workspaces of a library that fit and that the caller may see.
    func workspaces(in library: String, for caller: ContentCaller) -> [ContentContainer] {
        caller.content.workspaces(in: library).compactMap { caller.content.container($0) }
            .filter { !$0.isTemplate && fits($0) && caller.mayRead($0.key) }
    }

    /// The folders of a library that fit: all below a container where one is named.
    func folders(in library: String, for caller: ContentCaller) -> [ContentContainer] {
        let content = caller.content
        let roots = container.map { [$0] } ?? content.workspaces(in: library)
        return roots.flatMap { content.subtree(of: $0) }
            .filter { folder in
                folder.kind == .folder && folder.key != container && fits(folder) && caller.mayRead(folder.key)
                    && isBelow(workspaceName, folder, content)
            }
            .sorted { $0.key < $1.key }
    }

    /// Whether a folder is in a workspace whose name has a text in it; in any without one.
    private func isBelow(_ name: String?, _ folder: ContentContainer, _ content: ContentState) -> Bool {
        name.map { content.workspace(of: folder.key)?.name.lowercased().contains($0) ?? false } ?? true
    }

    private func fits(_ container: ContentContainer) -> Bool {
        let shown = container.name.lowercased()
        let said = container.profile[.description]?.lowercased() ?? ""
        if let wholeName, !Wildcard.matches(shown, wholeName) { return false }
        if !name.isEmpty {
            let words = Words.of(container.name)
            guard name.contains(where: { Self.holds(words, $0) }) else { return false }
        }
        if let either, !Wildcard.matches(shown, either), !Wildcard.matches(said, either) { return false }
        if let description, !Wildcard.matches(said, description) { return false }
        if !anywhere.isEmpty {
            let words = Words.of(([shown, said] + container.profile.fields.map(\.text)).joined(separator: " "))
            guard anywhere.allSatisfy({ wanted in words.contains { $0.hasPrefix(wanted) } }) else { return false }
        }
        if let owner, !owner.contains(where: { Wildcard.matches(container.profile[.owner]?.lowercased() ?? "", $0) }) {
            return false
        }
        if let email, container.profile[.email]?.lowercased() != email { return false }
        if let ids, !ids.contains(container.key) { return false }
        if let created, !created.holds(container.created) { return false }
        if let edited, !edited.holds(container.edited) { return false }
        return profile.isEmpty || profile.holds { container.profile[$0] }
    }

    /// Vendor text: a comma or a blank is *or*, quotes make a phrase; whole words, no stars.
    private static func alternatives(_ text: String) -> [[String]] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [Words.of(String(part))] : Words.of(String(part)).map { [$0] }
        }
        .filter { !$0.isEmpty }
    }

    /// Whether the words stand in a row in others.
    private static func holds(_ words: [String], _ phrase: [String]) -> Bool {
        words.indices.contains { start in words[start...].starts(with: phrase) }
    }
}
