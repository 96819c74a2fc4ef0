import HTTPTypes
import Rules

/// People, groups and roles of all libraries: looking at them, and changing them as an administrator.
enum DirectoryMethods {
    static let all: [APIMethod] = [
        .get("groups", .customer, "/groups/:id", about: APIDescription("Look at a group", .object("Group"))) {
            request, caller throws(ContentRefusal) in
            let group = try PeopleMethods.group(request.id, caller)
            return ContentReply(
                ContentRules.peopleListed, "\(caller.user) looks at \(group.id).", PeopleMethods.json(group))
        },
        .get("roles", .customer, "/roles/:id", about: APIDescription("Look at a global role", .object("GlobalRole"))) {
            request, caller throws(ContentRefusal) in
            let role = try role(request)
            return ContentReply(
                ContentRules.peopleListed, "\(caller.user) looks at the role \(role).", LibraryMethods.globalRole(role))
        },
        .get(
            "roles", .customer, "/roles/:id/members",
            about: APIDescription("List who has a global role", .list(of: "User"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let role = try role(request)
            let members = caller.state.users.values.filter { $0.roles.contains(role) }.sorted { $0.id < $1.id }
            return try reply(members, request, caller, "the members of \(role)") { PeopleMethods.json($0, caller) }
        },
        .get(
            "users", .customer, "/users/:id/groups",
            about: APIDescription("List the groups of a user", .list(of: "Group"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let user = try PeopleMethods.user(request.id, caller)
            let groups = user.groups.compactMap { caller.state.group(named: $0) }.sorted { $0.id < $1.id }
            return try reply(groups, request, caller, "the groups of \(user.id)") { PeopleMethods.json($0) }
        },
        .get(
            "users", .customer, "/users/:id/apps",
            about: APIDescription(
                "List the applications that a user may use", .list(of: "UserApplication"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let user = try PeopleMethods.user(request.id, caller)
            let applications = caller.state.applications.values
                .filter { $0.isEnabled && caller.state.grants($0, to: user.id) }
                .sorted { ($0.name, $0.clientID) < ($1.name, $1.clientID) }
            return try reply(applications, request, caller, "the applications of \(user.id)") { application in
                ["id": .text(application.clientID), "name": .text(application.name)]
            }
        },
        .change(
            "users", .patch, .customer, "/users/:id", body: .json,
            about: APIDescription("Change a user", .object("User"), body: "UserChange")
        ) { request, caller throws(ContentRefusal) in
            try caller.requireAdministrator(to: "change users")
            var user = try PeopleMethods.user(request.id, caller)
            user.fullName = try text("full_name", request) ?? user.fullName
            user.email = try text("email", request) ?? user.email
            if let mayLogOn = request.json?["allow_logon"]?.truth { user.isLocked = !mayLogOn }
            var reply = ContentReply(
                ContentRules.peopleChanged, "\(caller.user) changes \(user.id).", PeopleMethods.json(user, caller))
            reply.peopleEvents = [.userChanged(user)]
            return reply
        },
        .change(
            "groups", .post, "/groups", body: .json,
            about: APIDescription("Make a group", .object("Group"), status: 201, body: "NewGroup")
        ) { request, caller throws(ContentRefusal) in
            try caller.requireAdministrator(to: "make groups")
            _ = try request.needed("id")
            let id = try text("id", request)?.uppercased() ?? ""
            guard caller.state.group(named: id) == nil else { throw .invalid("id", "There is a group \(id) already.") }
            var group = WorkGroup(id: id, fullName: try text("full_name", request) ?? id)
            group.isEnabled = request.json?["enabled"]?.truth ?? true
            group.isExternal = request.json?["is_external"]?.truth ?? false
            group.number = request.json?["group_nos"]?.number ?? 2
            var reply = ContentReply(
                ContentRules.peopleChanged, "\(caller.user) makes the group \(id).", PeopleMethods.json(group))
            reply.peopleEvents = [.groupSaved(group)]
            reply.status = 201
            return reply
        },
        .change(
            "groups", .put, "/groups/:id/members", body: .json,
            about: APIDescription("Change the members of a group", .list(of: "User"), body: "MembersChange")
        ) { request, caller throws(ContentRefusal) in try membersChanged(request, caller) },
    ]

    private static func role(_ request: ContentRequest) throws(ContentRefusal) -> String {
        let role = request.id.uppercased()
        guard LibraryMethods.globalRoles.contains(role) else { throw .missing("There is no role \(request.id).") }
        return role
    }

    private static func text(_ name: String, _ request: ContentRequest) throws(ContentRefusal) -> String? {
        guard let text = request.body(name) else { return nil }
        guard (1...254).contains(text.count) else { throw .invalid(name, "\(name) is a text of 1 to 254 characters.") }
        return text
    }

    private static func reply<Row>(
        _ rows: [Row], _ request: ContentRequest, _ caller: ContentCaller, _ what: String, _ json: (Row) -> JSONValue
    ) throws(ContentRefusal) -> ContentReply {
        let page = PagedRows(rows, try Paging(request), json: json)
        var reply = ContentReply(ContentRules.peopleListed, "\(caller.user) lists \(what).", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    private static func membersChanged(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        try caller.requireAdministrator(to: "change groups")
        let group = try PeopleMethods.group(request.id, caller)
        guard let kind = request.body("data_type")?.lowercased(), kind == "users" else {
            throw .invalid("data_type", "data_type is users.")
        }
        guard let action = request.body("action")?.lowercased(), ["add", "delete"].contains(action) else {
            throw .invalid("action", "action is add or delete.")
        }
        guard case .list(let ids) = request.json?["data"] else { throw .invalid("data", "data is a list of user ids.") }
        var events: [WorkEvent] = [.groupSaved(group)]
        var members = Dictionary(
            uniqueKeysWithValues: caller.state.members(of: group.id).map { ($0.id, $0) })
        for id in ids {
            var user = try PeopleMethods.user(id.text ?? "", caller)
            user.groups.removeAll { $0.uppercased() == group.id }
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
}
