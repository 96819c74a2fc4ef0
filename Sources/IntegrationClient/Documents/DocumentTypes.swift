/// Something in a folder: another folder, or a document.
public struct LibraryItem: Codable, Hashable, Sendable {
    /// Its id on the server.
    public let id: String
    /// Its name, of a document with its ending.
    public let name: String
    /// Whether it holds others.
    public let isContainer: Bool
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

/// How a document is saved.
public enum SaveMode: String, Codable, Sendable, CaseIterable {
    /// As a new version of the document.
    case version
    /// As a new document beside it.
    case document
}

/// A document as the server lists it.
struct DocumentProfile: Sendable {
    let id: String
    let version: Int
    let name: String
    let checkedOutBy: String?
    /// The contents' SHA-256 as iManage writes it, in capitals; nil where it tells none.
    let checksum: String?

    /// Reads a profile; nil where it has no id.
    init?(_ json: JSONValue?) {
        guard let json, let id = json["id"]?.identifier else { return nil }
        let ending = json["extension"]?.text ?? ""
        let base = json["name"]?.text ?? id
        self.id = id
        version = json["version"]?.identifier.flatMap { Int($0) } ?? 1
        // A name may come with its ending or without.
        name = ending.isEmpty || base.lowercased().hasSuffix("." + ending.lowercased()) ? base : "\(base).\(ending)"
        checksum = json["checksum"]?.text.map { $0.uppercased() }
        checkedOutBy = json["is_checked_out"]?.isTrue == true ? json["in_use_by"]?.text ?? "somebody else" : nil
    }
}
