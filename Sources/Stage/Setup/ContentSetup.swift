package import ScenarioKeys
package import WorkServer

/// A library, workspace, folder or document at the start.
package struct ContentSetup: Keyed {
    package static let topic = "content"
    package static let doc =
        "A library, workspace, folder or document; what has `versions` or `size` is a document."
    package static let keys: [ListedKey<Self>] = [
        .init(\._id), .init(\._versions), .init(\._size), .init(\._checkedOut), .init(\._access),
        .init(\._defaultSecurity), .init(\._profile), .init(\._search), .init(\._isTemplate), .init(\._isTrashed),
    ]
    package static let others: OtherKeys<Self>? = .init(.text, in: \.children)
    package static var shape: Shape { .named { record } }

    /// An empty container.
    package init() {}

    @Key("id", "A document's name in references: `$complaint`.", example: "id: complaint") package var id: String?
    @Key("versions", "The texts of its versions, the oldest first.", example: "versions: [First draft]")
    package var versions: [String]?
    @Key("size", "How large its only version is, where no text matters.", example: "size: 10MiB")
    package var size: ByteCount?
    @Key("checked_out", "By whom it is checked out, and in what.") package var checkedOut: CheckOutSetup?
    @Key("access", "What each person may do here and below, where it differs.", example: "access: { ben: read }")
    package var access: [TrusteeName: Right] = [:]
    @Key("default_security", "What everybody else may do here and below.")
    package var defaultSecurity: DefaultSecurity?
    @Key(
        "profile",
        "Fields by their names in the API; documents that are saved in a folder take over its custom fields.",
        example: "profile: { custom1: ACME }")
    package var profile: [DocumentFieldName: String] = [:]
    @Key(
        "search", "Makes it a search folder, which shows what these filters find.",
        example: "search: { name: complaint }")
    package var search: [String: String]?
    @Key("template", "Whether a workspace is one after which others are made.") package var isTemplate: Bool?
    @Key("trashed", "Whether a document is in the trash.") package var isTrashed: Bool?
    /// What lies in it, by name.
    package var children: [String: ContentSetup] = [:]

    /// Whether it is a document, and no container.
    package var isDocument: Bool {
        versions != nil || size != nil || id != nil || checkedOut != nil || isTrashed != nil
    }

    package func verify() throws(KeyIssue) {
        guard isDocument else { return }
        if versions != nil, size != nil {
            throw KeyIssue("a document has 'versions' or a 'size', not both", at: "size")
        }
        if let child = children.keys.min() {
            throw KeyIssue("a document holds nothing: '\(child)' cannot lie in it", at: child)
        }
        for (key, isSaid) in [("search", search != nil), ("template", isTemplate != nil)] where isSaid {
            throw KeyIssue("'\(key)' is said of a folder or workspace, and this is a document", at: key)
        }
    }

    /// The node of the server's tree, where `account` gives the user id of a person.
    func node(_ account: (String) -> String) -> FirmContent.Node {
        let access = Dictionary(access.map { (account($0.key.name), $0.value.rawValue) }) { $1 }
        let profile = Dictionary(profile.map { ($0.key.name, $0.value) }) { $1 }
        guard isDocument else {
            var container = FirmContent.Container()
            container.access = access
            container.defaultSecurity = defaultSecurity?.rawValue
            container.profile = profile
            container.search = search
            container.isTemplate = isTemplate ?? false
            return .container(children.mapValues { $0.node(account) }, container)
        }
        var document = FirmContent.Document()
        document.versions = versions ?? []
        document.size = size?.bytes
        document.access = access
        document.defaultSecurity = defaultSecurity?.rawValue
        document.profile = profile
        document.isTrashed = isTrashed ?? false
        document.checkedOutBy = checkedOut.map { account($0.person.name) }
        document.checkedOutIn = checkedOut?.program
        return .document(document)
    }

    /// Calls `visit` with each node and its path.
    func forEach(at path: String, _ visit: (String, ContentSetup) -> Void) {
        visit(path, self)
        for (name, child) in children { child.forEach(at: "\(path)/\(name)", visit) }
    }
}

/// A check-out that stands at the start.
package struct CheckOutSetup: Keyed {
    package static let topic = "content.checked_out"
    package static let doc = "A check-out that stands at the start."
    package static let alone: String? = "by"
    package static let keys: [ListedKey<Self>] = [.init(\._person), .init(\._program)]

    /// A check-out by nobody yet.
    package init() {}

    @Key("by", "Who holds it.", required: true) package var person: AccountName = ""
    @Key("in", "The program that holds it.", example: "in: DeskSite") package var program: String?
}

/// Whom a list of rights names: a person, a user id, or a group behind `group `.
package struct TrusteeName: ResolvedName {
    package let name: String
    package init(_ name: String) { self.name = name }
    package static var shape: Shape { .declared(.groups) }
}
