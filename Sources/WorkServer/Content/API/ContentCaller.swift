import Rules
import WorkTime

/// Who calls, and what they may find: rights are asked on every way to a thing.
struct ContentCaller: Sendable {
    private let shared: SharedState
    let identity: Identity
    let now: WorkDate
    /// The application that calls.
    let program: String

    init(_ shared: SharedState, identity: Identity, now: WorkDate, program: String) {
        self.shared = shared
        self.identity = identity
        self.now = now
        self.program = program
    }

    var user: String { identity.user }
    var state: WorkState { _read { yield shared.state } }
    var content: ContentState { _read { yield shared.state.content } }

    /// A document that the caller may use in a way.
    func document(
        _ id: String, in library: String, needs level: AccessLevel = .read
    ) throws(ContentRefusal) -> ContentDocument {
        try found(id, in: library, needs: level).document
    }

    /// A document that the caller may use in a way, with the number of the version that its id names.
    private func found(
        _ id: String, in library: String, needs level: AccessLevel
    ) throws(ContentRefusal) -> (document: ContentDocument, version: Int?) {
        guard let (key, version) = ContentKey.reading(id), key.library == library.uppercased(),
            let document = content.document(key)
        else { throw .missing("There is no document \(id).") }
        try require(level, on: key, name: document.name, id: id)
        return (document, version)
    }

    /// A document with the version that its id names; the latest unless it names one.
    func version(
        _ id: String, in library: String, needs level: AccessLevel = .read
    ) throws(ContentRefusal) -> (ContentDocument, DocumentVersion) {
        let (document, number) = try found(id, in: library, needs: level)
        let found = number.map { number in document.versions.first { $0.number == number } } ?? document.latest
        guard let version = found else { throw .missing("There is no version \(id).") }
        return (document, version)
    }

    /// A workspace or folder that the caller may use in a way.
    func container(
        _ id: String, in library: String, needs level: AccessLevel = .read
    ) throws(ContentRefusal) -> ContentContainer {
        guard let key = ContentKey.reading(id)?.key, key.library == library.uppercased(),
            let container = content.container(key)
        else { throw .missing("There is no container \(id).") }
        try require(level, on: key, name: container.name, id: id)
        return container
    }

    func workspace(
        _ id: String, in library: String, needs level: AccessLevel = .read
    ) throws(ContentRefusal) -> ContentContainer {
        let container = try container(id, in: library, needs: level)
        guard container.kind == .workspace else { throw .missing("\(id) is not a workspace.") }
        return container
    }

    /// A folder; a workspace is none, but for what may be stored in both.
    func folder(
        _ id: String, in library: String, needs level: AccessLevel = .read
    ) throws(ContentRefusal) -> ContentContainer {
        let container = try container(id, in: library, needs: level)
        guard container.kind == .folder else { throw .missing("\(id) is not a folder.") }
        return container
    }

    /// A place that documents can be put into.
    func place(_ id: String, in library: String) throws(ContentRefusal) -> ContentContainer {
        let container = try container(id, in: library, needs: .write)
        guard container.folderType != .search else {
            let isForbidden = state.reading(of: ContainerRules.searchFolderStatus) == .forbidden403
            throw ContentRefusal(
                ContainerRules.searchFolder, isForbidden ? 403 : 400,
                isForbidden ? "NRC_ACCESS_DENIED" : "NRC_INVALID_PARAM",
                "\(container.name) is a search folder: it shows what a search finds, and holds no documents itself.")
        }
        return container
    }

    /// Refuses a document that somebody else has checked out.
    func requireFree(_ document: ContentDocument) throws(ContentRefusal) {
        guard let holder = document.checkedOut, holder.user != user else { return }
        let isForbidden = state.reading(of: DocumentRules.conflict) == .forbidden403
        throw ContentRefusal(
            DocumentRules.checkedOut, isForbidden ? 403 : 409, "NRC_CHECKED_OUT",
            "\(document.name) is checked out by \(holder.user) in \(holder.program).")
    }

    /// Refuses who does not administer the libraries.
    func requireAdministrator(to purpose: String) throws(ContentRefusal) {
        guard identity.isAdministrator else {
            throw ContentRefusal(
                ContentRules.administratorsOnly, 403, "NRC_ACCESS_DENIED", "\(user) may not \(purpose): NRTADMIN may.")
        }
    }

    /// The status of a deletion.
    var deletedStatus: Int { state.reading(of: ContentRules.deleteStatus) == .noContent204 ? 204 : 200 }

    func mayRead(_ key: ContentKey) -> Bool { content.level(of: identity, on: key) >= .read }

    /// Refuses who may not use a thing in a way; `id` is what the caller called it.
    func require(
        _ level: AccessLevel, on key: ContentKey, name: String, id: String? = nil
    ) throws(ContentRefusal) {
        let has = content.level(of: identity, on: key)
        guard has < level else { return }
        guard has == .none else {
            throw ContentRefusal(
                DocumentRules.readOnly, 403, "NRC_ACCESS_DENIED",
                "\(user) has \(has.rawValue) on \(name), and this needs \(level.rawValue).")
        }
        let id = id ?? content.id(key)
        let isHidden = state.reading(of: DocumentRules.hidden) == .notFound404
        throw ContentRefusal(
            DocumentRules.denied, isHidden ? 404 : 403, isHidden ? "NRC_NO_RECORD" : "NRC_ACCESS_DENIED",
            // Neither says what it is called, and what is hidden reads like what is not there.
            isHidden
                ? "There is no \(content.container(key) == nil ? "document" : "container") \(id)."
                : "\(user) has no rights on \(id).")
    }

    /// What the caller did with a document, for its history.
    func did(
        _ activity: Activity, _ document: ContentDocument, version: Int? = nil, comments: String? = nil
    ) -> ContentEvent {
        .activityNoted(
            ContentActivity(
                document: document.key, version: version ?? document.latest?.number ?? 0, activity: activity,
                user: user, date: now, program: program, comments: comments))
    }
}
