/// Finding one's way by names, and rights, which follow the same way upwards.
extension ContentState {
    /// What a person may do with something: what is said nearest to it holds; unless said, everybody may change it.
    func level(of person: Identity, on key: ContentKey) -> AccessLevel {
        if person.isAdministrator { return .full }
        var place: ContentKey? = key
        var isAuthor = false
        if let row = row(key) {
            if let level = row.value.security.listed(person) { return level }
            // Who made a thing may do everything with it, unless a list says otherwise: also that of a wall around it.
            isAuthor = row.value.profile[.author] == person.user
            if !isAuthor, let level = row.value.security.standard.level { return level }
            place = row.value.parent
        } else if let target = containerRow(key)?.value.target, level(of: person, on: target) == .none {
            // A shortcut bears the name of what it leads to.
            return .none
        }
        while let current = place, let row = containerRowOrRemoved(current) {
            if let level = row.value.security.listed(person) { return level }
            if !isAuthor, let level = row.value.security.standard.level { return level }
            place = row.value.parent
        }
        let library = librarySecurity[key.library]
        if let level = library?.listed(person) { return level }
        return isAuthor ? .full : library?.standard.level ?? .write
    }

    /// The default security that something inherits from what it lies in.
    func inheritedSecurity(of parent: ContentKey?) -> DefaultSecurity {
        var place = parent
        while let current = place, let row = containerRow(current) {
            if row.value.security.standard != .inherit { return row.value.security.standard }
            place = row.value.parent
        }
        return .public
    }

    /// The document at a path such as `ACTIVE/Acme v. Bolt/Pleadings/Complaint.docx`; nil where there is none.
    public func document(at path: String) -> ContentDocument? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 2, let folder = container(at: parts.dropLast()) else { return nil }
        return children(of: folder).lazy.compactMap { document($0) }.first { $0.name == parts.last }
    }

    /// A document of which all versions are in the trash, by the path at which it lay.
    func trashed(at path: String) -> ContentDocument? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 2, let folder = container(at: parts.dropLast()) else { return nil }
        return trash(of: parts[0]).first { $0.versions.isEmpty && $0.parent == folder && $0.name == parts.last }
    }

    /// The container at a path that begins with its library; nil where there is none.
    func container(at parts: [String]) -> ContentKey? {
        guard parts.count > 1, let library = parts.first else { return nil }
        var found = workspaces(in: library).first { container($0)?.name == parts[1] }
        for name in parts.dropFirst(2) {
            guard let current = found else { return nil }
            found = children(of: current).first { container($0)?.name == name }
        }
        return found
    }

    /// A container with all that lie below it.
    func subtree(of start: ContentKey) -> [ContentContainer] {
        var found: [ContentContainer] = []
        var open = [start]
        while let key = open.popLast() {
            guard let container = container(key) else { continue }
            found.append(container)
            open += children(of: key).reversed()
        }
        return found
    }

    /// The documents below a container path, all of them for a library's name alone.
    public func documents(below path: String) -> [ContentDocument] {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 1 else {
            return indexes[path.uppercased()]?.live.compactMap { document($0) } ?? []
        }
        guard let start = container(at: parts) else { return [] }
        return subtree(of: start).flatMap { children(of: $0.key) }.compactMap { document($0) }
            .sorted { $0.key < $1.key }
    }

    /// The containers above a place, from the workspace down to it.
    func way(to place: ContentKey?) -> [ContentContainer] {
        var way: [ContentContainer] = []
        var place = place
        while let current = place, let container = container(current) {
            way.append(container)
            place = container.parent
        }
        return way.reversed()
    }

    /// The container above a place, or the place itself, that lies in no other.
    func root(of place: ContentKey?) -> Row<ContentContainer>? {
        var root = place.flatMap { containerRow($0) }
        while let row = root, let above = row.value.parent, let parent = containerRow(above) { root = parent }
        return root
    }

    /// The workspace that a place belongs to.
    func workspace(of place: ContentKey?) -> ContentContainer? {
        root(of: place).flatMap { $0.value.kind == .workspace ? $0.value : nil }
    }

    /// The path of a document.
    public func path(of document: ContentDocument) -> String {
        ([document.key.library] + way(to: document.parent).map(\.name) + [document.name]).joined(separator: "/")
    }
}
