import Rules

/// Users and groups.
enum PeopleMethods {
    static let all: [APIMethod] = [
        .get("users", .customer, "/users", about: APIDescription("List users", .list(of: "User"), query: filters)) {
            request, caller throws(ContentRefusal) in
            try users(request, caller)
        },
        .get("users", "/users", about: APIDescription("List users of a library", .list(of: "User"), query: filters)) {
            request, caller throws(ContentRefusal) in
            try users(request, caller)
        },
        .get("users", .customer, "/users/:id", about: APIDescription("Look at a user", .object("User"))) {
            request, caller throws(ContentRefusal) in
            let user = try user(request.id, caller)
            return ContentReply(ContentRules.peopleListed, "\(caller.user) looks at \(user.id).", json(user, caller))
        },
        .get(
            "users", .customer, "/users/:id/libraries",
            about: APIDescription("List the libraries of a user", .list(of: "UserLibrary"))
        ) { request, caller throws(ContentRefusal) in
            let user = try user(request.id, caller)
            let isOfUser = caller.state.reading(of: ContentRules.userLibraryID) == .user
            let rows = caller.state.libraries.enumerated().map { index, library -> JSONValue in
                [
                    "id": .text(isOfUser ? user.id : library.id), "library_id": .number(index + 1),
                    "preferred": .boolean(index == 0),
                ]
            }
            return ContentReply(
                ContentRules.peopleListed, "\(caller.user) lists the libraries of \(user.id).", .list(rows))
        },
        .get("groups", .customer, "/groups", about: APIDescription("List groups", .list(of: "Group"), query: filters)) {
            request, caller throws(ContentRefusal) in
            try groups(request, caller)
        },
        .get(
            "groups", "/groups", about: APIDescription("List groups of a library", .list(of: "Group"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            try groups(request, caller)
        },
        .get("groups", "/groups/:id", about: APIDescription("Look at a group", .object("Group"))) {
            request, caller throws(ContentRefusal) in
            let group = try group(request.id, caller)
            return ContentReply(ContentRules.peopleListed, "\(caller.user) looks at \(group).", json(group, caller))
        },
        .get(
            "groups", "/groups/:id/members",
            about: APIDescription("List the members of a group", .list(of: "User"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let group = try group(request.id, caller)
            let members = caller.state.members(of: group)
            let page = PagedRows(members, try Paging(request)) { json($0, caller) }
            var reply = ContentReply(
                ContentRules.peopleListed, "\(caller.user) lists the members of \(group).", .list(page.rows))
            reply.beside = page.beside
            return reply
        },
    ]

    private static let filters =
        APIParameter.paging + ["alias", "email", "full_name", "query"].map { APIParameter($0) }

    private static func users(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal) -> ContentReply
    {
        let alias = request.text("alias")?.uppercased()
        let email = request.text("email")?.lowercased()
        let name = request.text("full_name")?.lowercased()
        let query = request.text("query")?.lowercased()
        let found = caller.state.users.values.filter { user in
            (alias.map { user.id == $0 } ?? true) && (email.map { user.email.lowercased() == $0 } ?? true)
                && (name.map { Wildcard.matches(user.fullName.lowercased(), $0) } ?? true)
                && (query.map { user.id.lowercased().contains($0) || user.fullName.lowercased().contains($0) } ?? true)
        }
        .sorted { $0.id < $1.id }
        let page = PagedRows(found, try Paging(request)) { json($0, caller) }
        var reply = ContentReply(
            ContentRules.peopleListed, "\(caller.user) finds \(found.count) users.", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    private static func groups(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        let alias = (request.text("alias") ?? request.text("query"))?.lowercased()
        let found = caller.state.groupNames.filter { group in
            alias.map { Wildcard.matches(group.lowercased(), $0) } ?? true
        }
        let page = PagedRows(found, try Paging(request)) { json($0, caller) }
        var reply = ContentReply(
            ContentRules.peopleListed, "\(caller.user) finds \(found.count) groups.", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    private static func user(_ id: String, _ caller: ContentCaller) throws(ContentRefusal) -> WorkUser {
        guard let user = caller.state.users[id.uppercased()] else { throw .missing("There is no user \(id).") }
        return user
    }

    private static func group(_ id: String, _ caller: ContentCaller) throws(ContentRefusal) -> String {
        guard let group = caller.state.groupNames.first(where: { $0.uppercased() == id.uppercased() }) else {
            throw .missing("There is no group \(id).")
        }
        return group
    }

    private static func json(_ user: WorkUser, _ caller: ContentCaller) -> JSONValue {
        var fields = JSONFields()
        fields.add("allow_logon", true)
        fields.add("email", user.email)
        fields.add("full_name", user.fullName)
        fields.add("id", user.id)
        fields.add("is_external", false)
        fields.add("preferred_library", caller.state.libraries.first?.id)
        fields.add("ssid", user.ssid)
        fields.add("user_id_ex", user.id)
        // 2 is a virtual user, 6 one of the enterprise: vendor text.
        fields.add("user_nos", 6)
        return fields.json
    }

    private static func json(_ group: String, _ caller: ContentCaller) -> JSONValue {
        [
            "enabled": true, "full_name": .text(group), "group_nos": 2, "id": .text(group.uppercased()),
            "is_external": false,
        ]
    }
}

extension WorkState {
    /// The groups that have a member, by name.
    var groupNames: [String] {
        var seen: Set<String> = []
        return users.values.flatMap(\.groups).filter { seen.insert($0.uppercased()).inserted }.sorted()
    }

    /// The members of a group, by id.
    func members(of group: String) -> [WorkUser] {
        users.values.filter { user in user.groups.contains { $0.uppercased() == group.uppercased() } }
            .sorted { $0.id < $1.id }
    }
}
