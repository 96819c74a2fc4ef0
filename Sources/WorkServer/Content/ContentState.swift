/// What the libraries hold, with indexes by name so that a lookup does not grow with the library.
public struct ContentState: Sendable {
    /// Workspaces and folders.
    public internal(set) var containers: [ContentKey: ContentContainer] = [:]
    /// Documents.
    public internal(set) var documents: [ContentKey: ContentDocument] = [:]
    /// Rights on whole libraries.
    var libraryAccess: [String: [String: AccessLevel]] = [:]
    /// What lies in a container, in the order of creation.
    private(set) var children: [ContentKey: [ContentKey]] = [:]
    private(set) var workspaces: [String: [ContentKey]] = [:]
    private var highest: [String: Int] = [:]

    /// An empty content.
    init() {}

    /// The next free number of a library.
    func nextKey(in library: String) -> ContentKey {
        ContentKey(library: library, number: (highest[library.uppercased()] ?? 0) + 1)
    }

    mutating func insert(_ container: ContentContainer) {
        containers[container.key] = container
        note(container.key)
        if let parent = container.parent {
            children[parent, default: []].append(container.key)
        } else {
            workspaces[container.key.library, default: []].append(container.key)
        }
    }

    mutating func insert(_ document: ContentDocument) {
        documents[document.key] = document
        note(document.key)
        children[document.parent, default: []].append(document.key)
    }

    mutating func change(_ key: ContentKey, _ edit: (inout ContentDocument) -> Void) {
        guard var document = documents[key] else { return }
        let parent = document.parent
        edit(&document)
        documents[key] = document
        guard document.parent != parent else { return }
        children[parent]?.removeAll { $0 == key }
        children[document.parent, default: []].append(key)
    }

    mutating func remove(_ key: ContentKey) {
        guard let document = documents.removeValue(forKey: key) else { return }
        children[document.parent]?.removeAll { $0 == key }
    }

    private mutating func note(_ key: ContentKey) {
        highest[key.library] = max(highest[key.library] ?? 0, key.number)
    }

    /// What a user may do with something: what is said nearest to it holds; unless said, everybody may write.
    func level(of user: String, on key: ContentKey) -> AccessLevel {
        let user = user.uppercased()
        var place: ContentKey? = key
        if let document = documents[key] {
            if let level = document.access[user] { return level }
            place = document.parent
        }
        while let current = place, let container = containers[current] {
            if let level = container.access[user] { return level }
            place = container.parent
        }
        return libraryAccess[key.library]?[user] ?? .write
    }

    /// The document at a path such as `ACTIVE/Acme v. Bolt/Pleadings/Complaint.docx`; nil where there is none.
    public func document(at path: String) -> ContentDocument? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 2, let folder = container(at: parts.dropLast()) else { return nil }
        return children[folder]?.lazy.compactMap { documents[$0] }.first { $0.name == parts.last }
    }

    /// The container at a path that begins with its library; nil where there is none.
    func container(at parts: [String]) -> ContentKey? {
        guard parts.count > 1, let library = parts.first else { return nil }
        var found = workspaces[library.uppercased()]?.first { containers[$0]?.name == parts[1] }
        for name in parts.dropFirst(2) {
            guard let current = found else { return nil }
            found = children[current]?.first { containers[$0]?.name == name }
        }
        return found
    }

    /// The documents below a container path, all of them for a library's name alone.
    public func documents(below path: String) -> [ContentDocument] {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 1 else {
            return documents.values.filter { $0.key.library == path.uppercased() }.sorted { $0.key < $1.key }
        }
        guard let start = container(at: parts) else { return [] }
        var found: [ContentDocument] = []
        var open = [start]
        while let container = open.popLast() {
            for child in children[container] ?? [] {
                if let document = documents[child] { found.append(document) } else { open.append(child) }
            }
        }
        return found.sorted { $0.key < $1.key }
    }

    /// The path of a document.
    public func path(of document: ContentDocument) -> String {
        var names = [document.name]
        var place: ContentKey? = document.parent
        while let current = place, let container = containers[current] {
            names.append(container.name)
            place = container.parent
        }
        return ([document.key.library] + names.reversed()).joined(separator: "/")
    }
}
