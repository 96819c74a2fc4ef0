import Rules
import WorkTime

/// Writes documents and containers as the API shows them to one person.
struct Rendering {
    let caller: ContentCaller
    /// The fields that were asked for; nil for all.
    var only: Set<String>?

    private var content: ContentState { caller.content }

    init(_ caller: ContentCaller, only: Set<String>? = nil) {
        self.caller = caller
        self.only = only
    }

    /// The full name of a user; nil where there is no such account.
    private func name(of user: String?) -> String? { user.flatMap { caller.state.users[$0.uppercased()]?.fullName } }

    /// The address that the server gives out for itself, without the scheme.
    private var host: String {
        let url = caller.state.node.publicURL ?? "https://\(caller.state.node.hostNames.first ?? "localhost")"
        return url.firstRange(of: "://").map { String(url[$0.upperBound...]) } ?? url
    }

    /// What a caller gets who asks for no fields: vendor text has `id`, `wstype` and `iwl`.
    static let leastFields: Set<String> = ["id", "wstype", "iwl"]

    /// The profile of a version, of the latest unless said.
    func json(_ document: ContentDocument, version: DocumentVersion? = nil) -> JSONValue {
        guard let shown = version ?? document.latest else { return .null }
        let profile = document.profile
        let library = content.spellings[document.key.library] ?? document.key.library
        let ending = document.fileExtension
        let type = profile[.type] ?? LibraryTables.type(ofExtension: ending)
        let documentClass = profile[.documentClass] ?? "DOC"
        let way = content.way(to: document.parent)
        let workspace = way.first.flatMap { caller.mayRead($0.key) ? $0 : nil }
        let parent = document.parent.flatMap { caller.mayRead($0) ? $0 : nil }
        let isSilent = caller.state.reading(of: DocumentRules.checkOutTold) == .silent
        let holder = isSilent ? nil : document.checkedOut
        let isLatest = shown.number == document.latest?.number
        let id = "\(library)!\(document.key.number).\(shown.number)"
        var fields = JSONFields(only: only)
        fields.add("access", content.level(of: caller.identity, on: document.key).rawValue)
        fields.add("author", profile[.author] ?? shown.author)
        fields.add("author_description", name(of: profile[.author] ?? shown.author))
        fields.add("checkout_comment", holder?.comment)
        fields.add("checkout_date", holder?.date?.plain)
        fields.add("checkout_due_date", holder?.due)
        fields.add("checkout_path", holder?.path)
        fields.add("checksum", shown.blob.checksum)
        fields.add("class", documentClass)
        fields.add("class_description", tables(of: document.key).classes[documentClass.uppercased()]?.text)
        fields.add("comment", profile[.comment])
        fields.add("content_type", "D")
        fields.add("create_date", (document.versions.first?.date ?? shown.date).plain)
        addCustoms(profile, of: document.key, class: documentClass, to: &fields)
        fields.add("database", document.key.library)
        fields.add("default_security", document.security.standard.rawValue)
        fields.add("document_number", document.key.number)
        fields.add("document_url", "https://\(host)/work/link/d/\(id)")
        fields.add("edit_date", shown.date.plain)
        fields.add("edit_profile_date", document.profileEdited.plain)
        fields.add("extension", ending.isEmpty ? nil : ending)
        fields.add("file_create_date", profile[.fileCreateDate] ?? shown.date.plain)
        fields.add("file_edit_date", profile[.fileEditDate] ?? shown.date.plain)
        fields.add("full_file_name", document.name)
        fields.add("has_attachment", false)
        fields.add("id", id)
        fields.add("in_use_by", holder?.user)
        fields.add("in_use_by_description", name(of: holder?.user))
        fields.add("indexable", true)
        fields.add("is_checked_out", isSilent ? nil : holder != nil)
        fields.add("is_declared", profile[.isDeclared] == "true")
        fields.add("is_external", profile[.isExternal] == "true")
        fields.add("is_external_as_normal", false)
        fields.add("is_hipaa", profile[.isHIPAA] == "true")
        fields.add("is_in_use", isSilent ? nil : holder != nil)
        fields.add("is_latest", isLatest)
        fields.add("is_related", !document.related.isEmpty)
        fields.add("is_restorable", true)
        fields.add("iwl", "iwl:dms=\(host)&&lib=\(library)&&num=\(document.key.number)&&ver=\(shown.number)")
        fields.add("last_user", shown.author)
        fields.add("last_user_description", name(of: shown.author))
        fields.add("latest", isLatest ? "Y" : "N")
        fields.add("name", document.baseName)
        fields.add("operator", profile[.operatorName] ?? shown.author)
        fields.add("operator_description", name(of: profile[.operatorName] ?? shown.author))
        fields.add("parent_id", parent.map { content.id($0) })
        fields.add("retain_days", profile[.retainDays].flatMap { Int($0) } ?? 3_650)
        fields.add("size", shown.blob.size)
        fields.add("subclass", profile[.subclass])
        fields.add("subclass_description", description(profile, .subclass, document.key, documentClass))
        fields.add("type", type)
        fields.add("type_description", tables(of: document.key).description(of: type, in: .type, class: nil))
        fields.add("version", shown.number)
        fields.add("workspace_id", workspace.map { content.id($0.key) })
        fields.add("workspace_name", workspace?.name)
        fields.add("wstype", "document")
        return fields.json
    }

    /// A workspace, a folder, or a shortcut.
    func json(_ container: ContentContainer) -> JSONValue {
        container.kind == .workspace ? workspace(container) : folder(container)
    }

    private func workspace(_ container: ContentContainer) -> JSONValue {
        let profile = container.profile
        let key = container.key
        let library = content.spellings[key.library] ?? key.library
        var fields = JSONFields(only: only)
        fields.add("author", profile[.author] ?? profile[.owner])
        fields.add("class", "WEBDOC")
        fields.add("create_date", container.created.plain)
        addCustoms(profile, of: key, class: "WEBDOC", to: &fields)
        fields.add("database", key.library)
        fields.add("default_security", shownSecurity(container).rawValue)
        fields.add("description", profile[.description])
        fields.add("document_number", key.number)
        fields.add("edit_date", container.edited.plain)
        fields.add("edit_profile_date", container.edited.plain)
        fields.add("effective_security", content.level(of: caller.identity, on: key).rawValue)
        fields.add("has_documents", holds(key) { content.document($0) != nil })
        fields.add("has_subfolders", holds(key) { content.container($0) != nil })
        fields.add("id", "\(library)!\(key.number)")
        fields.add("is_external", false)
        fields.add("is_external_as_normal", false)
        fields.add("is_hipaa", profile[.isHIPAA] == "true")
        fields.add("iwl", "iwl:dms=\(host)&&lib=\(library)&&page=\(key.number)")
        fields.add("last_user", profile[.owner])
        fields.add("name", container.name)
        fields.add("owner", profile[.owner])
        fields.add("owner_description", name(of: profile[.owner]))
        addProjects(profile, to: &fields)
        fields.add("retain_days", profile[.retainDays].flatMap { Int($0) } ?? 3_650)
        fields.add("subclass", profile[.subclass])
        fields.add("subtype", "work")
        fields.add("type", "WORKSPACE")
        fields.add("version", 1)
        fields.add("workspace_id", "\(library)!\(key.number)")
        fields.add("workspace_url", "https://\(host)/work/link/w/\(library)!\(key.number)")
        fields.add("wstype", "workspace")
        return fields.json
    }

    private func folder(_ container: ContentContainer) -> JSONValue {
        let profile = container.profile
        let workspace = content.workspace(of: container.key).flatMap { caller.mayRead($0.key) ? $0 : nil }
        let parent = container.parent.flatMap { caller.mayRead($0) ? $0 : nil }
        let isSearch = container.folderType == .search
        var fields = JSONFields(only: only)
        fields.add("database", container.key.library)
        fields.add("default_security", container.security.standard.rawValue)
        fields.add("description", profile[.description])
        fields.add("edit_date", container.edited.plain)
        fields.add("effective_security", content.level(of: caller.identity, on: container.key).rawValue)
        fields.add("email", profile[.email])
        fields.add("folder_type", container.folderType.rawValue)
        fields.add("has_documents", isSearch || holds(container.key) { content.document($0) != nil })
        fields.add("has_subfolders", holds(container.key) { content.container($0) != nil })
        fields.add("id", content.id(container.key))
        fields.add("inherited_default_security", content.inheritedSecurity(of: container.parent).rawValue)
        fields.add("is_container_saved_search", false)
        fields.add("is_content_saved_search", isSearch)
        fields.add("is_external", false)
        fields.add("is_external_as_normal", false)
        fields.add("name", container.name)
        fields.add("owner", profile[.owner])
        fields.add("owner_description", name(of: profile[.owner]))
        fields.add("parent_id", parent.map { content.id($0) })
        if !profile.fields.isEmpty {
            var inner = JSONFields()
            addCustoms(profile, of: container.key, class: nil, to: &inner)
            fields.add("profile", inner.json)
        }
        addProjects(profile, to: &fields)
        if let target = container.target.flatMap({ caller.mayRead($0) ? content.container($0) : nil }) {
            fields.add("target", Rendering(caller).json(target))
        }
        fields.add("view_type", isSearch ? "document_search" : "document")
        fields.add("workspace_id", workspace.map { content.id($0.key) })
        fields.add("workspace_name", workspace?.name)
        fields.add("wstype", container.kind.rawValue)
        return fields.json
    }

    /// A reference to a document in another folder.
    func reference(to document: ContentDocument, in folder: ContentKey) -> JSONValue {
        var fields = JSONFields(only: only)
        fields.add("database", document.key.library)
        fields.add("id", content.id(document.key))
        fields.add("name", document.baseName)
        fields.add("parent_id", content.id(folder))
        fields.add("target", Rendering(caller).json(document))
        fields.add("wstype", "document_shortcut")
        return fields.json
    }

    /// A workspace inherits from nothing: what is not said of it is public.
    private func shownSecurity(_ container: ContentContainer) -> DefaultSecurity {
        container.security.standard == .inherit ? .public : container.security.standard
    }

    private func tables(of key: ContentKey) -> LibraryTables { content.tables[key.library] ?? LibraryTables() }

    private func description(
        _ profile: Profile, _ field: ProfileField, _ key: ContentKey, _ documentClass: String?
    ) -> String? {
        profile[field].flatMap { tables(of: key).description(of: $0, in: field, class: documentClass) }
    }

    /// The custom fields that are set, in the order of their names, each alias with its description.
    private func addCustoms(
        _ profile: Profile, of key: ContentKey, class documentClass: String?, to fields: inout JSONFields
    ) {
        let set = profile.fields.filter { $0.field.customNumber != nil }
        guard !set.isEmpty else { return }
        for (field, text) in set.sorted(by: { $0.field.rawValue < $1.field.rawValue }) {
            switch field.kind {
            case .number: fields.add(field.rawValue, .raw(Self.number(text)))
            case .truth: fields.add(field.rawValue, text == "true")
            case .alias:
                fields.add(field.rawValue, text)
                fields.add(field.rawValue + "_description", description(profile, field, key, documentClass))
            default: fields.add(field.rawValue, text)
            }
        }
    }

    /// Whether there is something of a kind in a place that the caller may see.
    private func holds(_ place: ContentKey, _ isWanted: (ContentKey) -> Bool) -> Bool {
        content.children(of: place).contains { isWanted($0) && caller.mayRead($0) }
    }

    /// A number as JSON has it, which is stricter than what people type: no `0x10`, `+5` or `5.`.
    private static func number(_ text: String) -> String {
        if let whole = Int(text) { return String(whole) }
        guard let number = Double(text), number.isFinite else { return "null" }
        return "\(number)"
    }

    private func addProjects(_ profile: Profile, to fields: inout JSONFields) {
        for field in [ProfileField.projectCustom1, .projectCustom2, .projectCustom3] {
            fields.add(field.rawValue, profile[field])
        }
    }
}

extension WorkDate {
    /// The date as `2026-03-02T09:00:00Z`, worked out without a formatter: a list of documents has thousands.
    var plain: String {
        let seconds = wholeSeconds
        let days = Int64((Double(seconds) / 86_400).rounded(.down))
        let civil = CivilDate(daysSinceEpoch: days)
        let rest = seconds - days * 86_400
        return civil.text + "T" + twoDigits(rest / 3_600) + ":" + twoDigits(rest / 60 % 60) + ":"
            + twoDigits(rest % 60) + "Z"
    }
}
