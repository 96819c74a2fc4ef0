/// Asks for rights once for each folder, unless a document has its own: neighbours in a list mostly lie in one folder.
struct FolderRights {
    private let caller: ContentCaller
    private let content: ContentState
    private var levels: [ContentKey: AccessLevel] = [:]
    private var last: (folder: ContentKey, level: AccessLevel)?

    init(caller: ContentCaller) {
        self.caller = caller
        content = caller.content
    }

    /// Whether the caller may look at a document.
    mutating func mayRead(_ row: DocumentRows.Row) -> Bool {
        if caller.identity.isAdministrator { return true }
        guard let folder = row.value.parent, row.value.security.isSilent,
            row.value.profile[.author] != caller.identity.user
        else { return content.level(of: caller.identity, on: row.value.key) >= .read }
        if let last, last.folder == folder { return last.level >= .read }
        let level = levels[folder] ?? content.level(of: caller.identity, on: folder)
        levels[folder] = level
        last = (folder, level)
        return level >= .read
    }
}
