/// An entry of a lookup table: a client, a matter, a practice area.
public struct LookupEntry: Hashable, Codable, Sendable {
    /// What is shown for it.
    public var text: String
    /// Whether it may be chosen.
    public var isEnabled = true
    /// Whether it marks what is protected by HIPAA.
    public var isHIPAA = false
    /// The alias of the entry that it belongs to, in capitals.
    public var parent: String?

    /// An entry that may be chosen.
    public init(text: String, parent: String? = nil) {
        self.text = text
        self.parent = parent?.uppercased()
    }
}

/// A class of documents.
public struct DocumentClass: Hashable, Codable, Sendable {
    /// What is shown for it.
    public var text: String
    /// The fields that a document of it must have, by their names in the API.
    public var required: [String] = []
    /// Its subclasses by alias.
    public var subclasses: [String: String] = [:]
    /// For how many days documents are kept.
    public var retainDays = 3_650

    /// A class that asks for nothing.
    public init(text: String, required: [String] = []) {
        self.text = text
        self.required = required
    }
}

/// What a library offers to choose from.
///
/// The classes and types are those that public clients and samples show; more can be set up.
public struct LibraryTables: Hashable, Codable, Sendable {
    /// Classes by alias in capitals.
    public var classes: [String: DocumentClass] = [
        "DOC": DocumentClass(text: "Document"), "E-MAIL": DocumentClass(text: "E-mail"),
        "WEBDOC": DocumentClass(text: "Workspace"),
    ]
    /// Entries by custom field, then by alias in capitals.
    public var customs: [ProfileField: [String: LookupEntry]] = [:]

    /// The tables that a new library has.
    public init() {}

    /// A type of documents.
    struct FileType: Sendable {
        let id: String
        let text: String
        let fileExtension: String
    }

    /// The types, by the ending of the file.
    static let types: [FileType] = [
        FileType(id: "ACROBAT", text: "Adobe Acrobat", fileExtension: "pdf"),
        FileType(id: "ANSI", text: "Text", fileExtension: "txt"),
        FileType(id: "EXCEL", text: "Microsoft Excel 97-2003", fileExtension: "xls"),
        FileType(id: "EXCELX", text: "Microsoft Excel", fileExtension: "xlsx"),
        FileType(id: "HTML", text: "HTML", fileExtension: "html"),
        FileType(id: "MIME", text: "Internet mail", fileExtension: "eml"),
        FileType(id: "MSG", text: "Outlook message", fileExtension: "msg"),
        FileType(id: "PPT", text: "Microsoft PowerPoint 97-2003", fileExtension: "ppt"),
        FileType(id: "PPTX", text: "Microsoft PowerPoint", fileExtension: "pptx"),
        FileType(id: "TIFF", text: "TIFF image", fileExtension: "tif"),
        FileType(id: "WORD", text: "Microsoft Word 97-2003", fileExtension: "doc"),
        FileType(id: "WORDX", text: "Microsoft Word", fileExtension: "docx"),
        FileType(id: "XML", text: "XML", fileExtension: "xml"),
        FileType(id: "ZIP", text: "Archive", fileExtension: "zip"),
    ]

    /// The type of a file with this ending; `ANSI` where none is known.
    static func type(ofExtension ending: String) -> String {
        let wanted = ending.lowercased()
        return types.first { $0.fileExtension == wanted }?.id ?? "ANSI"
    }

    /// What is shown for a value; nil where it is not in a table.
    func description(of value: String, in field: ProfileField, class documentClass: String?) -> String? {
        switch field {
        case .documentClass: classes[value.uppercased()]?.text
        case .subclass: documentClass.flatMap { classes[$0.uppercased()]?.subclasses[value.uppercased()] }
        case .type: Self.types.first { $0.id == value.uppercased() }?.text
        default: customs[field]?[value.uppercased()]?.text
        }
    }
}

/// What a user keeps at hand.
public struct PersonalLists: Hashable, Codable, Sendable {
    /// The favourites.
    public var favorites: [ContentKey] = []
    /// The matters.
    public var matters: [ContentKey] = []
}
