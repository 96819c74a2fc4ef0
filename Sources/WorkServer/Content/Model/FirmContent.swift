import WorkTime

/// What a firm's libraries hold at the start: library, workspace, folders, documents.
public struct FirmContent: Sendable {
    /// A node of the tree: a container with others in it, or a document.
    public indirect enum Node: Sendable {
        case container([String: Node], Container)
        case document(Document)
    }

    /// What is said of a library, a workspace or a folder.
    public struct Container: Sendable {
        /// Rights, by user id, or by group id behind `group `.
        public var access: [String: String] = [:]
        /// What holds for everybody else: `inherit`, `private`, `view` or `public`.
        public var defaultSecurity: String?
        /// What a search folder looks for; nil for a folder that holds documents.
        public var search: [String: String]?
        /// Fields by their names in the API; what is in it inherits the custom ones.
        public var profile: [String: String] = [:]
        /// Whether workspaces are made after it.
        public var isTemplate = false

        /// A container of which nothing is said.
        public init() {}
    }

    /// A document at the start.
    public struct Document: Sendable {
        /// The texts of its versions, oldest first.
        public var versions: [String] = []
        /// The size of a single version instead of texts, in bytes.
        public var size: Int?
        /// Who has it checked out.
        public var checkedOutBy: String?
        /// The program in which.
        public var checkedOutIn: String?
        /// Rights that differ, by user id, or by group id behind `group `.
        public var access: [String: String] = [:]
        /// What holds for everybody else.
        public var defaultSecurity: String?
        /// Fields by their names in the API.
        public var profile: [String: String] = [:]
        /// Whether it is in the trash.
        public var isTrashed = false

        /// A document without contents.
        public init() {}
    }

    /// The libraries by name.
    public var libraries: [String: Node]
    /// The lookup tables of all libraries.
    public var tables = LibraryTables()
    /// The number that the first thing of each library gets.
    public var firstNumber = 1
    /// Paths of favourites, by user id.
    public var favorites: [String: [String]] = [:]
    /// Paths of workspaces, by user id.
    public var matters: [String: [String]] = [:]

    /// A tree of libraries.
    public init(libraries: [String: Node] = [:]) {
        self.libraries = libraries
    }
}

/// What the libraries hold at the start, as the first event has it.
public struct ContentSeed: Codable, Sendable {
    var libraries: [String] = []
    var firstNumber = 1
    var containers: [ContentContainer] = []
    var documents: [ContentState.Row<ContentDocument>] = []
    var librarySecurity: [String: Security] = [:]
    var tables = LibraryTables()
    var lists: [String: PersonalLists] = [:]
}

extension ContentState {
    /// Takes in what the libraries hold at the start.
    mutating func take(_ seed: ContentSeed) {
        for library in seed.libraries {
            addLibrary(library, firstNumber: seed.firstNumber)
            tables[library.uppercased()] = seed.tables
        }
        for container in seed.containers { save(container) }
        for document in seed.documents { save(document) }
        librarySecurity = seed.librarySecurity
        lists = seed.lists
    }
}
