/// Libraries, and what may be done in them.
enum LibraryMethods {
    static let all: [APIMethod] = [
        .get("libraries", .customer, "/libraries", about: APIDescription("List the libraries", .list(of: "Library"))) {
            _, caller in
            ContentReply(
                ContentRules.librariesListed, "\(caller.user) lists \(caller.state.libraries.count) libraries.",
                .list(caller.state.libraries.map(json)))
        },
        .get("libraries", "", about: APIDescription("Look at a library", .object("Library"))) { request, caller in
            let library = caller.state.libraries.first { $0.id.uppercased() == request.library }
            return ContentReply(
                ContentRules.librariesListed, "\(caller.user) looks at \(request.library).", library.map(json) ?? .null)
        },
        .get(
            "libraries", "/operations", about: APIDescription("What the caller may do in a library", .object("Role"))
        ) { request, caller in
            ContentReply(
                ContentRules.operationsListed, "\(caller.user) asks for operations in \(request.library).",
                role(caller.identity.isAdministrator ? "NRTADMIN" : "DEFAULT"))
        },
        .get("roles", "/roles", about: APIDescription("List the roles of a library", .list(of: "Role"))) { _, caller in
            ContentReply(ContentRules.peopleListed, "\(caller.user) lists roles.", .list(roles.map(role)))
        },
        .get("roles", "/roles/:id", about: APIDescription("Look at a role", .object("Role"))) {
            request, caller throws(ContentRefusal) in
            guard roles.contains(request.id.uppercased()) else { throw .missing("There is no role \(request.id).") }
            return ContentReply(
                ContentRules.peopleListed, "\(caller.user) looks at the role \(request.id).",
                role(request.id.uppercased()))
        },
        .get("roles", .customer, "/roles", about: APIDescription("List the global roles", .list(of: "GlobalRole"))) {
            _, caller in
            ContentReply(
                ContentRules.peopleListed, "\(caller.user) lists global roles.",
                .list(globalRoles.map(globalRole)))
        },
    ]

    /// The roles that hold in all libraries.
    static let globalRoles = ["NRTADMIN", "TIER1", "TIER2"]

    static func globalRole(_ id: String) -> JSONValue { ["description": .text(id), "id": .text(id)] }

    private static let roles = ["DEFAULT", "NRTADMIN"]

    private static func json(_ library: WorkLibrary) -> JSONValue {
        ["id": .text(library.id), "is_hidden": false, "type": "worksite"]
    }

    /// The bits that clients were seen to read: what each number means beside its name is not public.
    private static func role(_ id: String) -> JSONValue {
        let isAdministrator = id == "NRTADMIN"
        return [
            "description": .text(isAdministrator ? "Library administrator" : "Everybody"), "id": .text(id),
            "m1": .number(isAdministrator ? 0xFFFF : 0x0FFF),
            "m1_bits": [
                "checkout": true, "create_workspace": true, "delete": true, "import": true, "unlock": true,
                "view_documents": true,
            ],
            "m2": .number(isAdministrator ? 0xFFFF : 0),
            "m2_bits": [
                "document_management": .boolean(isAdministrator), "system_management": .boolean(isAdministrator),
                "use_admin_tool": .boolean(isAdministrator),
            ],
            "m3": 0, "m4_bits": ["tier": .number(isAdministrator ? 1 : 0)],
        ]
    }
}
