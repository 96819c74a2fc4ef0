import HTTPTypes
import Rules

/// Roles, the applications of users, and users as an administrator changes them.
enum DirectoryMethods {
    static let all: [APIMethod] = [
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
        change(.customer), change(.library),
    ]

    /// On the cloud accounts are the customer's, on-premises those of a library: client code has both paths.
    private static func change(_ scope: APIMethod.Scope) -> APIMethod {
        .change(
            "users", .patch, scope, "/users/:id", body: .json,
            about: APIDescription("Change a user", .object("User"), body: "UserChange")
        ) { request, caller throws(ContentRefusal) in
            try caller.requireAdministrator(to: "change users")
            var user = try PeopleMethods.user(request.id, caller)
            if let id = request.body("id"), id.uppercased() != user.id {
                throw .invalid("id", "The path names the user \(user.id), and the body \(id).")
            }
            user.fullName = try text("full_name", request) ?? user.fullName
            user.email = try text("email", request) ?? user.email
            if let mayLogOn = request.json?["allow_logon"]?.truth { user.isLocked = !mayLogOn }
            var reply = ContentReply(
                ContentRules.peopleChanged, "\(caller.user) changes \(user.id).", PeopleMethods.json(user, caller))
            reply.peopleEvents = [.userChanged(user)]
            return reply
        }
    }

    private static func role(_ request: ContentRequest) throws(ContentRefusal) -> String {
        let role = request.id.uppercased()
        guard LibraryMethods.globalRoles.contains(role) else { throw .missing("There is no role \(request.id).") }
        return role
    }

    static func text(_ name: String, _ request: ContentRequest) throws(ContentRefusal) -> String? {
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
}
