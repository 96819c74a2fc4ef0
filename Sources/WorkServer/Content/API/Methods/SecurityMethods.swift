import HTTPTypes
import Rules

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
                    return reply(
                        SecurityRules.read, "\(caller.user) looks at the rights on \(thing.name).", thing.security,
                        of: thing, caller)
                },
                .get(
                    "security", "/\(family)/:id/users/:user/security",
                    about: APIDescription("Say what a user may do with one of the \(family)", .object("UserAccess"))
                ) { request, caller throws(ContentRefusal) in
                    let thing = try thing(family, request, caller, needs: .read)
                    let user = request.parameter("user")
                    guard let account = caller.state.users[user.uppercased()] else {
                        throw .missing("There is no user \(user).")
                    }
                    let level = caller.content.level(of: caller.state.identity(of: account.id), on: thing.key)
                    return ContentReply(
                        SecurityRules.read, "\(caller.user) asks what \(account.id) may do with \(thing.name).",
                        ["access": .text(level.rawValue)])
                },
                .change(
                    "security", .post, "/\(family)/:id/security", body: .json,
                    about: APIDescription(
                        "Change the rights on one of the \(family)", .object("Security"), body: "SecurityChange")
                ) { request, caller throws(ContentRefusal) in
                    let thing = try thing(family, request, caller, needs: .full)
                    let security = try changed(thing.security, request, caller)
                    return reply(
                        SecurityRules.changed, "\(caller.user) changes the rights on \(thing.name).", security,
                        of: thing, caller
                    )
                    .causing(thing.saved(security))
                },
            ]
        } + [
            .get(
                "security", "/workspaces/:id/security-policy",
                about: APIDescription("Look at the security policy of a workspace", .object("SecurityPolicy"))
            ) { request, caller throws(ContentRefusal) in
                let workspace = try caller.workspace(request.id, in: request.library)
                return ContentReply(
                    SecurityRules.policyRead, "\(caller.user) looks at the security policy of \(workspace.name).",
                    policy(workspace.security, caller))
            },
            .get(
                "security", "/security-templates",
                about: APIDescription("List the templates of rights", .list(of: "SecurityTemplate"))
            ) { _, caller in templates(caller) },
            .get(
                "security", .customer, "/security-templates",
                about: APIDescription("List the templates of rights of all libraries", .list(of: "SecurityTemplate"))
            ) { _, caller in templates(caller) },
        ]

    private static let families = ["documents", "folders", "workspaces"]

    private static func templates(_ caller: ContentCaller) -> ContentReply {
        let rows = [DefaultSecurity.private, .view, .public].map { standard -> JSONValue in
            [
                "default_security": .text(standard.rawValue), "id": .text(standard.rawValue.uppercased()),
                "name": .text(standard.rawValue),
            ]
        }
        return ContentReply(SecurityRules.read, "\(caller.user) lists templates of rights.", .list(rows))
    }

    /// What rights are about.
    private struct Thing {
        let key: ContentKey
        let name: String
        let parent: ContentKey?
        var isWorkspace = false
        let security: Security
        let saved: (Security) -> [ContentEvent]
    }

    private static func thing(
        _ family: String, _ request: ContentRequest, _ caller: ContentCaller, needs level: AccessLevel
    ) throws(ContentRefusal) -> Thing {
        if family == "documents" {
            let document = try caller.document(request.id, in: request.library, needs: level)
            return Thing(
                key: document.key, name: document.name, parent: document.parent, security: document.security
            ) { security in
                var changed = document
                changed.security = security
                return [.documentSaved(changed, how: "security.changed"), caller.did(.security, document)]
            }
        }
        let container =
            family == "folders"
            ? try caller.folder(request.id, in: request.library, needs: level)
            : try caller.workspace(request.id, in: request.library, needs: level)
        return Thing(
            key: container.key, name: container.name, parent: container.parent,
            isWorkspace: container.kind == .workspace, security: container.security
        ) { security in
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
            guard let level = entry["access_level"]?.text.flatMap({ AccessLevel(rawValue: $0.lowercased()) }) else {
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
        guard let id = entry["id"]?.text, let kind = Trustee.Kind(rawValue: entry["type"]?.text?.lowercased() ?? "user")
        else {
            throw .invalid(field, "\(field) names id and type, which is user or group.")
        }
        try requireKnown(kind, id, caller, field)
        return Trustee(kind, id)
    }

    private static func requireKnown(
        _ kind: Trustee.Kind, _ id: String, _ caller: ContentCaller, _ field: String
    ) throws(ContentRefusal) {
        let isKnown =
            kind == .user
            ? caller.state.users[id.uppercased()] != nil
            : caller.state.group(named: id) != nil
        guard isKnown else { throw .invalid(field, "There is no \(kind.rawValue) \(id).") }
    }

    /// Takes over the rights that a new thing gives to others in `user_trustees` and `group_trustees`.
    static func add(
        _ body: JSONObject?, to security: inout Security, _ caller: ContentCaller
    ) throws(ContentRefusal) {
        for (field, kind) in [("user_trustees", Trustee.Kind.user), ("group_trustees", .group)] {
            guard let member = body?[field] else { continue }
            guard case .list(let entries) = member else { throw .invalid(field, "\(field) is a list.") }
            for entry in entries {
                guard let id = entry["id"]?.text,
                    let level = entry["access_level"]?.text.flatMap({ AccessLevel(rawValue: $0.lowercased()) })
                else { throw .invalid(field, "\(field) names id and access_level of each.") }
                try requireKnown(kind, id, caller, field)
                security.list[Trustee(kind, id)] = level
            }
        }
    }

    private static func reply(
        _ rule: Rule, _ detail: String, _ security: Security, of thing: Thing, _ caller: ContentCaller
    ) -> ContentReply {
        let rows = JSONValue.list(security.list.keys.sorted().map { row($0, security, caller) })
        let standard = JSONValue.text(
            (thing.isWorkspace ? security.standard.ofWorkspace : security.standard).rawValue)
        guard caller.state.reading(of: SecurityRules.shape) == .aclObject else {
            var reply = ContentReply(rule, detail, rows)
            reply.beside["default_security"] = standard
            return reply
        }
        return ContentReply(
            rule, detail,
            [
                "acl": rows, "default_security": standard,
                "inherited_default_security": .text(caller.content.inheritedSecurity(of: thing.parent).rawValue),
            ])
    }

    private static func row(_ trustee: Trustee, _ security: Security, _ caller: ContentCaller) -> JSONValue {
        let level = security.list[trustee] ?? .none
        var fields: [String: JSONValue] = [
            "access": .number(AccessLevel.allCases.firstIndex(of: level) ?? 0), "access_level": .text(level.rawValue),
            "enabled": true, "id": .text(trustee.id), "is_external": false, "name": .text(trustee.id),
            "type": .text(trustee.kind.rawValue),
        ]
        if trustee.kind == .group {
            // A member with less than the group has is named beside it.
            let restricted = caller.state.members(of: trustee.id).contains { member in
                security.list[Trustee(.user, member.id)].map { $0 < level } ?? false
            }
            fields["has_restricted_member"] = .boolean(restricted)
            // What identifies a group to Windows is not public; a group always has it.
            fields["sid"] = .text(trustee.id)
        } else if let user = caller.state.users[trustee.id] {
            fields["allow_logon"] = .boolean(!user.isLocked)
            fields["name"] = .text(user.fullName)
            fields["sid"] = .text(user.ssid)
        }
        return .object(fields)
    }

    private static func policy(_ security: Security, _ caller: ContentCaller) -> JSONValue {
        let isEmpty = caller.state.reading(of: SecurityRules.policy) == .empty
        func names(_ isListed: (AccessLevel) -> Bool) -> JSONValue {
            let listed = isEmpty ? [] : security.list.filter { isListed($0.value) }.keys.sorted()
            return .list(
                listed.map { trustee in
                    let user = trustee.kind == .user ? caller.state.users[trustee.id] : nil
                    return ["full_name": .text(user?.fullName ?? trustee.id), "id": .text(trustee.id)]
                })
        }
        return [
            "allow_list": names { $0 > .none }, "deny_list": names { $0 == .none },
            "security_policy": .text(security.standard.ofWorkspace.rawValue),
        ]
    }
}
