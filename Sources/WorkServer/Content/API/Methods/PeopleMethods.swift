import Rules

/// Users.
enum PeopleMethods {
    static let all: [APIMethod] = [
        .get("users", .customer, "/users", about: APIDescription("List users", .list(of: "User"), query: userFilters)) {
            request, caller throws(ContentRefusal) in
            try users(request, caller)
        },
        .get("users", "/users", about: APIDescription("List users of a library", .list(of: "User"), query: userFilters))
        {
            request, caller throws(ContentRefusal) in
            try users(request, caller)
        },
        look(.customer), look(.library),
        .get(
            "users", .customer, "/users/:id/libraries",
            about: APIDescription("List the libraries of a user", .list(of: "UserLibrary"))
        ) { request, caller throws(ContentRefusal) in
            let user = try user(request.id, caller)
            let rows = libraries(of: user, caller)
            return ContentReply(
                ContentRules.peopleListed, "\(caller.user) lists the libraries of \(user.id).", .list(rows))
        },
    ]

    private static func look(_ scope: APIMethod.Scope) -> APIMethod {
        .get("users", scope, "/users/:id", about: APIDescription("Look at a user", .object("User"))) {
            request, caller throws(ContentRefusal) in
            let user = try user(request.id, caller)
            return ContentReply(ContentRules.peopleListed, "\(caller.user) looks at \(user.id).", json(user, caller))
        }
    }

    static let userFilters =
        APIParameter.paging + ["alias", "email", "full_name", "query", "preferred_library"].map { APIParameter($0) }
        + ["allow_logon", "is_external", "include_libraries"].map { APIParameter($0, .truth) }

    /// Whether a value is the one that a filter wants, where it wants one.
    private static func holds(
        _ name: String, _ value: Bool, _ request: ContentRequest
    ) throws(ContentRefusal) -> Bool {
        try request.truth(name, else: value) == value
    }

    /// The users who meet the filters of a call, of those that are wanted.
    static func users(
        _ request: ContentRequest, _ caller: ContentCaller, among isWanted: (WorkUser) -> Bool = { _ in true }
    ) throws(ContentRefusal) -> ContentReply {
        let alias = request.text("alias")?.uppercased()
        let email = request.text("email")?.lowercased()
        let name = request.text("full_name")?.lowercased()
        let query = request.text("query")?.lowercased()
        let library = request.text("preferred_library")?.uppercased()
        let mayLogOn = try request.text("allow_logon").map { _ throws(ContentRefusal) in
            try request.truth("allow_logon")
        }
        let isOfFirm = try holds("is_external", false, request)
        guard isOfFirm, library == nil || library == preferredLibrary(caller)?.uppercased() else {
            return try page([], request, caller)
        }
        let found = caller.state.users.values.filter { user in
            guard isWanted(user), mayLogOn.map({ $0 != user.isLocked }) ?? true else { return false }
            return (alias.map { user.id == $0 } ?? true) && (email.map { user.email.lowercased() == $0 } ?? true)
                && (name.map { Wildcard.matches(user.fullName.lowercased(), $0) } ?? true)
                && (query.map { user.id.lowercased().contains($0) || user.fullName.lowercased().contains($0) } ?? true)
        }
        return try page(found.sorted { $0.id < $1.id }, request, caller)
    }

    private static func page(
        _ found: [WorkUser], _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        let showsLibraries = try request.truth("include_libraries")
        let page = PagedRows(found, try Paging(request)) { json($0, caller, showsLibraries: showsLibraries) }
        var reply = ContentReply(
            ContentRules.peopleListed, "\(caller.user) finds \(found.count) users.", .list(page.rows))
        reply.beside = page.beside
        return reply
    }

    static func user(_ id: String, _ caller: ContentCaller) throws(ContentRefusal) -> WorkUser {
        guard let user = caller.state.users[id.uppercased()] else { throw .missing("There is no user \(id).") }
        return user
    }

    private static func preferredLibrary(_ caller: ContentCaller) -> String? { caller.state.libraries.first?.id }

    private static func libraries(of user: WorkUser, _ caller: ContentCaller) -> [JSONValue] {
        let isOfUser = caller.state.reading(of: ContentRules.userLibraryID) == .user
        return caller.state.libraries.enumerated().map { index, library in
            [
                "id": .text(isOfUser ? user.id : library.id), "library_id": .number(index + 1),
                "preferred": .boolean(index == 0),
            ]
        }
    }

    static func json(_ user: WorkUser, _ caller: ContentCaller, showsLibraries: Bool = false) -> JSONValue {
        var fields = JSONFields()
        fields.add("allow_logon", !user.isLocked)
        fields.add("email", user.email)
        fields.add("full_name", user.fullName)
        fields.add("id", user.id)
        fields.add("is_external", false)
        if showsLibraries { fields.add("libraries", .list(libraries(of: user, caller))) }
        fields.add("preferred_library", preferredLibrary(caller))
        fields.add("ssid", user.ssid)
        fields.add("user_id_ex", user.id)
        // 2 is a virtual user, 6 one of the enterprise: vendor text.
        fields.add("user_nos", 6)
        return fields.json
    }
}

extension WorkState {
    /// The names of the groups, sorted.
    var groupNames: [String] { allGroups.map(\.fullName) }

    /// The groups that were made, and those that somebody is a member of, by name.
    var allGroups: [WorkGroup] {
        var found = groups
        for name in users.values.flatMap(\.groups) where found[name.uppercased()] == nil {
            found[name.uppercased()] = WorkGroup(id: name.uppercased(), fullName: name)
        }
        return found.values.sorted { ($0.fullName, $0.id) < ($1.fullName, $1.id) }
    }

    /// The group with this id or name; case does not count.
    func group(named name: String) -> WorkGroup? {
        let wanted = name.uppercased()
        return groups[wanted] ?? allGroups.first { $0.id == wanted }
    }

    /// The members of a group, by id.
    func members(of group: String) -> [WorkUser] {
        users.values.filter { user in user.groups.contains { $0.uppercased() == group.uppercased() } }
            .sorted { $0.id < $1.id }
    }
}
