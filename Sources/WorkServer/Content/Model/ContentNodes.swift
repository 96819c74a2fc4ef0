public import WorkTime

/// A workspace, a folder, or a shortcut to one.
public struct ContentContainer: Codable, Sendable {
    /// What it is: iManage's `wstype`.
    public enum Kind: String, Codable, Sendable {
        case workspace
        case folder
        case folderShortcut = "folder_shortcut"
        case workspaceShortcut = "workspace_shortcut"
    }

    /// What kind of folder: iManage's `folder_type`.
    public enum FolderType: String, Codable, Sendable, CaseIterable {
        case regular
        case search
        case tab
    }

    /// Its id.
    public let key: ContentKey
    /// What it is.
    public let kind: Kind
    /// What kind of folder.
    public internal(set) var folderType = FolderType.regular
    /// Its name.
    public internal(set) var name: String
    /// What it lies in; nil for a workspace.
    public internal(set) var parent: ContentKey?
    /// What a shortcut leads to.
    public internal(set) var target: ContentKey?
    /// Custom fields, owner, description and the like.
    public internal(set) var profile = Profile()
    /// Rights that differ from what lies above.
    public internal(set) var security = Security()
    /// What a search folder looks for, by the names of the search's filters.
    public internal(set) var search: [String: String] = [:]
    /// Name-value pairs that programs keep there.
    public internal(set) var pairs: [String: String] = [:]
    /// Whether new workspaces are made after it.
    public internal(set) var isTemplate = false
    /// When it was made.
    public let created: WorkDate
    /// Whether people from outside are shown in it as those of the firm; only kept and told.
    public internal(set) var isExternalAsNormal = false
    /// What it is made to show, by iManage's `view_type`; nil for documents.
    public internal(set) var viewType: String?
    /// When it was changed.
    public internal(set) var edited: WorkDate
    /// Who changed it last; nil where nobody is known to have.
    public internal(set) var lastUser: String?

    init(key: ContentKey, kind: Kind, name: String, parent: ContentKey?, created: WorkDate) {
        self.key = key
        self.kind = kind
        self.name = name
        self.parent = parent
        self.created = created
        edited = created
    }
}

/// One version of a document.
public struct DocumentVersion: Codable, Sendable {
    /// Its number, from 1.
    public let number: Int
    /// The contents.
    public internal(set) var blob: Blob
    /// Who saved it.
    public internal(set) var author: String
    /// When.
    public internal(set) var date: WorkDate

    /// The contents as text; nil where they are none, or too large to be held in memory.
    public var text: String? { blob.text }
}

/// A version that was deleted, and can be restored.
public struct TrashedVersion: Codable, Sendable {
    /// The version.
    public let version: DocumentVersion
    /// When it was deleted.
    public let date: WorkDate
    /// Who did it.
    public let user: String
    /// The folder that the document lay in.
    public let folder: ContentKey?
}

/// Who has a document checked out, and how.
public struct CheckOut: Hashable, Codable, Sendable {
    /// The user id in capitals.
    public let user: String
    /// The program, such as DeskSite.
    public let program: String
    /// When.
    public var date: WorkDate?
    /// When it is to be back, as the caller wrote it.
    public var due: String?
    /// Where the copy lies, on which machine and why, as the caller wrote it.
    public var path: String?
    /// The machine.
    public var location: String?
    /// Why.
    public var comment: String?
}

/// A document with its versions.
public struct ContentDocument: Codable, Sendable {
    /// Its id, without a version.
    public let key: ContentKey
    /// Its file name, with the ending.
    public internal(set) var name: String
    /// The folder that it lies in; nil where it lies in none.
    public internal(set) var parent: ContentKey?
    /// Other folders in which it shows, as a reference.
    public internal(set) var references: [ContentKey] = []
    /// Its versions, oldest first; none where all are in the trash.
    public internal(set) var versions: [DocumentVersion]
    /// Versions in the trash; their numbers stay taken.
    public internal(set) var trashed: [TrashedVersion] = []
    /// Who has it; nil for nobody.
    public package(set) var checkedOut: CheckOut? {
        get { holder.first }
        set { holder = newValue.map { [$0] } ?? [] }
    }
    /// One or none: most documents are nobody's, and have no room for one then.
    private var holder: [CheckOut] = []
    /// What is known of it as an e-mail; nil for other documents.
    public internal(set) var email: EmailHeaders? {
        get { headers.first }
        set { headers = newValue.map { [$0] } ?? [] }
    }
    private var headers: [EmailHeaders] = []
    /// The fields that are set.
    public internal(set) var profile = Profile()
    /// Rights that differ from what lies above.
    public package(set) var security = Security()
    /// Name-value pairs that programs keep there.
    public internal(set) var pairs: [String: String] = [:]
    /// Documents that it is related to.
    public internal(set) var related: [ContentKey] = []
    /// When its profile was changed.
    public internal(set) var profileEdited: WorkDate

    init(key: ContentKey, name: String, parent: ContentKey?, versions: [DocumentVersion], profileEdited: WorkDate) {
        self.key = key
        self.name = name
        self.parent = parent
        self.versions = versions
        self.profileEdited = profileEdited
    }

    /// The latest version.
    public var latest: DocumentVersion? { versions.last }

    /// The number that the next version gets.
    var nextVersion: Int {
        max(versions.last?.number ?? 0, trashed.map(\.version.number).max() ?? 0) + 1
    }

    /// Where the dot before the ending is.
    private var dot: String.Index? {
        name.utf8.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 == name.startIndex ? nil : $0 }
    }

    /// The part of the name behind the last dot.
    var fileExtension: String {
        guard let dot else { return "" }
        let after = name.utf8.index(after: dot)
        // A mark that belongs to the dot goes with it; an ASCII character is never one.
        let isPlain = after == name.endIndex || name.utf8[after] < 0x80
        return String(name[(isPlain ? after : name.index(after: dot))...])
    }

    /// The name without its ending.
    var baseName: String { dot.map { String(name[..<$0]) } ?? name }
}

/// Something that was done with a document.
public struct ContentActivity: Codable, Sendable {
    /// The document.
    public let document: ContentKey
    /// The version.
    public let version: Int
    /// What was done.
    public let activity: Activity
    /// Who did it.
    public let user: String
    /// When.
    public let date: WorkDate
    /// The program that did it.
    public let program: String
    /// What was said about it.
    public var comments: String?
}

/// What may be done with a document.
///
/// iManage's table of activity codes is not public: the numbers are our own.
public enum Activity: String, Codable, Sendable, CaseIterable {
    case create = "Create"
    case newVersion = "New Version"
    case replace = "Replace"
    case view = "View"
    case download = "Export"
    case checkOut = "Checkout"
    case checkIn = "Checkin"
    case lock = "Lock"
    case unlock = "Unlock"
    case modify = "Modify"
    case security = "Security Change"
    case copy = "Copy"
    case move = "Move"
    case unfile = "Unfile"
    case delete = "Delete"
    case restore = "Restore"

    /// The word by which the API names it: those of the history's filter are vendor text, the others are ours.
    var word: String {
        switch self {
        case .create: "NEWDOCUMENT"
        case .newVersion: "NEWDOCVER"
        case .replace, .modify: "MODIFY"
        case .download: "EXPORT"
        case .copy: "COPYDOC"
        case .security: "SECURITY"
        case .view, .checkOut, .checkIn, .lock, .unlock, .move, .unfile, .delete, .restore: rawValue.uppercased()
        }
    }
}
