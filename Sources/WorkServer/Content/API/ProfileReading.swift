import Rules
import WorkTime

/// Reads the fields of a profile out of JSON, and holds them against the library's tables.
struct ProfileReading: Sendable {
    /// What was read.
    private(set) var profile = Profile()
    /// The fields that were given empty: they are taken away.
    private(set) var cleared: [ProfileField] = []
    /// What is wrong and was let pass, as the caller asked.
    private(set) var warnings: [APIRefusal.Field] = []

    private let tables: LibraryTables
    private let alwaysRequired: [ProfileField]
    private let isLenient: Bool
    /// Whether the caller asked for warnings.
    private let isAskedToWarn: Bool

    /// Reads every field that `value` has.
    ///
    /// `isLenient` makes warnings of missing and disabled values, as `warnings_for_required_and_disabled_fields` asks.
    ///
    /// - Throws: what is wrong with which field.
    init(
        _ value: (String) -> JSONObject.Member?, among fields: [ProfileField], caller: ContentCaller, library: String,
        isLenient: Bool = false
    ) throws(ContentRefusal) {
        tables = caller.content.tables[library.uppercased()] ?? LibraryTables()
        alwaysRequired = caller.state.settings.requiredFields
        isAskedToWarn = isLenient
        self.isLenient =
            switch caller.state.reading(of: ProfileRules.missing) {
            case .warned: true
            case .refused400: false
            case .asAsked: isLenient
            }
        var wrong: [APIRefusal.Field] = []
        for field in fields {
            guard let member = value(field.rawValue) ?? (field == .comment ? value("comments") : nil) else { continue }
            switch Self.text(of: member, field, caller) {
            case .success(let text) where text.isEmpty: cleared.append(field)
            case .success(let text): take(text, field, value("class")?.text, &wrong)
            case .failure(let problem): wrong.append(APIRefusal.Field(name: field.rawValue, message: problem.message))
            }
        }
        try Self.refuse(wrong, ProfileRules.invalid)
    }

    /// Refuses where a required field is not set, or warns of it.
    mutating func requireFields(of document: ContentDocument) throws(ContentRefusal) {
        let (profile, documentClass) = (document.profile, document.shownClass)
        let required = tables.classes[documentClass.uppercased()]?.required ?? []
        let missing = (alwaysRequired + required.compactMap { ProfileField(rawValue: $0) })
            .filter { profile[$0] == nil }
            .map {
                APIRefusal.Field(
                    name: $0.rawValue, message: "\($0.rawValue) is required by the class \(documentClass).",
                    code: "required")
            }
        guard !isLenient else {
            warnings += missing
            return
        }
        try Self.refuse(missing, ProfileRules.required, code: "NRC_INVALID_PROFILE")
    }

    /// Refuses another author to who may not do everything: an author may, and rights would be taken by a stroke of the pen.
    func requireRight(toChangeAuthorOf document: ContentDocument, _ caller: ContentCaller) throws(ContentRefusal) {
        guard let author = profile[.author], author != document.profile[.author] else { return }
        try caller.require(.full, on: document.key, name: document.name)
    }

    /// The warnings as they stand beside `data`: an empty list too, where they were asked for.
    var beside: [String: JSONValue] {
        guard isAskedToWarn || !warnings.isEmpty else { return [:] }
        return ["warnings": .list(warnings.map { ["error": .text($0.message), "field": .text($0.name)] })]
    }

    /// A profile with what was read in place of its own.
    func applied(to profile: Profile) -> Profile {
        var changed = profile.merging(self.profile)
        for field in cleared { changed[field] = nil }
        return changed
    }

    private struct Problem: Error { let message: String }

    private mutating func take(
        _ text: String, _ field: ProfileField, _ documentClass: String?, _ wrong: inout [APIRefusal.Field]
    ) {
        guard case .alias = field.kind else {
            profile[field] = text
            return
        }
        let isKnown =
            tables.description(of: text, in: field, class: documentClass) != nil
            || (field == .subclass && documentClass == nil)
        guard isKnown else {
            wrong.append(
                APIRefusal.Field(name: field.rawValue, message: "\(text) is no \(field.rawValue) of the library."))
            return
        }
        if let entry = tables.customs[field]?[text.uppercased()], !entry.isEnabled {
            let problem = APIRefusal.Field(name: field.rawValue, message: "\(text) is disabled.")
            if isLenient { warnings.append(problem) } else { wrong.append(problem) }
        }
        profile[field] = text.uppercased()
    }

    private static func refuse(
        _ wrong: [APIRefusal.Field], _ rule: Rule, code: String = "NRC_INVALID_PARAM"
    ) throws(ContentRefusal) {
        guard !wrong.isEmpty else { return }
        throw ContentRefusal(
            rule, 400, code, wrong.map(\.message).joined(separator: " "), fields: wrong)
    }

    /// A value as text, in the form in which it is kept.
    private static func text(
        of member: JSONObject.Member, _ field: ProfileField, _ caller: ContentCaller
    ) -> Result<String, Problem> {
        let name = field.rawValue
        switch (field.kind, member) {
        case (_, .null): return .success("")
        case (.truth, _) where member.truth != nil: return .success(member.truth == true ? "true" : "false")
        case (.truth, _): return .failure(Problem(message: "\(name) is true or false."))
        case (.number, _) where field == .retainDays:
            return NumberParameter.retainDays.read(member).map { .success(String($0)) }
                ?? .failure(Problem(message: NumberParameter.retainDays.takes))
        case (.number, .number(let number)): return .success(String(number))
        case (.number, .text(let text)) where JSONValue.isNumber(text): return .success(text)
        case (.number, _): return .failure(Problem(message: "\(name) is a number."))
        case (.date, .text(let text)) where text.isEmpty: return .success("")
        case (.date, .text(let text)):
            return WorkDate(apiText: text).map { .success($0.plain) }
                ?? .failure(Problem(message: "\(name) is a date such as 2026-03-02T09:00:00Z."))
        case (.text(let limit), .text(let text)):
            return text.count <= limit
                ? .success(text) : .failure(Problem(message: "\(name) is longer than \(limit) characters."))
        case (.user, .text(let text)):
            guard text.isEmpty || caller.state.user(named: text) != nil else {
                return .failure(Problem(message: "\(name): there is no user \(text)."))
            }
            return .success(text.uppercased())
        case (.alias, .text(let text)): return .success(text)
        default: return .failure(Problem(message: "\(name) is a text."))
        }
    }
}
