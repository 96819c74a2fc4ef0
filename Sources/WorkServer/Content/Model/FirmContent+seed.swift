import WorkTime

extension FirmContent {
    /// The tree as containers and documents, numbered in the order of the names, library by library.
    func seed(at date: WorkDate, libraries names: [String]) -> ContentSeed {
        var planting = Planting(date: date)
        planting.seed.firstNumber = max(1, firstNumber)
        planting.seed.tables = tables
        planting.seed.libraries = Set(names).union(libraries.keys).sorted()
        for (library, node) in libraries.sorted(by: { $0.key < $1.key }) {
            guard case .container(let children, let said) = node else { continue }
            planting.seed.librarySecurity[library.uppercased()] = Self.security(said.access, said.defaultSecurity)
            planting.next = planting.seed.firstNumber
            for (name, child) in children.sorted(by: { $0.key < $1.key }) {
                planting.add(child, name, in: nil, library, path: library)
            }
        }
        let people = Set(favorites.keys).union(matters.keys)
        for person in people {
            planting.seed.lists[person.uppercased()] = PersonalLists(
                favorites: (favorites[person] ?? []).compactMap { planting.keys[$0] },
                matters: (matters[person] ?? []).compactMap { planting.keys[$0] })
        }
        return planting.seed
    }

    static func security(_ access: [String: String], _ standard: String?) -> Security {
        var security = Security()
        for (who, word) in access {
            guard let level = AccessLevel(word: word) else { continue }
            let isGroup = who.lowercased().hasPrefix("group ")
            security.list[Trustee(isGroup ? .group : .user, isGroup ? String(who.dropFirst(6)) : who)] = level
        }
        security.standard = standard.flatMap { DefaultSecurity(rawValue: $0) } ?? .inherit
        return security
    }

    static func profile(_ fields: [String: String]) -> Profile {
        var profile = Profile()
        for (name, text) in fields.sorted(by: { $0.key < $1.key }) {
            if let field = ProfileField(rawValue: name) { profile[field] = text }
        }
        return profile
    }
}

/// A tree of names on its way to a seed.
private struct Planting {
    let date: WorkDate
    var seed = ContentSeed()
    var next = 1
    /// Where things came to be, by path.
    var keys: [String: ContentKey] = [:]

    init(date: WorkDate) {
        self.date = date
    }

    /// Adds a thing and what is in it; `inherited` are the custom fields of what it lies in.
    mutating func add(
        _ node: FirmContent.Node, _ name: String, in parent: ContentKey?, _ library: String, path: String,
        inherited: Profile = Profile()
    ) {
        let key = ContentKey(library: library, number: next)
        let path = "\(path)/\(name)"
        next += 1
        keys[path] = key
        switch node {
        case .container(let children, let said):
            var container = ContentContainer(
                key: key, kind: parent == nil ? .workspace : .folder, name: name, parent: parent, created: date)
            container.security = FirmContent.security(said.access, said.defaultSecurity)
            container.profile = inherited.merging(FirmContent.profile(said.profile))
            let owner = container.profile[.owner] ?? "NRTADMIN"
            container.profile[.owner] = owner
            if parent == nil, container.profile[.author] == nil { container.profile[.author] = owner }
            container.lastUser = owner
            container.isTemplate = said.isTemplate
            if let search = said.search {
                container.folderType = .search
                container.search = search
            }
            seed.containers.append(container)
            let custom = Profile(
                Dictionary(
                    container.profile.fields.filter { $0.field.customNumber != nil }.map { ($0.field, $0.text) }
                ) { $1 })
            for (childName, child) in children.sorted(by: { $0.key < $1.key }) {
                add(child, childName, in: key, library, path: path, inherited: custom)
            }
        case .document(let document):
            // A document lies in a workspace or a folder, never in the library itself.
            guard let parent else { return }
            seed.documents.append(ContentState.Row(planted(document, name, key, parent, inherited)))
        }
    }

    private func planted(
        _ document: FirmContent.Document, _ name: String, _ key: ContentKey, _ parent: ContentKey,
        _ inherited: Profile
    ) -> ContentDocument {
        let blobs =
            document.size.map { [Blob.filler(0x78, size: $0)] } ?? document.versions.map { Blob(Array($0.utf8)) }
        let author = document.profile[ProfileField.author.rawValue] ?? "NRTADMIN"
        let versions = (blobs.isEmpty ? [Blob([])] : blobs).enumerated().map { index, blob in
            DocumentVersion(number: index + 1, blob: blob, author: author, date: date)
        }
        var planted = ContentDocument(key: key, name: name, parent: parent, versions: versions, profileEdited: date)
        planted.security = FirmContent.security(document.access, document.defaultSecurity)
        planted.profile = inherited.merging(FirmContent.profile(document.profile))
        if planted.profile[.author] == nil { planted.profile[.author] = author }
        if planted.isEmail {
            let inFile = blobs.last?.text.flatMap { InternetMessage($0.utf8) }?.headers
            // A scenario whose dates cannot be read has none.
            planted.email =
                (try? EmailHeaders({ document.profile[$0].map(JSONObject.Member.text) }, over: inFile)) ?? inFile
        }
        planted.checkedOut = document.checkedOutBy.map {
            CheckOut(user: $0.uppercased(), program: document.checkedOutIn ?? "DeskSite", date: date)
        }
        if document.isTrashed {
            planted.trashed = versions.map {
                TrashedVersion(version: $0, date: date, user: "NRTADMIN", folder: parent)
            }
            planted.versions = []
        }
        return planted
    }
}
