import WorkTime

/// What a firm's libraries hold at the start: library, workspace, folders, documents.
public struct FirmContent: Sendable {
    /// A node of the tree: a container with others in it, or a document.
    public indirect enum Node: Sendable {
        case container([String: Node], access: [String: String])
        case document(Document)
    }

    /// A document at the start.
    public struct Document: Sendable {
        /// The texts of its versions, oldest first.
        public var versions: [String]
        /// The size of a single version instead of texts, in bytes.
        public var size: Int?
        /// Who has it checked out.
        public var checkedOutBy: String?
        /// The program in which.
        public var checkedOutIn: String?
        /// Rights that differ, by user.
        public var access: [String: String]

        /// Describes a document.
        public init(
            versions: [String], size: Int? = nil, checkedOutBy: String? = nil, checkedOutIn: String? = nil,
            access: [String: String] = [:]
        ) {
            self.versions = versions
            self.size = size
            self.checkedOutBy = checkedOutBy
            self.checkedOutIn = checkedOutIn
            self.access = access
        }
    }

    /// The libraries by name.
    public var libraries: [String: Node]

    /// A tree of libraries.
    public init(libraries: [String: Node] = [:]) {
        self.libraries = libraries
    }
}

extension FirmContent {
    /// The tree as containers and documents, numbered in the order of the names, library by library.
    func seed(at date: WorkDate) -> ContentSeed {
        var seed = ContentSeed()
        for (library, node) in libraries.sorted(by: { $0.key < $1.key }) {
            guard case .container(let children, let access) = node else { continue }
            seed.libraryAccess[library.uppercased()] = Self.levels(access)
            var next = 1
            for (name, child) in children.sorted(by: { $0.key < $1.key }) {
                Self.add(child, name, in: nil, library, date, &next, &seed)
            }
        }
        return seed
    }

    private static func add(
        _ node: Node, _ name: String, in parent: ContentKey?, _ library: String, _ date: WorkDate, _ next: inout Int,
        _ seed: inout ContentSeed
    ) {
        let key = ContentKey(library: library, number: next)
        next += 1
        switch node {
        case .container(let children, let access):
            seed.containers.append(
                ContentContainer(
                    key: key, kind: parent == nil ? .workspace : .folder, name: name, parent: parent,
                    access: levels(access)))
            for (childName, child) in children.sorted(by: { $0.key < $1.key }) {
                add(child, childName, in: key, library, date, &next, &seed)
            }
        case .document(let document):
            // A document lies in a workspace or a folder, never in the library itself.
            guard let parent else { return }
            let contents =
                document.size.map { [[UInt8](repeating: 0x78, count: $0)] } ?? document.versions.map { Array($0.utf8) }
            let versions = (contents.isEmpty ? [[]] : contents).enumerated().map { index, bytes in
                DocumentVersion(number: index + 1, bytes: bytes, author: "NRTADMIN", date: date)
            }
            seed.documents.append(
                ContentDocument(
                    key: key, name: name, parent: parent, versions: versions,
                    checkedOut: document.checkedOutBy.map {
                        CheckOut(user: $0.uppercased(), program: document.checkedOutIn ?? "DeskSite")
                    },
                    access: levels(document.access)))
        }
    }

    private static func levels(_ words: [String: String]) -> [String: AccessLevel] {
        Dictionary(words.compactMap { user, word in AccessLevel(word: word).map { (user.uppercased(), $0) } }) { $1 }
    }
}

/// What the libraries hold at the start, as the first event has it.
public struct ContentSeed: Codable, Sendable {
    var containers: [ContentContainer] = []
    var documents: [ContentDocument] = []
    var libraryAccess: [String: [String: AccessLevel]] = [:]
}
