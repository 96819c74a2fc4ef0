/// The facts about content.
///
/// Rows come whole: a state is right with the last of them, whatever came between.
public enum ContentEvent: Codable, Sendable {
    /// A workspace or folder is now so; `how` is the event's name, as `folder.moved`.
    case containerSaved(ContentContainer, how: String)
    /// A workspace, a folder or a shortcut is gone.
    case containerRemoved(ContentKey)
    /// A document is now so; `how` is the event's name, as `version.saved`.
    case documentSaved(ContentDocument, how: String)
    /// A document is gone from the trash, for good.
    case documentPurged(ContentKey)
    /// What programs that keep a copy of a library are to learn.
    case changesNoted([ChangeRecord])
    /// A program's position in the changes is now so.
    case changeQueueSaved(ChangeQueue)
    /// A program keeps no position there any more.
    case changeQueueRemoved(ChangeQueue)
    /// Something was done with a document.
    case activityNoted(ContentActivity)
    /// An entry of a lookup table is now so; nil where it is gone.
    case lookupChanged(library: String, ProfileField, alias: String, LookupEntry?)

    /// The event's name: a thing and what happened to it.
    var name: String {
        switch self {
        case .containerSaved(_, let how), .documentSaved(_, let how): how
        case .containerRemoved: "container.removed"
        case .documentPurged: "document.purged"
        case .activityNoted: "activity.noted"
        case .changesNoted: "changes.noted"
        case .changeQueueSaved: "change-queue.saved"
        case .changeQueueRemoved: "change-queue.removed"
        case .lookupChanged: "lookup.changed"
        }
    }
}

extension ContentState {
    /// Takes in a fact; it cannot fail.
    mutating func apply(_ event: ContentEvent) {
        switch event {
        case .containerSaved(let container, _): save(container)
        case .containerRemoved(let key): removeContainer(key)
        case .documentSaved(let document, _): save(document)
        case .documentPurged(let key): purge(key)
        case .activityNoted(let activity): add(activity)
        case .changesNoted(let records): for record in records { add(record) }
        case .changeQueueSaved(let queue): save(queue)
        case .changeQueueRemoved(let queue): remove(queue)
        case .lookupChanged(let library, let field, let alias, let entry):
            tables[library, default: LibraryTables()].customs[field, default: [:]][alias] = entry
        }
    }

    /// What a fact changes, this being the state before it.
    func changes(by event: ContentEvent) -> [Change] {
        switch event {
        case .containerSaved(let container, _):
            return Self.compare(
                "containers/\(container.key.text)", self.container(container.key)?.described ?? [:],
                container.described)
        case .containerRemoved(let key):
            return [Change(path: "containers/\(key.text)", before: container(key)?.name, after: nil)]
        case .documentSaved(let document, _):
            guard let before = documentOrTrashed(document.key) else {
                return [Change(path: "documents/\(document.key.text)", before: nil, after: document.name)]
            }
            let path = "documents/\(document.key.text)"
            if document.versions.isEmpty, !before.versions.isEmpty {
                return [Change(path: path, before: before.name, after: nil)]
            }
            return Self.compare(path, before.described, document.described)
        case .documentPurged(let key):
            return [Change(path: "trash/\(key.text)", before: documentOrTrashed(key)?.name, after: nil)]
        case .activityNoted(let activity):
            return [
                Change(
                    path: "documents/\(activity.document.text)/history", before: nil, after: activity.activity.rawValue)
            ]
        case .changesNoted:
            return []
        case .changeQueueSaved(let queue):
            return [
                Change(
                    path: "change_queues/\(queue.key)", before: changeQueues[queue.key].map { String($0.event) },
                    after: String(queue.event))
            ]
        case .changeQueueRemoved(let queue):
            return [Change(path: "change_queues/\(queue.key)", before: String(queue.event), after: nil)]
        case .lookupChanged(let library, let field, let alias, let entry):
            return [
                Change(
                    path: "lookups/\(library)/\(field.rawValue)/\(alias)",
                    before: tables[library]?.customs[field]?[alias]?.text, after: entry?.text)
            ]
        }
    }

    private static func compare(_ path: String, _ before: [String: String], _ after: [String: String]) -> [Change] {
        Set(before.keys).union(after.keys).sorted().compactMap { field in
            before[field] == after[field]
                ? nil : Change(path: "\(path)/\(field)", before: before[field], after: after[field])
        }
    }
}

extension ContentContainer {
    /// The fields as texts, for reports.
    fileprivate var described: [String: String] {
        var fields = ["name": name]
        fields["folder"] = parent?.text
        for (field, text) in profile.fields { fields[field.rawValue] = text }
        for (name, value) in pairs { fields["pairs/\(name)"] = value }
        return fields.merging(security.described) { $1 }
    }
}

extension ContentDocument {
    /// The fields as texts, for reports.
    fileprivate var described: [String: String] {
        var fields = ["name": name, "versions": versions.map { String($0.number) }.joined(separator: ", ")]
        fields["folder"] = parent?.text
        fields["checked_out_by"] = checkedOut?.user
        fields["checksum"] = latest?.blob.checksum
        if !references.isEmpty { fields["references"] = references.map(\.text).joined(separator: ", ") }
        if !trashed.isEmpty { fields["trashed"] = trashed.map { String($0.version.number) }.joined(separator: ", ") }
        for (field, text) in profile.fields { fields[field.rawValue] = text }
        for (name, value) in pairs { fields["pairs/\(name)"] = value }
        return fields.merging(security.described) { $1 }
    }
}

extension Security {
    /// The rights as texts, for reports.
    fileprivate var described: [String: String] {
        var fields = standard == .inherit ? [:] : ["default_security": standard.rawValue]
        for (trustee, level) in list { fields["access/\(trustee.kind.rawValue)/\(trustee.id)"] = level.rawValue }
        return fields
    }
}
