/// Workspaces, folders and shortcuts as the API shows them.
extension Rendering {
    /// A workspace, a folder, or a shortcut.
    func json(_ container: ContentContainer, operations: JSONValue? = nil) -> JSONValue {
        container.kind == .workspace ? workspace(container, operations) : folder(container, operations)
    }

    private func workspace(_ container: ContentContainer, _ operations: JSONValue?) -> JSONValue {
        let profile = container.profile
        let key = container.key
        let library = content.spellings[key.library] ?? key.library
        var fields = JSONFields(only: only)
        fields.add("author", profile[.author] ?? profile[.owner])
        fields.add("class", "WEBDOC")
        fields.add("create_date", container.created.plain)
        addCustoms(profile, of: key, class: "WEBDOC", to: &fields)
        fields.add("database", key.library)
        fields.add("default_security", container.security.standard.ofWorkspace.rawValue)
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
        fields.add("last_user", container.lastUser ?? profile[.owner])
        fields.add("name", container.name)
        fields.add("operations", operations)
        fields.add("owner", profile[.owner])
        fields.add("owner_description", name(of: profile[.owner]))
        addProjects(profile, to: &fields)
        fields.add("retain_days", profile[.retainDays].flatMap { Int($0) } ?? 3_650)
        fields.add("subclass", profile[.subclass])
        fields.add("subtype", "work")
        fields.add("type", "WORKSPACE")
        fields.add("version", 1)
        fields.add("workspace_id", "\(library)!\(key.number)")
        if showsFacadeFields { fields.add("workspace_url", "https://\(host)/work/link/w/\(library)!\(key.number)") }
        fields.add("wstype", "workspace")
        return fields.json
    }

    private func folder(_ container: ContentContainer, _ operations: JSONValue?) -> JSONValue {
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
        fields.add("is_external_as_normal", container.isExternalAsNormal)
        fields.add("name", container.name)
        fields.add("operations", operations)
        fields.add("owner", profile[.owner])
        fields.add("owner_description", name(of: profile[.owner]))
        fields.add("parent_id", parent.map { content.id($0) })
        if profile.fields.contains(where: \.field.isCustom) {
            var inner = JSONFields()
            addCustoms(profile, of: container.key, class: nil, to: &inner)
            fields.add("profile", inner.json)
        }
        addProjects(profile, to: &fields)
        if let target = container.target.flatMap({ caller.mayRead($0) ? content.container($0) : nil }) {
            fields.add("target", Rendering(caller, only: Self.targetFields).json(target))
        }
        fields.add("view_type", container.viewType ?? (isSearch ? "document_search" : "document"))
        fields.add("workspace_id", workspace.map { content.id($0.key) })
        fields.add("workspace_name", workspace?.name)
        fields.add("wstype", container.kind.rawValue)
        return fields.json
    }

    /// What a shortcut tells of what it leads to.
    private static let targetFields: Set<String> = [
        "database", "document_number", "folder_type", "id", "name", "subtype", "type", "version", "wstype",
    ]

    /// A reference to a document in another folder.
    func reference(to document: ContentDocument, in folder: ContentKey) -> JSONValue {
        var fields = JSONFields(only: only)
        fields.add("database", document.key.library)
        fields.add("id", content.id(document.key))
        fields.add("name", document.baseName)
        fields.add("parent_id", content.id(folder))
        fields.add("target", Rendering(caller, only: Self.targetFields).json(document))
        fields.add("wstype", "document_shortcut")
        return fields.json
    }

    /// Whether there is something of a kind in a place that the caller may see.
    private func holds(_ place: ContentKey, _ isWanted: (ContentKey) -> Bool) -> Bool {
        content.children(of: place).contains { isWanted($0) && caller.mayRead($0) }
    }

    private func addProjects(_ profile: Profile, to fields: inout JSONFields) {
        for field in [ProfileField.projectCustom1, .projectCustom2, .projectCustom3] {
            fields.add(field.rawValue, profile[field])
        }
    }
}
