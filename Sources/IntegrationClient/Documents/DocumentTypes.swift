/// Something in a folder: another folder, or a document.
public struct LibraryItem: Codable, Hashable, Sendable {
    /// Its id on the server; of a shortcut that of what it leads to.
    public let id: String
    /// Its name, of a document with its ending.
    public let name: String
    /// Whether it holds others.
    public let isContainer: Bool
    /// Whether it is a search that looks like a folder: it shows documents and holds none.
    public let isSearch: Bool

    /// Reads a row of a list; nil where it has no id.
    init?(_ row: JSONValue) {
        let kind = row["wstype"]?.text ?? (row["folder_type"] == nil && row["version"] != nil ? "document" : "folder")
        let target = kind.hasSuffix("_shortcut") ? row["target"] : nil
        guard let id = target?["id"]?.identifier ?? row["id"]?.identifier else { return nil }
        isContainer = !["document", "email", "document_shortcut"].contains(kind)
        self.id = id
        if isContainer {
            name = row["name"]?.text ?? target?["name"]?.text ?? id
        } else {
            name = DocumentProfile(row)?.name ?? id
        }
        isSearch =
            row["folder_type"]?.text == "search" || row["is_content_saved_search"]?.isTrue == true
            || row["is_container_saved_search"]?.isTrue == true
    }
}

/// Items of a place, and what should be known of the list.
public struct ItemList: Sendable {
    /// The items, sorted by name.
    public let items: [LibraryItem]
    /// Whether there is more than the server tells.
    public let isCutShort: Bool

    /// What the person should know: that the list is not whole.
    public var notices: [String] {
        guard isCutShort else { return [] }
        return [
            "iManage has cut the list short after \(items.count) entries: narrow the search to see what is missing."
        ]
    }
}

/// A document that was opened.
public struct OpenedDocument: Sendable {
    /// Its id on the server, with the version.
    public let id: String
    /// The version.
    public let version: Int
    /// The contents.
    public let bytes: [UInt8]
    /// The contents as text; nil where they are none.
    public var text: String? { String(validating: bytes, as: UTF8.self) }
}

/// A document that was downloaded.
public struct DownloadedDocument: Hashable, Sendable {
    /// Its id on the server, with the version.
    public let id: String
    /// Its name, with the ending.
    public let name: String
    /// The version.
    public let version: Int
    /// How many bytes it has.
    public let size: Int
    /// Whether the server told a checksum that the contents were held against.
    public let isVerified: Bool
    /// How many times the download was taken up after it broke off.
    public let resumptions: Int
}

/// A document that was saved.
public struct SavedDocument: Hashable, Sendable {
    /// The number of the version that was stored.
    public let version: Int
    /// The name it has on the server, with the ending.
    public let name: String
    /// How many bytes were sent; 0 where they were found stored already.
    public let size: Int
    /// What the person should know although it is stored.
    public var notices: [String] = []
}

/// How a document is saved.
public enum SaveMode: String, Codable, Sendable, CaseIterable {
    /// As a new version of the document.
    case version
    /// As a new document beside it.
    case document
}

/// What becomes of a save where somebody has saved since, or has the document checked out.
public enum ConflictChoice: String, Codable, Sendable, CaseIterable {
    /// Nothing is saved, and the person is told.
    case ask
    /// A newer version gets another one on top; a document that somebody has checked out is left alone.
    case newVersion = "new_version"
    /// The contents are saved as a new document beside it.
    case copy
}

/// How far a transfer has come.
public struct TransferProgress: Hashable, Sendable {
    /// Bytes that have been transferred.
    public let done: Int
    /// Bytes that there are in all; nil where the server has not told.
    public let total: Int?

    /// Tells how far a transfer has come.
    public init(done: Int, total: Int?) {
        self.done = done
        self.total = total
    }
}

/// A document as the server lists it.
struct DocumentProfile: Sendable {
    private(set) var id: String
    private(set) var version: Int
    /// With the ending.
    let name: String
    private(set) var size: Int?
    private(set) var checksum: Checksum?
    /// Who has it checked out, `somebody else` where the server does not say who; nil for nobody.
    let checkedOutBy: String?
    /// Whether the server says at all if it is checked out.
    let tellsCheckOut: Bool

    /// Reads a profile; nil where it has no id.
    init?(_ json: JSONValue?) {
        guard let json, let id = json["id"]?.identifier else { return nil }
        let ending = (json["extension"]?.text ?? "").drop { $0 == "." }
        let base = json["name"]?.text ?? id
        self.id = id
        let told = json["version"]?.count.flatMap { $0 > 0 ? $0 : nil }
        version = told ?? DocumentNumber(id)?.version ?? 1
        // A name may come with its ending or without.
        name = ending.isEmpty || base.lowercased().hasSuffix("." + ending.lowercased()) ? base : "\(base).\(ending)"
        size = json["size"]?.count
        checksum = Checksum(json["checksum"]?.text)
        let isOut = json["is_checked_out"]
        tellsCheckOut = isOut != nil
        checkedOutBy = isOut?.isTrue == true ? json["in_use_by"]?.text ?? "somebody else" : nil
    }

    /// The same document at another version, of whose contents nothing is known.
    func withoutContents(id: String, version: Int) -> DocumentProfile {
        var other = self
        (other.id, other.version, other.size, other.checksum) = (id, version, nil, nil)
        return other
    }
}

/// What a document's id says: `ACTIVE!3.2` is version 2 of number 3.
struct DocumentNumber: Hashable, Sendable {
    let number: Int64
    let version: Int?

    init?(_ id: String) {
        guard let mark = id.lastIndex(of: "!") else { return nil }
        let parts = id[id.index(after: mark)...].split(separator: ".")
        guard let number = parts.first.flatMap({ Int64($0) }), number > 0 else { return nil }
        self.number = number
        version = parts.count == 2 ? Int(parts[1]).flatMap { $0 > 0 ? $0 : nil } : nil
    }
}
