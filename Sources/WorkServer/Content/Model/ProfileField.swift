/// A field of a profile that is kept only where it is set.
///
/// Which custom fields are aliases, texts, numbers, dates and truths is vendor text of iManage's published connectors.
public enum ProfileField: String, Codable, Sendable, CaseIterable {
    case author
    case operatorName = "operator"
    case documentClass = "class"
    case subclass
    case type
    case owner
    case comment
    case alias
    case contentType = "content_type"
    case description
    case email
    case retainDays = "retain_days"
    case isHIPAA = "is_hipaa"
    case isDeclared = "is_declared"
    case isExternal = "is_external"
    case fileCreateDate = "file_create_date"
    case fileEditDate = "file_edit_date"
    case custom1, custom2, custom3, custom4, custom5, custom6, custom7, custom8, custom9, custom10, custom11, custom12
    case custom13, custom14, custom15, custom16
    case custom17, custom18, custom19, custom20
    case custom21, custom22, custom23, custom24
    case custom25, custom26, custom27, custom28
    case custom29, custom30, custom31
    case projectCustom1 = "project_custom1"
    case projectCustom2 = "project_custom2"
    case projectCustom3 = "project_custom3"

    /// What a field holds.
    enum Kind: Sendable {
        /// The alias of an entry of a lookup table, case aside.
        case alias
        case text(limit: Int)
        case number
        case date
        case truth
        case user
    }

    /// What the field holds; lengths as iManage's connector states them.
    var kind: Kind {
        switch self {
        case .documentClass, .subclass, .type: .alias
        case .author, .operatorName, .owner: .user
        case .comment: .text(limit: 8_000)
        case .email, .description, .alias: .text(limit: 254)
        case .contentType: .text(limit: 32)
        case .retainDays: .number
        case .isHIPAA, .isDeclared, .isExternal: .truth
        case .fileCreateDate, .fileEditDate: .date
        default: customKind
        }
    }

    private var customKind: Kind {
        switch self {
        case .custom17, .custom18, .custom19, .custom20: .number
        case .custom21, .custom22, .custom23, .custom24: .date
        case .custom25, .custom26, .custom27, .custom28: .truth
        case .custom13, .custom14, .custom15, .custom16, .custom31: .text(limit: 254)
        default: isCustom ? .alias : .text(limit: 254)
        }
    }

    /// The number of a custom field; nil for others.
    var customNumber: Int? { isCustom ? Int(rawValue.dropFirst(6)) : nil }

    /// Whether it is a custom field, `custom1` to `custom31`; asked of each field of each profile, and so not of its name.
    var isCustom: Bool {
        switch self {
        case .author, .operatorName, .documentClass, .subclass, .type, .owner, .comment, .alias, .contentType,
            .description, .email, .retainDays, .isHIPAA, .isDeclared, .isExternal, .fileCreateDate, .fileEditDate,
            .projectCustom1, .projectCustom2, .projectCustom3:
            false
        default: true
        }
    }

    /// The custom fields whose values come from a lookup table: 1 to 12, 29 and 30.
    static let lookups: [ProfileField] = allCases.filter {
        if case .alias = $0.kind { $0.customNumber != nil } else { false }
    }

    /// The field whose entry is the parent of this one's: 2 is below 1, and 30 below 29.
    var parent: ProfileField? {
        switch self {
        case .custom2: .custom1
        case .custom30: .custom29
        default: nil
        }
    }
}

/// The fields of a profile that are set; a few in a row, since most of them are not.
public struct Profile: Hashable, Codable, Sendable {
    private struct Entry: Hashable, Codable, Sendable {
        let field: ProfileField
        let text: String
    }

    private var entries: [Entry] = []

    /// A profile in which nothing is set.
    public init() {}

    init(_ fields: [ProfileField: String]) {
        for (field, text) in fields.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { self[field] = text }
    }

    /// The text of a field; nil where it is not set.
    public internal(set) subscript(field: ProfileField) -> String? {
        get {
            for entry in entries where entry.field == field { return entry.text }
            return nil
        }
        set {
            entries.removeAll { $0.field == field }
            if let newValue, !newValue.isEmpty { entries.append(Entry(field: field, text: newValue)) }
        }
    }

    /// Calls `body` with each field that is set; nothing is made for it, since lists have many profiles.
    func forEach(_ body: (ProfileField, String) -> Void) {
        for entry in entries { body(entry.field, entry.text) }
    }

    /// The custom fields that are set, in the order of their names.
    var customs: [(field: ProfileField, text: String)] {
        let set = entries.filter(\.field.isCustom)
        guard set.count > 1 else { return set.map { ($0.field, $0.text) } }
        return set.sorted { $0.field.rawValue < $1.field.rawValue }.map { ($0.field, $0.text) }
    }

    /// The fields that are set.
    var fields: [(field: ProfileField, text: String)] { entries.map { ($0.field, $0.text) } }

    /// The same, with another's fields in place of its own.
    func merging(_ other: Profile) -> Profile {
        var merged = self
        for (field, text) in other.fields { merged[field] = text }
        return merged
    }
}
