public import WorkTime

/// A workspace or a folder.
public struct ContentContainer: Hashable, Codable, Sendable {
    /// What it is.
    public enum Kind: String, Codable, Sendable {
        case workspace
        case folder
    }

    /// Its id.
    public let key: ContentKey
    /// What it is.
    public let kind: Kind
    /// Its name.
    public let name: String
    /// What it lies in; nil for a workspace.
    public let parent: ContentKey?
    /// Rights that differ from what lies above, by user id in capitals.
    public internal(set) var access: [String: AccessLevel]
}

/// One version of a document.
public struct DocumentVersion: Hashable, Codable, Sendable {
    /// Its number, from 1.
    public let number: Int
    /// The contents.
    public let bytes: [UInt8]
    /// Who saved it.
    public let author: String
    /// When.
    public let date: WorkDate

    /// The contents as text; nil where they are none.
    public var text: String? { String(validating: bytes, as: UTF8.self) }
}

/// Who has a document checked out, and in which program.
public struct CheckOut: Hashable, Codable, Sendable {
    /// The user id.
    public let user: String
    /// The program, such as DeskSite.
    public let program: String
}

/// A document with its versions.
public struct ContentDocument: Hashable, Codable, Sendable {
    /// Its id, without a version.
    public let key: ContentKey
    /// Its file name.
    public let name: String
    /// The folder that it lies in.
    public internal(set) var parent: ContentKey
    /// Its versions, oldest first; at least one.
    public internal(set) var versions: [DocumentVersion]
    /// Who has it; nil for nobody.
    public internal(set) var checkedOut: CheckOut?
    /// Rights that differ from what lies above, by user id in capitals.
    public internal(set) var access: [String: AccessLevel]

    /// The latest version.
    public var latest: DocumentVersion? { versions.last }

    /// The part of the name behind the last dot.
    var fileExtension: String { name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? "" }
}
