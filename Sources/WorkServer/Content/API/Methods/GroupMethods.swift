import HTTPTypes
import Rules

/// Groups: looking at them and at who is in them, making, filling and deleting them as an administrator.
enum GroupMethods {
    static let all: [APIMethod] = [
        .get(
            "groups", .customer, "/groups", about: APIDescription("List groups", .list(of: "Group"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            try listed(caller.state.allGroups, request, caller)
        },
        .get(
            "groups", "/groups", about: APIDescription("List groups of a library", .list(of: "Group"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            try listed(caller.state.allGroups, request, caller)
        },
        look(.customer), look(.library),
        members(.library, "members", "List the members of a group", areIn: true),
        // Vendor text: the struct of the customer's groups has those who are not in one.
        members(.customer, "non-members", "List who is not in a group", areIn: false),
        ofUser(.customer, "groups", "List the groups of a user", areIn: true),
        ofUser(.library, "groups", "List the groups of a user in a library", areIn: true),
        ofUser(.customer, "groups/out-of", "List the groups that a user is not in", areIn: false),
        .change(
            "groups", .post, "/groups", body: .json,
            about: APIDescription("Make a group", .object("Group"), status: 201, body: "NewGroup")
        ) { request, caller throws(ContentRefusal) in
            try caller.requireAdministrator(to: "make groups")
            _ = try request.needed("id")
            let id = try DirectoryMethods.text("id", request)?.uppercased() ?? ""
            guard caller.state.group(named: id) == nil else { throw .invalid("id", "There is a group \(id) already.") }
            var group = WorkGroup(id: id, fullName: try DirectoryMethods.text("full_name", request) ?? id)
            group.isEnabled = request.json?["enabled"]?.truth ?? true
            group.isExternal = request.json?["is_external"]?.truth ?? false
            group.number = request.json?["group_nos"]?.number ?? 2
            var reply = ContentReply(
                ContentRules.peopleChanged, "\(caller.user) makes the group \(id).", json(group))
            reply.peopleEvents = [.groupSaved(group)]
            reply.status = 201
            return reply
        },
        .change(
            "groups", .put, "/groups/:id/members", body: .json,
            about: APIDescription("Change the members of a group", .list(of: "User"), body: "MembersChange")
        ) { request, caller throws(ContentRefusal) in try membersChanged(request, caller) },
        .change("groups", .delete, "/groups/:id", about: APIDescription("Delete a group", .nothing)) {
            request, caller throws(ContentRefusal) in
            guard caller.state.reading(of: ContentRules.groupDeletion) == .offered else {
                throw ContentRefusal(
                    ContentRules.groupDeleted, 405, "NRC_INVALID_PARAM", "Groups are not deleted over the API.")
            }
            try caller.requireAdministrator(to: "delete groups")
            let group = try group(request.id, caller)
            var reply = ContentReply(ContentRules.groupDeleted, "\(caller.user) deletes the group \(group.id).")
            reply.peopleEvents =
                [.groupDeleted(id: group.id)]
                + caller.state.members(of: group.id).map { .userChanged($0.leaving(group.id)) }
            reply.status = caller.deletedStatus
            return reply
        },
    ]

    private static let filters =
        APIParameter.paging + ["alias", "full_name", "nos", "query"].map { APIParameter($0) }
        + ["enabled", "external"].map { APIParameter($0, .truth) }

    private static func look(_ scope: APIMethod.Scope) -> APIMethod {
        .get("groups", scope, "/groups/:id", about: APIDescription("Look at a group", .object("Group"))) {
            request, caller throws(ContentRefusal) in
            let group = try group(request.id, caller)
            return ContentReply(ContentRules.peopleListed, "\(caller.user) looks at \(group.id).", json(group))
        }
    }

    private static func members(
        _ scope: APIMethod.Scope, _ path: String, _ summary: String, areIn: Bool
    ) -> APIMethod {
        .get(
            "groups", scope, "/groups/:id/\(path)",
            about: APIDescription(summary, .list(of: "User"), query: PeopleMethods.userFilters)
        ) { request, caller throws(ContentRefusal) in
            let group = try group(request.id, caller)
            let members = Set(caller.state.members(of: group.id).map(\.id))
            return try PeopleMethods.users(request, caller) { members.contains($0.id) == areIn }
        }
    }

    private static func ofUser(
        _ scope: APIMethod.Scope, _ path: String, _ summary: String, areIn: Bool
    ) -> APIMethod {
        .get(
            "users", scope, "/users/:id/\(path)", about: APIDescription(summary, .list(of: "Group"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            let user = try PeopleMethods.user(request.id, caller)
            let own = Set(user.groups.map { $0.uppercased() })
            return try listed(caller.state.allGroups.filter { own.contains($0.id) == areIn }, request, caller)
        }
    }

    /// Those of some groups that meet the filters of a call.
    private static func listed(
        _ groups: [WorkGroup], _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        let alias = (request.text("alias") ?? request.text("query"))?.lowercased()
        let name = request.text("full_name")?.lowercased()
        let numbers = request.text("nos").map { ProfileFilter.list($0) }
        var found: [WorkGroup] = []
        for group in groups {
            let isOfKind = try request.truth("enabled", else: group.isEnabled) == group.isEnabled
            let isOfSide = try request.truth("external", else: group.isExternal) == group.isExternal
            let isNamed =
                (alias.map { Wildcard.matches(group.id.lowercased(), $0) } ?? true)
                && (name.map { Wildcard.matches(group.fullName.lowercased(), $0) } ?? true)
                && (numbers?.contains(String(group.number)) ?? true)
            if isOfKind, isOfSide, isNamed { found.append(group) }
        }
        let page = PagedRows(found, try Paging(request)) { json($0) }
        var reply = ContentReply(
            ContentRules.peopleListed, "\(caller.user) finds \(found.count) groups.", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    private static func membersChanged(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        try caller.requireAdministrator(to: "change groups")
        let group = try group(request.id, caller)
        guard let kind = request.body("data_type")?.lowercased(), kind == "users" else {
            throw .invalid("data_type", "data_type is users.")
        }
        guard let action = request.body("action")?.lowercased(), ["add", "delete"].contains(action) else {
            throw .invalid("action", "action is add or delete.")
        }
        if let library = request.body("database"), library.uppercased() != request.library {
            throw .invalid("database", "The path names the library \(request.library), and database \(library).")
        }
        guard case .list(let ids) = request.json?["data"] else { throw .invalid("data", "data is a list of user ids.") }
        var events: [WorkEvent] = [.groupSaved(group)]
        var members = Dictionary(
            uniqueKeysWithValues: caller.state.members(of: group.id).map { ($0.id, $0) })
        for id in ids {
            var user = try PeopleMethods.user(id.text ?? "", caller).leaving(group.id)
            if action == "add" { user.groups.append(group.id) }
            members[user.id] = action == "add" ? user : nil
            events.append(.userChanged(user))
        }
        var reply = ContentReply(
            ContentRules.peopleChanged, "\(caller.user) changes the members of \(group.id).",
            .list(members.sorted { $0.key < $1.key }.map { PeopleMethods.json($0.value, caller) }))
        reply.peopleEvents = events
        return reply
    }

    private static func group(_ id: String, _ caller: ContentCaller) throws(ContentRefusal) -> WorkGroup {
        guard let group = caller.state.group(named: id) else { throw .missing("There is no group \(id).") }
        return group
    }

    private static func json(_ group: WorkGroup) -> JSONValue {
        [
            "enabled": .boolean(group.isEnabled), "full_name": .text(group.fullName),
            "group_nos": .number(group.number),
            "id": .text(group.id), "is_external": .boolean(group.isExternal),
        ]
    }
}

extension WorkUser {
    /// The account without a group.
    fileprivate func leaving(_ group: String) -> WorkUser {
        var user = self
        user.groups.removeAll { $0.uppercased() == group.uppercased() }
        return user
    }
}
