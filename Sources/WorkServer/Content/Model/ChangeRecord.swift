import HashTreeCollections
public import WorkTime

/// A change in a library as programs that keep a copy of it ask for it.
public struct ChangeRecord: Hashable, Codable, Sendable {
    /// What changed.
    public enum Item: String, Codable, Sendable, CaseIterable {
        case document
        case container
        case user
        case group
        /// Known by its word; nothing here is one.
        case worklist
    }

    /// What happened to it; the words are vendor text.
    public enum Action: String, Codable, Sendable, CaseIterable {
        case insert
        case update
        case delete
        case profileUpdate = "profile_update"
        case securityUpdate = "security_update"
        case documentLink = "document_link"
        case documentUnlink = "document_unlink"
        case containerMove = "container_move"
        /// Known by their words; nothing here is linked so or declared a record.
        case containerLink = "container_link"
        case containerUnlink = "container_unlink"
        case declared
        case undeclared
        case restored = "restored_from_trash"
        case purged = "purged_from_trash"
    }

    /// The library in capitals.
    public let library: String
    /// What changed.
    public let item: Item
    /// What happened to it.
    public let action: Action
    /// Its id.
    public let object: String
    /// The folder that it came into or lies in.
    public let related: String?
    /// The workspace that it lies in.
    public let root: String?
    /// When.
    public let date: WorkDate
}

extension ContentState {
    /// What facts mean to programs that keep a copy, this being the state before them.
    func changeRecords(of events: [ContentEvent], at date: WorkDate) -> [ChangeRecord] {
        events.compactMap { event -> ChangeRecord? in
            switch event {
            case .containerSaved(let container, let how):
                return record(
                    .container, Self.action(of: how), container.key.library, id(container.key), container.parent, date)
            case .containerRemoved(let key):
                return record(.container, .delete, key.library, id(key), container(key)?.parent, date)
            case .documentSaved(let document, let how):
                let version = document.latest.map { ".\($0.number)" } ?? ""
                return record(
                    .document, Self.action(of: how), document.key.library, id(document.key) + version, document.parent,
                    date)
            case .documentPurged(let key):
                return record(.document, .purged, key.library, id(key), nil, date)
            case .activityNoted, .lookupChanged, .changesNoted, .changeQueueSaved, .changeQueueRemoved: return nil
            }
        }
    }

    private func record(
        _ item: ChangeRecord.Item, _ action: ChangeRecord.Action, _ library: String, _ object: String,
        _ parent: ContentKey?, _ date: WorkDate
    ) -> ChangeRecord {
        ChangeRecord(
            library: library, item: item, action: action, object: object, related: parent.map { id($0) },
            root: workspace(of: parent).map { id($0.key) }, date: date)
    }

    private static func action(of how: String) -> ChangeRecord.Action {
        switch how {
        case "document.created", "folder.created", "workspace.created", "shortcut.created", "version.saved": .insert
        case "profile.changed", "folder.changed", "workspace.changed": .profileUpdate
        case "security.changed": .securityUpdate
        case "document.moved", "document.referenced": .documentLink
        case "document.unfiled": .documentUnlink
        case "document.deleted": .delete
        case "document.restored": .restored
        case "document.purged": .purged
        case "folder.moved": .containerMove
        default: .update
        }
    }
}

extension WorkState {
    /// What facts about people and groups mean to programs that keep a copy of a library, this being the state before them.
    ///
    /// Accounts and groups are the firm's: each library has the change.
    func changeRecords(ofPeople events: [WorkEvent], at date: WorkDate) -> [ChangeRecord] {
        events.flatMap { event -> [(ChangeRecord.Item, ChangeRecord.Action, String)] in
            switch event {
            case .groupSaved(let group):
                return [(.group, groups[group.id] == nil ? .insert : .update, group.id)]
            case .groupDeleted(let id): return [(.group, .delete, id)]
            case .userChanged(let user):
                guard var before = users[user.id] else { return [(.user, .insert, user.id)] }
                before.groups = user.groups
                return before == user ? [] : [(.user, .update, user.id)]
            default: return []
            }
        }
        .flatMap { item, action, object in
            libraries.map {
                ChangeRecord(
                    library: $0.id.uppercased(), item: item, action: action, object: object, related: nil, root: nil,
                    date: date)
            }
        }
    }
}
