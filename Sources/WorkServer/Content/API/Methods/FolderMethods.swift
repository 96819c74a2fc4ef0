import HTTPTypes
import Rules

/// Folders: making, changing, moving, removing, and shortcuts to them.
enum FolderMethods {
    static let all: [APIMethod] =
        [
            .change(
                "folder", .post, "/workspaces/:id/folders", "/folders/:id/subfolders", body: .json,
                about: APIDescription("Make a folder", .object("Folder"), status: 201, body: "NewFolder")
            ) { request, caller throws(ContentRefusal) in try made(.regular, request, caller) },
            .change(
                "folder", .post, "/workspaces/:id/tabs", body: .json,
                about: APIDescription("Make a tab", .object("Folder"), status: 201, body: "NewFolder")
            ) { request, caller throws(ContentRefusal) in try made(.tab, request, caller) },
            .change(
                "folder", .post, "/workspaces/:id/search-folders", "/folders/:id/search-folders", body: .json,
                about: APIDescription("Make a search folder", .object("Folder"), status: 201, body: "NewSearchFolder")
            ) { request, caller throws(ContentRefusal) in try made(.search, request, caller) },
            .change(
                "folder", .post, "/folders/:id/folder-shortcuts", body: .json,
                about: APIDescription(
                    "Make a shortcut to a folder", .object("Folder"), status: 201, body: "NewShortcut")
            ) { request, caller throws(ContentRefusal) in try shortcut(request, caller) },
            .change(
                "folder", .patch, "/folders/:id", body: .json,
                about: APIDescription("Change a folder", .object("Folder"), body: "FolderChange")
            ) { request, caller throws(ContentRefusal) in try changed(request, caller) },
            .change(
                "folder", .post, "/folders/:id/move", body: .json,
                about: APIDescription("Move a folder", .object("Folder"), body: "Destination")
            ) { request, caller throws(ContentRefusal) in try moved(request, caller) },
            .change(
                "folder", .delete, "/folders/:id",
                about: APIDescription("Remove an empty folder", .nothing)
            ) { request, caller throws(ContentRefusal) in
                let container = try caller.container(request.id, in: request.library, needs: .write)
                guard container.kind != .workspace else { throw .missing("\(request.id) is not a folder.") }
                return try removed(container, caller)
            },
        ] + BrowseMethods.all

    /// The fields of a folder that a caller may set.
    static let fields: [ProfileField] =
        [.owner, .description, .email, .projectCustom1, .projectCustom2, .projectCustom3]
        + ProfileField.allCases.filter { $0.customNumber != nil }

    /// A name that was given, of at most 254 characters.
    static func name(_ request: ContentRequest) throws(ContentRefusal) -> String {
        guard let name = request.profileField("name")?.text, !name.isEmpty, name.count <= 254 else {
            throw .invalid("name", "name is a text of 1 to 254 characters.")
        }
        return name
    }

    /// The default security that was given; nil where none was.
    static func security(_ request: ContentRequest) throws(ContentRefusal) -> DefaultSecurity? {
        guard let member = request.profileField("default_security") else { return nil }
        guard let standard = member.text.flatMap({ DefaultSecurity(rawValue: $0.lowercased()) }) else {
            throw .invalid("default_security", "default_security is inherit, private, view or public.")
        }
        return standard
    }

    private static func made(
        _ type: ContentContainer.FolderType, _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        let parent = try caller.place(request.id, in: request.library)
        // The path ends with the kind of place, its id and what is made in it; a library may be called "workspaces", too.
        let isOfWorkspace = request.incoming.path.split(separator: "/").dropLast(2).last == "workspaces"
        guard isOfWorkspace == (parent.kind == .workspace) else {
            throw .missing("\(request.id) is no \(isOfWorkspace ? "workspace" : "folder").")
        }
        let place = try place(below: parent, request, caller)
        let name = try name(request)
        let reading = try ProfileReading(
            { request.profileField($0) }, among: fields, caller: caller, library: request.library)
        var folder = ContentContainer(
            key: caller.content.nextKey(in: request.library), kind: .folder, name: name, parent: place.key,
            created: caller.now)
        folder.folderType = type
        folder.isExternalAsNormal = request.json?["is_external_as_normal"]?.truth ?? false
        folder.viewType = request.body("view_type")?.lowercased()
        // What lies in a place has its custom fields, unless it has its own.
        var profile = Profile()
        for (field, text) in place.profile.fields where field.customNumber != nil { profile[field] = text }
        folder.profile = reading.applied(to: profile)
        folder.profile[.owner] = folder.profile[.owner] ?? caller.user
        folder.lastUser = caller.user
        folder.security.standard = try security(request) ?? .inherit
        try SecurityMethods.add(request.json, to: &folder.security, caller)
        if type == .search { folder.search = try search(request, caller) }
        return ContentReply(
            ContainerRules.created, "\(caller.user) makes the folder \(name) in \(place.name).",
            Rendering(caller).json(folder)
        )
        .causing([.containerSaved(folder, how: "folder.created")], status: 201)
    }

    /// Where a new folder goes: into the folder of the workspace that `parent_id` names, else into the place of the path.
    private static func place(
        below parent: ContentContainer, _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentContainer {
        guard let id = request.body("parent_id") else { return parent }
        let place = try caller.place(id, in: request.library)
        guard caller.content.way(to: place.key).contains(where: { $0.key == parent.key }) else {
            throw .invalid("parent_id", "\(id) is not in \(parent.name).")
        }
        return place
    }

    /// What a search folder is to look for: the filters of a search for documents.
    private static func search(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal) -> [String:
        String]
    {
        guard case .object(let filters) = request.json?["filters"] ?? request.json?["searchprofile"] else {
            throw .invalid("filters", "filters is missing: what the search folder looks for.")
        }
        let search = filters.compactMapValues { member -> String? in
            switch member {
            case .text(let text): text
            case .number(let number): String(number)
            case .truth(let truth): String(truth)
            default: nil
            }
        }
        // What cannot be searched for is refused here, not to everybody who opens the folder later.
        _ = try DocumentSearch({ search[$0] }, caller: caller)
        return search
    }

    private static func shortcut(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        let place = try caller.place(request.id, in: request.library)
        let target = try caller.container(try request.needed("target_id"), in: request.library)
        var shortcut = ContentContainer(
            key: caller.content.nextKey(in: request.library),
            kind: target.kind == .workspace ? .workspaceShortcut : .folderShortcut, name: target.name,
            parent: place.key, created: caller.now)
        shortcut.target = target.key
        return ContentReply(
            ContainerRules.shortcut, "\(caller.user) puts a shortcut to \(target.name) into \(place.name).",
            Rendering(caller).json(shortcut)
        )
        .causing([.containerSaved(shortcut, how: "shortcut.created")], status: 201)
    }

    private static func changed(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal)
        -> ContentReply
    {
        let folder = try caller.folder(request.id, in: request.library, needs: .write)
        var changed = folder
        if request.profileField("name") != nil { changed.name = try name(request) }
        let reading = try ProfileReading(
            { request.profileField($0) }, among: fields, caller: caller, library: request.library)
        changed.profile = reading.applied(to: folder.profile)
        if let standard = try security(request) {
            try caller.require(.full, on: folder.key, name: folder.name)
            changed.security.standard = standard
        }
        changed.edited = caller.now
        changed.lastUser = caller.user
        return ContentReply(
            ContainerRules.changed, "\(caller.user) changes the folder \(folder.name).", Rendering(caller).json(changed)
        )
        .causing([.containerSaved(changed, how: "folder.changed")])
    }

    private static func moved(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal) -> ContentReply
    {
        let folder = try caller.folder(request.id, in: request.library, needs: .write)
        let destination = try destination(request)
        let place = try caller.place(destination, in: request.library)
        guard !caller.content.way(to: place.key).contains(where: { $0.key == folder.key }) else {
            throw .invalid("destination_id", "A folder cannot be moved into itself.")
        }
        var moved = folder
        moved.parent = place.key
        moved.edited = caller.now
        moved.lastUser = caller.user
        return ContentReply(
            ContainerRules.moved, "\(caller.user) moves \(folder.name) to \(place.name).", Rendering(caller).json(moved)
        )
        .causing([.containerSaved(moved, how: "folder.moved")])
    }

    /// Where to: clients were seen to write it in two ways.
    static func destination(_ request: ContentRequest) throws(ContentRefusal) -> String {
        guard let id = request.body("destination_id") ?? request.body("destination_folder_id") else {
            throw .invalid("destination_id", "destination_id is missing in the body, or is not text.")
        }
        return id
    }

    /// Vendor text: only what is empty can be removed.
    static func removed(_ container: ContentContainer, _ caller: ContentCaller) throws(ContentRefusal) -> ContentReply {
        guard caller.content.children(of: container.key).isEmpty else {
            let isConflict = caller.state.reading(of: ContainerRules.notEmptyStatus) == .conflict409
            throw ContentRefusal(
                ContainerRules.notEmpty, isConflict ? 409 : 400, "NRC_NOT_EMPTY",
                "\(container.name) is not empty: remove what is in it first.")
        }
        return ContentReply(ContainerRules.removed, "\(caller.user) removes \(container.name).")
            .causing([.containerRemoved(container.key)], status: caller.deletedStatus)
    }

    /// What a caller may do with a workspace or a folder.
    static func operations(on container: ContentContainer, _ caller: ContentCaller) -> JSONValue {
        let level = caller.content.level(of: caller.identity, on: container.key)
        let mayChange = level >= .write
        let isWorkspace = container.kind == .workspace
        var operations: [String: JSONValue] = [
            "add_content": .boolean(mayChange && container.folderType != .search),
            "add_custom_folders": .boolean(mayChange),
            "add_folders": .boolean(mayChange && container.folderType != .search),
            "change_name": .boolean(isWorkspace ? caller.identity.isAdministrator : mayChange),
            "default_security_values": ["inherit", "private", "public", "view"],
            "modify": .boolean(mayChange), "remove": .boolean(isWorkspace ? level == .full : mayChange),
            "remove_folders": .boolean(mayChange), "set_default_security": .boolean(level == .full),
            "set_security": .boolean(level == .full), "update_content_shortcut": .boolean(mayChange),
        ]
        if !isWorkspace {
            // Folders have two more in the struct of the specification.
            operations["modify_layout"] = .boolean(mayChange)
            operations["remove_content"] = .boolean(mayChange)
        }
        return .object(operations)
    }
}
