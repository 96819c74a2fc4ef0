import HashTreeCollections
import WorkTime

/// What the libraries hold.
///
/// All maps share their rows with their copies, so that a copy costs next to nothing.
public struct ContentState: Sendable {
    /// A row that copies of the state share.
    final class Row<Value: Sendable & Codable>: Sendable, Codable {
        let value: Value
        init(_ value: Value) { self.value = value }

        init(from decoder: any Decoder) throws { value = try Value(from: decoder) }
        func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    }

    private var containerRows = TreeDictionary<ContentKey, Row<ContentContainer>>()
    /// Containers that are gone: what was deleted from them is still theirs to show or to hide.
    private var removedRows = TreeDictionary<ContentKey, Row<ContentContainer>>()
    /// What lies in a container, in the order in which it came there.
    private var childKeys = TreeDictionary<ContentKey, [ContentKey]>()
    private var workspaceKeys: [String: [ContentKey]] = [:]
    private var highest: [String: Int] = [:]
    private(set) var indexes: [String: LibraryIndex] = [:]
    /// What was done with a document, oldest first.
    private(set) var activities = TreeDictionary<ContentKey, [ContentActivity]>()
    /// What has changed since the start, numbered from 1.
    private var changeLog = TreeDictionary<Int, ChangeRecord>()
    /// The positions in the changes that programs keep, by library and name.
    private(set) var changeQueues: [String: ChangeQueue] = [:]
    /// When a user last did something with a document.
    private(set) var lastUse: [String: TreeDictionary<ContentKey, WorkDate>] = [:]
    /// Rights on whole libraries.
    var librarySecurity: [String: Security] = [:]
    /// How libraries write their own names, by the name in capitals.
    var spellings: [String: String] = [:]
    /// The lookup tables of the libraries.
    var tables: [String: LibraryTables] = [:]
    /// The favourites and matters of users, by user id in capitals.
    var lists: [String: PersonalLists] = [:]

    /// An empty content.
    init() {}

    // MARK: Looking up

    func container(_ key: ContentKey) -> ContentContainer? { containerRows[key]?.value }

    /// A document that has a version outside the trash.
    public func document(_ key: ContentKey) -> ContentDocument? {
        row(key).flatMap { $0.value.versions.isEmpty ? nil : $0.value }
    }

    /// The row of a document, wherever its versions are; what reads a field or two of it copies nothing.
    func row(_ key: ContentKey) -> Row<ContentDocument>? { indexes[key.library]?.rows[key.number] }

    /// The row of a container, if it is there.
    func containerRow(_ key: ContentKey) -> Row<ContentContainer>? { containerRows[key] }

    /// The row of a container, even where it is gone by now.
    func containerRowOrRemoved(_ key: ContentKey) -> Row<ContentContainer>? { containerRows[key] ?? removedRows[key] }

    /// A document, wherever its versions are.
    func documentOrTrashed(_ key: ContentKey) -> ContentDocument? { row(key)?.value }

    func children(of key: ContentKey) -> [ContentKey] { childKeys[key] ?? [] }
    func workspaces(in library: String) -> [ContentKey] { workspaceKeys[library.uppercased()] ?? [] }
    func hasLibrary(_ library: String) -> Bool { spellings[library.uppercased()] != nil }

    /// All documents with a version outside the trash, by library and number.
    public var allDocuments: [ContentDocument] {
        indexes.keys.sorted().flatMap { library in
            indexes[library]?.live.compactMap { document($0) } ?? []
        }
    }

    /// The documents of a library of which a version is in the trash.
    func trash(of library: String) -> [ContentDocument] {
        indexes[library.uppercased()]?.rows.all.filter { !$0.value.trashed.isEmpty }.map(\.value) ?? []
    }

    /// The id of something as the library writes it.
    func id(_ key: ContentKey) -> String { "\(spellings[key.library] ?? key.library)!\(key.number)" }

    /// The next free number of a library.
    func nextKey(in library: String) -> ContentKey {
        ContentKey(library: library, number: (highest[library.uppercased()] ?? 0) + 1)
    }

    // MARK: Changing

    mutating func addLibrary(_ name: String, firstNumber: Int) {
        spellings[name.uppercased()] = name
        highest[name.uppercased()] = firstNumber - 1
        indexes[name.uppercased()] = LibraryIndex(library: name.uppercased(), base: firstNumber)
    }

    /// Puts a container in the place of the one with its key, or beside the others.
    mutating func save(_ container: ContentContainer) {
        let before = containerRows.updateValue(Row(container), forKey: container.key)?.value
        note(container.key)
        guard before == nil || before?.parent != container.parent else { return }
        if let before { unlist(container.key, from: before.parent) }
        list(container.key, in: container.parent)
    }

    mutating func removeContainer(_ key: ContentKey) {
        guard let row = containerRows.removeValue(forKey: key) else { return }
        removedRows[key] = row
        unlist(key, from: row.value.parent)
    }

    /// Puts a document in the place of the one with its key, or beside the others.
    package mutating func save(_ document: ContentDocument) { save(Row(document)) }

    /// The same with the row that an event holds, so that both hold one.
    mutating func save(_ row: Row<ContentDocument>) {
        let document = row.value
        let before = indexes[document.key.library]?.rows[document.key.number]?.value
        indexes[
            document.key.library, default: LibraryIndex(library: document.key.library, base: document.key.number)
        ].rows[document.key.number] = row
        note(document.key)
        let wasIn = before.map { $0.versions.isEmpty ? [] : [$0.parent].compactMap(\.self) + $0.references } ?? []
        let isIn = document.versions.isEmpty ? [] : [document.parent].compactMap(\.self) + document.references
        for place in wasIn where !isIn.contains(place) { unlist(document.key, from: place) }
        for place in isIn where !wasIn.contains(place) { list(document.key, in: place) }
        indexes[document.key.library]?.update(from: before, to: document)
    }

    /// Forgets a document for good.
    mutating func purge(_ key: ContentKey) {
        guard var document = documentOrTrashed(key) else { return }
        document.versions = []
        save(document)
        indexes[key.library]?.rows[key.number] = nil
    }

    /// Forgets every document; workspaces and folders stay.
    mutating func loseDocuments() {
        for row in indexes.values.flatMap(\.rows.all) { purge(row.value.key) }
    }

    mutating func add(_ activity: ContentActivity) {
        activities[activity.document, default: []].append(activity)
        lastUse[activity.user, default: [:]][activity.document] = activity.date
    }

    mutating func add(_ record: ChangeRecord) { changeLog[changeLog.count + 1] = record }

    mutating func save(_ queue: ChangeQueue) { changeQueues[queue.key] = queue }

    mutating func remove(_ queue: ChangeQueue) { changeQueues[queue.key] = nil }

    /// A change of a library by its number; nil for another library's.
    func changeRecord(_ number: Int, in library: String) -> ChangeRecord? {
        changeLog[number].flatMap { $0.library == library ? $0 : nil }
    }

    /// The number of the latest change of a library; 0 where nothing has changed.
    func latestChange(in library: String) -> Int {
        (1...max(1, changeLog.count)).last { changeLog[$0]?.library == library } ?? 0
    }

    /// What has changed in a library behind a number, oldest first.
    func changeRecords(in library: String, after number: Int) -> [(Int, ChangeRecord)] {
        guard number < changeLog.count else { return [] }
        return (number + 1...changeLog.count).compactMap { number in
            changeLog[number].flatMap { $0.library == library ? (number, $0) : nil }
        }
    }

    private mutating func note(_ key: ContentKey) {
        highest[key.library] = max(highest[key.library] ?? 0, key.number)
    }

    private mutating func list(_ key: ContentKey, in parent: ContentKey?) {
        if let parent {
            childKeys[parent, default: []].append(key)
        } else {
            workspaceKeys[key.library, default: []].append(key)
        }
    }

    private mutating func unlist(_ key: ContentKey, from parent: ContentKey?) {
        if let parent {
            childKeys[parent]?.removeAll { $0 == key }
        } else {
            workspaceKeys[key.library]?.removeAll { $0 == key }
        }
    }
}
