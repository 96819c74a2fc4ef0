import ScenarioKeys

/// The names that a file may use where it stands: those of its world, and what its steps create on the way.
struct WorldNames {
    private(set) var people: Set<String> = []
    private(set) var servers: Set<String> = []
    /// Ids of documents, without the dollar.
    private(set) var documents: Set<String> = []
    private var accounts: Set<String> = []
    private var groups: Set<String> = []
    private var applications: Set<String> = ["Office & Dragons"]
    /// Paths by their folded form: case does not count in them.
    private var folders: [String: String] = [:]
    private var documentPaths: [String: String] = [:]
    private var pathsByID: [String: String] = [:]
    /// Folders in which a step saves something whose name only the server knows.
    private var openFolders: Set<String> = []
    /// Whether a step has created what the file does not name: then any path may be there, or any application.
    private var mayHoldMorePaths = false
    private var mayHoldMoreApplications = false
    /// Whether the file cannot tell what is there.
    var mayHoldMore: Bool { mayHoldMorePaths || mayHoldMoreApplications || !openFolders.isEmpty }
    var stepIDs: Set<String> = []
    /// Names that `gives` has bound so far.
    var given: Set<String> = []
    /// Whether people and servers are known: not where a preset is not.
    var isWorldKnown = true

    /// Nothing is known yet.
    init() {}

    /// The names of a world; `nodeKeys` are the keys by which a node of its content says what it is.
    init(world: Value, nodeKeys: Set<String>) {
        for person in world["people"]?.entries ?? [] {
            people.insert(person.key)
            accounts.insert(person.key.uppercased())
            for account in person.value["accounts"]?.entries ?? [] {
                if let user = account.value["user"]?.text ?? account.value.text { accounts.insert(user.uppercased()) }
            }
        }
        for server in world["servers"]?.entries ?? [] {
            servers.insert(server.key)
            for user in server.value["users"]?.entries ?? [] {
                accounts.insert(user.key.uppercased())
                groups.formUnion((user.value["groups"]?.items ?? []).compactMap { $0.text?.uppercased() })
            }
            for application in server.value["applications"]?.entries ?? [] {
                applications.insert(application.key)
                for key in ["name", "client_id"] { application.value[key]?.text.map { _ = applications.insert($0) } }
            }
            for library in server.value["content"]?.entries ?? [] {
                folders[library.key.lowercased()] = library.key
                add(library.value, at: library.key, nodeKeys)
            }
        }
    }

    private mutating func add(_ node: Value, at path: String, _ nodeKeys: Set<String>) {
        if let id = node["id"]?.text {
            documents.insert(id)
            pathsByID[id] = path
        }
        for child in node.entries where !nodeKeys.contains(child.key) {
            let place = "\(path)/\(child.key)"
            let isDocument = ["versions", "size", "id", "checked_out", "trashed"].contains { child.value[$0] != nil }
            if isDocument { documentPaths[place.lowercased()] = place } else { folders[place.lowercased()] = place }
            add(child.value, at: place, nodeKeys)
        }
    }

    // MARK: What steps create

    /// Adds what a step leaves behind that later steps may name.
    mutating func add(step: String, _ arguments: Value) {
        switch step {
        case "other.request":
            let isReading = ["GET", "HEAD", "OPTIONS"].contains(arguments["method"]?.text ?? "GET")
            let hasBody = ["json", "form", "body", "size"].contains { arguments[$0] != nil }
            if !isReading || hasBody { (mayHoldMorePaths, mayHoldMoreApplications) = (true, true) }
        case "user.save":
            let isNew = arguments["how"]?.text == "document" || arguments["name"] != nil
            guard isNew || arguments["conflict"]?.text == "copy" else { return }
            guard let document = path(arguments["document"]) else { return mayHoldMorePaths = true }
            openFolders.insert((arguments["folder"]?.text ?? Self.parent(of: document)).lowercased())
        case "work.move":
            guard let document = path(arguments["document"]), let folder = arguments["to"]?.text else {
                return mayHoldMorePaths = true
            }
            let place = "\(folder)/\(document.split(separator: "/").last ?? "")"
            documentPaths[place.lowercased()] = place
        case "admin.register_application", "admin.edit_application":
            for fields in [arguments, arguments["change"] ?? .map([])] {
                for key in ["name", "client_id"] { fields[key]?.text.map { _ = applications.insert($0) } }
            }
        case "admin.import_package": mayHoldMoreApplications = true
        case "office.add_server": arguments["server"]?.text.map { _ = servers.insert($0) }
        case "office.edit_server": arguments["name"]?.text.map { _ = servers.insert($0) }
        default: break
        }
    }

    /// Notes that others than the steps may create documents, folders and applications at any time.
    mutating func openToOthers() { (mayHoldMorePaths, mayHoldMoreApplications) = (true, true) }

    /// Adds a document that a step saves as a new one, where there is such a folder.
    mutating func add(newDocument path: String) {
        if knows(Self.parent(of: path), as: .folders) { documentPaths[path.lowercased()] = path }
    }

    private func path(_ document: Value?) -> String? {
        if case .reference(let id) = document { return pathsByID[id] }
        return document?.text
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    // MARK: Looking up

    /// Whether a name is known where one of this kind is asked for.
    func knows(_ name: String, as kind: Shape.Declared) -> Bool {
        switch kind {
        case .people: return people.contains(name)
        case .servers: return servers.contains(name)
        case .stepIDs: return stepIDs.contains(name)
        case .accounts: return people.contains(name) || accounts.contains(name.uppercased())
        case .groups:
            let group = name.lowercased().hasPrefix("group ") ? String(name.dropFirst(6)) : nil
            if let group { return groups.contains(group.uppercased()) }
            return knows(name, as: .accounts) || groups.contains(name.uppercased())
        case .applications:
            if mayHoldMoreApplications || applications.contains(name) { return true }
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            return parts.count == 2 && servers.contains(parts[0]) && applications.contains(parts[1])
        case .folders: return mayHoldMorePaths || folders[name.lowercased()] != nil || isOpen(name)
        case .documents:
            return knows(name, as: .folders) || documentPaths[name.lowercased()] != nil
        case .journalWords: return true
        }
    }

    private func isOpen(_ path: String) -> Bool { openFolders.contains(Self.parent(of: path).lowercased()) }

    /// The names of a kind, sorted.
    func all(_ kind: Shape.Declared) -> [String] {
        switch kind {
        case .people: people.sorted()
        case .servers: servers.sorted()
        case .stepIDs: stepIDs.sorted()
        case .accounts: people.sorted() + accounts.sorted()
        case .groups: people.sorted() + accounts.sorted() + groups.sorted().flatMap { ["group \($0)", $0] }
        case .applications: applications.sorted()
        case .folders: folders.values.sorted()
        case .documents: documentPaths.values.sorted() + folders.values.sorted() + documents.sorted().map { "$\($0)" }
        case .journalWords: []
        }
    }
}

extension Shape.Declared {
    /// How a message begins that a name is not known: `nobody is called`.
    var noneIsCalled: String {
        switch self {
        case .people: "nobody is called"
        case .accounts: "nobody has the name or user id"
        case .groups: "nobody and no group is called"
        case .servers: "no server is called"
        case .stepIDs: "no step is called"
        case .applications: "no application is called"
        case .folders: "no folder is called"
        case .documents: "no document is called"
        case .journalWords: "no rule is called"
        }
    }

    /// Whether a file may say that something of this name is meant to be missing: `{ absent: ACTIVE/Nowhere }`.
    var mayBeAbsent: Bool {
        switch self {
        case .folders, .documents, .applications, .accounts: true
        case .people, .servers, .groups, .stepIDs, .journalWords: false
        }
    }
}
