import Rules
import WorkTime

/// Writes documents and containers as the API shows them to one person.
struct Rendering {
    let caller: ContentCaller
    /// The fields that were asked for; nil for all.
    var only: Set<String>?
    /// Whether the sender and the recipients of e-mails are left out.
    var hidesPeopleOfEmails = false

    var content: ContentState { _read { yield caller.content } }

    init(_ caller: ContentCaller, only: Set<String>? = nil) {
        self.caller = caller
        self.only = only
    }

    /// The full name of a user; nil where there is no such account.
    func name(of user: String?) -> String? { user.flatMap { caller.state.users[$0.uppercased()]?.fullName } }

    /// The address that the server gives out for itself, without the scheme.
    var host: String {
        guard let url = caller.state.node.publicURL else { return caller.state.node.hostNames.first ?? "localhost" }
        guard let slash = url.utf8.firstIndex(of: UInt8(ascii: "/")) else { return url }
        let rest = url.utf8[slash...].dropFirst()
        return rest.first == UInt8(ascii: "/") ? String(Substring(rest.dropFirst())) : url
    }

    /// Whether profiles have the fields that iManage's connectors make, beside those of the API itself.
    var showsFacadeFields: Bool { caller.state.reading(of: ProfileRules.facade) == .shown }

    /// What a caller gets who asks for no fields: vendor text has `id`, `wstype` and `iwl`.
    static let leastFields: Set<String> = ["id", "wstype", "iwl"]

    /// The profile of a version, of the latest unless said.
    ///
    /// `tellsLatest` adds the three fields that `is_latest=true` asks for, and `operations` stands among the fields.
    func json(
        _ document: ContentDocument, version: DocumentVersion? = nil, tellsLatest: Bool = false,
        operations: JSONValue? = nil
    ) -> JSONValue {
        guard let shown = version ?? document.latest else { return .null }
        let profile = document.profile
        let library = content.spellings[document.key.library] ?? document.key.library
        let ending = document.fileExtension
        let type = profile[.type] ?? LibraryTables.type(ofExtension: ending)
        let isEmail = document.isEmail(type: type)
        let email = isEmail ? document.email : nil
        let people = hidesPeopleOfEmails ? nil : email
        let documentClass = profile[.documentClass] ?? (isEmail ? "E-MAIL" : "DOC")
        let workspace = content.root(of: document.parent).flatMap { caller.mayRead($0.value.key) ? $0 : nil }
        let isSilent = caller.state.reading(of: DocumentRules.checkOutTold) == .silent
        let holder = isSilent ? nil : document.checkedOut
        let id = "\(library)!\(document.key.number).\(shown.number)"
        let tables = tables(of: document.key)
        let showsFacadeFields = showsFacadeFields
        var fields = JSONFields(only: only)
        fields.add("access", content.level(of: caller.identity, on: document.key).rawValue)
        fields.add("alias", profile[.alias])
        fields.add("author", profile[.author] ?? shown.author)
        fields.add("author_description", name(of: profile[.author] ?? shown.author))
        fields.add("bcc", people?.bcc)
        fields.add("cc", people?.cc)
        fields.add("checkout_comment", holder?.comment)
        fields.add("checkout_date", holder?.date?.plain)
        fields.add("checkout_due_date", holder?.due)
        fields.add("checkout_path", holder?.path)
        fields.add("checksum", shown.blob.checksum)
        fields.add("class", documentClass)
        fields.add("class_description", tables.classes[documentClass.uppercased()]?.text)
        fields.add("comment", profile[.comment])
        fields.add("content_type", profile[.contentType] ?? "D")
        fields.add("conversation_id", email?.conversation)
        fields.add("create_date", (document.versions.first?.date ?? shown.date).plain)
        addCustoms(profile, of: document.key, class: documentClass, to: &fields)
        fields.add("database", document.key.library)
        fields.add("declared", profile[.isDeclared] == "true")
        fields.add("default_security", document.security.standard.rawValue)
        fields.add("document_number", document.key.number)
        if showsFacadeFields { fields.add("document_url", "https://\(host)/work/link/d/\(id)") }
        fields.add("edit_date", shown.date.plain)
        fields.add("edit_profile_date", document.profileEdited.plain)
        fields.add("extension", ending)
        fields.add("file_create_date", profile[.fileCreateDate] ?? shown.date.plain)
        fields.add("file_edit_date", profile[.fileEditDate] ?? shown.date.plain)
        fields.add("from", people?.from)
        if showsFacadeFields { fields.add("full_file_name", document.name) }
        fields.add("has_attachment", email?.hasAttachment ?? false)
        fields.add("id", id)
        fields.add("in_use", isSilent ? nil : holder != nil)
        fields.add("in_use_by", holder?.user)
        fields.add("in_use_by_description", name(of: holder?.user))
        fields.add("indexable", true)
        fields.add("is_checked_out", isSilent ? nil : holder != nil)
        fields.add("is_declared", profile[.isDeclared] == "true")
        fields.add("is_external", profile[.isExternal] == "true")
        fields.add("is_external_as_normal", false)
        fields.add("is_hipaa", profile[.isHIPAA] == "true")
        fields.add("is_in_use", isSilent ? nil : holder != nil)
        if tellsLatest { fields.add("is_latest", shown.number == document.latest?.number) }
        fields.add("is_related", !document.related.isEmpty)
        fields.add("is_restorable", true)
        fields.add("iwl", "iwl:dms=\(host)&&lib=\(library)&&num=\(document.key.number)&&ver=\(shown.number)")
        fields.add("last_user", shown.author)
        fields.add("last_user_description", name(of: shown.author))
        if tellsLatest {
            // Vendor text: the number of the latest version, as a text and as a number.
            fields.add("latest", (document.latest?.number).map { String($0) })
            fields.add("latest_version", document.latest?.number)
        }
        fields.add("name", document.baseName)
        fields.add("operations", operations)
        fields.add("operator", profile[.operatorName] ?? shown.author)
        fields.add("operator_description", name(of: profile[.operatorName] ?? shown.author))
        if showsFacadeFields {
            fields.add("parent_id", document.parent.flatMap { caller.mayRead($0) ? content.id($0) : nil })
        }
        fields.add("received_date", email?.received?.plain)
        fields.add("retain_days", profile[.retainDays].flatMap { Int($0) } ?? 3_650)
        fields.add("sent_date", email?.sent?.plain)
        fields.add("size", shown.blob.size)
        fields.add("subclass", profile[.subclass])
        fields.add("subclass_description", description(profile, .subclass, document.key, documentClass))
        fields.add("subject", email?.subject)
        fields.add("to", people?.to)
        fields.add("type", type)
        fields.add("type_description", tables.description(of: type, in: .type, class: nil))
        fields.add("version", shown.number)
        fields.add("workspace_id", workspace.map { content.id($0.value.key) })
        fields.add("workspace_name", workspace?.value.name)
        fields.add("wstype", isEmail ? "email" : "document")
        return fields.json
    }

    func tables(of key: ContentKey) -> LibraryTables { content.tables[key.library] ?? LibraryTables() }

    private func description(
        _ profile: Profile, _ field: ProfileField, _ key: ContentKey, _ documentClass: String?
    ) -> String? {
        profile[field].flatMap { tables(of: key).description(of: $0, in: field, class: documentClass) }
    }

    /// The custom fields that are set, in the order of their names, each alias with its description.
    func addCustoms(
        _ profile: Profile, of key: ContentKey, class documentClass: String?, to fields: inout JSONFields
    ) {
        let customs = profile.customs
        guard !customs.isEmpty else { return }
        let tables = tables(of: key)
        for (field, text) in customs {
            switch field.kind {
            case .number: fields.add(field.rawValue, .raw(Self.number(text)))
            case .truth: fields.add(field.rawValue, text == "true")
            case .alias:
                fields.add(field.rawValue, text)
                fields.add(
                    field.rawValue + "_description", tables.description(of: text, in: field, class: documentClass))
            default: fields.add(field.rawValue, text)
            }
        }
    }

    /// A number as JSON has it, which is stricter than what people type: no `0x10`, `+5` or `5.`.
    private static func number(_ text: String) -> String {
        if let whole = Int(text) { return String(whole) }
        guard let number = Double(text), number.isFinite else { return "null" }
        return "\(number)"
    }
}
