import HTTPTypes

/// Who may do what with a document, a folder or a workspace.
enum SecurityMethods {
    static let all: [APIMethod] =
        families.flatMap { family -> [APIMethod] in
            [
                .get(
                    "security", "/\(family)/:id/security",
                    about: APIDescription("Look at the rights on one of the \(family)", .object("Security"))
                ) { request, caller throws(ContentRefusal) in
                    let thing = try thing(family, request, caller, needs: .read)
                    return ContentReply(
                        SecurityRules.read, "\(caller.user) looks at the rights on \(thing.name).",
                        json(thing.security, thing.parent, caller))
                },
                .change(
                    "security", .post, "/\(family)/:id/security", body: .json,
                    about: APIDescription(
                        "Change the rights on one of the \(family)", .object("Security"), body: "SecurityChange")
                ) { request, caller throws(ContentRefusal) in
                    let thing = try thing(family, request, caller, needs: .full)
                    let security = try changed(thing.security, request, caller)
                    return ContentReply(
                        SecurityRules.changed, "\(caller.user) changes the rights on \(thing.name).",
                        json(security, thing.parent, caller)
                    )
                    .causing(thing.saved(security))
                },
            ]
        } + [
            .get(
                "security", "/security-templates",
                about: APIDescription("List the templates of rights", .list(of: "SecurityTemplate"))
            ) { _, caller in
                let rows = [DefaultSecurity.private, .view, .public].map { standard -> JSONValue in
                    ["default_security": .text(standard.rawValue), "id": .text(standard.rawValue.uppercased())]
                }
                return ContentReply(SecurityRules.read, "\(caller.user) lists templates of rights.", .list(rows))
            }
        ]

    private static let families = ["documents", "folders", "workspaces"]

    /// What rights are about.
    private struct Thing {
        let name: String
        let parent: ContentKey?
        let security: Security
        let saved: (Security) -> [ContentEvent]
    }

    private static func thing(
        _ family: String, _ request: ContentRequest, _ caller: ContentCaller, needs level: AccessLevel
    ) throws(ContentRefusal) -> Thing {
        if family == "documents" {
            let document = try caller.document(request.id, in: request.library, needs: level)
            return Thing(name: document.name, parent: document.parent, security: document.security) { security in
                var changed = document
                changed.security = security
                return [.documentSaved(changed, how: "security.changed"), caller.did(.security, document)]
            }
        }
        let container =
            family == "folders"
            ? try caller.folder(request.id, in: request.library, needs: level)
            : try caller.workspace(request.id, in: request.library, needs: level)
        return Thing(name: container.name, parent: container.parent, security: container.security) { security in
            var changed = container
            changed.security = security
            return [.containerSaved(changed, how: "security.changed")]
        }
    }

    private static func changed(
        _ security: Security, _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> Security {
        var changed = security
        if let standard = try FolderMethods.security(request) { changed.standard = standard }
        for entry in try entries(request, "include") {
            let trustee = try trustee(entry, caller, "include")
            guard let level = entry["access_level"]?.text.flatMap({ AccessLevel(rawValue: $0) }) else {
                throw .invalid("include", "access_level is no_access, read, read_write or full_access.")
            }
            changed.list[trustee] = level
        }
        for entry in try entries(request, "remove") {
            changed.list[try trustee(entry, caller, "remove")] = nil
        }
        return changed
    }

    private static func entries(_ request: ContentRequest, _ name: String) throws(ContentRefusal) -> [JSONObject.Member]
    {
        guard let member = request.json?[name] else { return [] }
        guard case .list(let entries) = member else { throw .invalid(name, "\(name) is a list.") }
        return entries
    }

    private static func trustee(
        _ entry: JSONObject.Member, _ caller: ContentCaller, _ field: String
    ) throws(ContentRefusal) -> Trustee {
        guard let id = entry["id"]?.text, let kind = Trustee.Kind(rawValue: entry["type"]?.text ?? "user") else {
            throw .invalid(field, "\(field) names id and type, which is user or group.")
        }
        let isKnown =
            kind == .user
            ? caller.state.users[id.uppercased()] != nil
            : caller.state.groupNames.contains { $0.uppercased() == id.uppercased() }
        guard isKnown else { throw .invalid(field, "There is no \(kind.rawValue) \(id).") }
        return Trustee(kind, id)
    }

    private static func json(_ security: Security, _ parent: ContentKey?, _ caller: ContentCaller) -> JSONValue {
        let rows = security.list.sorted { $0.key < $1.key }.map { trustee, level -> JSONValue in
            let user = trustee.kind == .user ? caller.state.users[trustee.id] : nil
            return [
                "access": .number(AccessLevel.allCases.firstIndex(of: level) ?? 0),
                "access_level": .text(level.rawValue),
                "allow_logon": .boolean(user != nil), "enabled": true, "id": .text(trustee.id), "is_external": false,
                "name": .text(user?.fullName ?? trustee.id), "type": .text(trustee.kind.rawValue),
            ]
        }
        return [
            "acl": .list(rows), "default_security": .text(security.standard.rawValue),
            "inherited_default_security": .text(caller.content.inheritedSecurity(of: parent).rawValue),
        ]
    }
}
