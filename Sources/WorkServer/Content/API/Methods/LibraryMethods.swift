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
            "m1": .number(isAdministrator ? 0xFFFF : 0x0FFF), "m1_bits": bits(m1Bits, all: isAdministrator),
            "m2": .number(isAdministrator ? 0xFFFF : 0), "m2_bits": bits(m2Bits, all: isAdministrator),
            "m3": .number(isAdministrator ? 0xFF : 0), "m3_bits": bits(m3Bits, all: isAdministrator),
            "m4_bits": ["tier": .number(isAdministrator ? 1 : 0)],
        ]
    }

    /// The names of the vendor's specification, each with whether everybody has it.
    private static let m1Bits = [
        "allow_index_search": true, "checkout": true, "create_public_folder": true,
        "create_public_search_folder": true, "delete": true, "delete_public_folder": true,
        "delete_public_search_folder": true, "display_public_documents": true, "edit_external_default_security": false,
        "edit_external_default_security_folder": false, "edit_previous_versions": true, "import": true,
        "read_only": false, "release": false, "view_public_folder": true, "view_public_search_folder": true,
    ]
    private static let m2Bits = [
        "document_view": true, "external": false, "use_admin_tool": false, "use_import_tool": false,
        "use_monitor_tool": false,
    ]
    private static let m3Bits = [
        "author_workspace": true, "browse_workspace": true, "create_template": false,
        "customize_personal_views": true, "customize_public_views": false, "delete_workspace": false,
        "search_workspace": true, "share_workspace": false,
    ]
    /// What nobody has by being an administrator: it takes rights away.
    private static let limits: Set<String> = ["external", "read_only"]

    private static func bits(_ names: [String: Bool], all isAdministrator: Bool) -> JSONValue {
        .object(
            Dictionary(
                uniqueKeysWithValues: names.map { name, isOfAll in
                    (name, .boolean(isOfAll || isAdministrator && !limits.contains(name)))
                }))
    }
}
