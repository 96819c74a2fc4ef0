/// What bodies may hold: the API takes what is declared here, and passes over the rest or refuses it.
extension OpenAPISchemas {
    /// What bodies must hold.
    static let required: [String: [String]] = [
        "NewWorkspace": ["name"], "NewFolder": ["name"], "NewSearchFolder": ["filters", "name"],
        "NewLookup": ["description", "id"], "NewGroup": ["id"],
        "NewApplication": ["client_id", "name", "redirect_urls"],
        "SessionLogIn": ["password", "user_id"], "MembersChange": ["action", "data", "data_type"],
        "NewChangeQueue": ["queue_id"], "ChangeQueueMove": ["event_id"],
    ]

    /// The fields of a profile by their names.
    private static func profile(_ fields: [ProfileField]) -> [String: OpenAPIType] {
        Dictionary(
            uniqueKeysWithValues: fields.map { field -> (String, OpenAPIType) in
                switch field.kind {
                case .number: (field.rawValue, .number)
                case .truth: (field.rawValue, .truth)
                case .date: (field.rawValue, .text)
                case .alias, .text, .user: (field.rawValue, .text)
                }
            })
    }

    /// Fields that stand flat or in `profile`.
    private static func flatOrInProfile(_ fields: [String: OpenAPIType]...) -> [String: OpenAPIType] {
        var all: [String: OpenAPIType] = fields.reduce(into: [:]) { $0.merge($1) { $1 } }
        all["profile"] = .object(all)
        return all
    }

    private static func filters(_ parameters: [APIParameter]) -> OpenAPIType {
        .object(
            Dictionary(
                uniqueKeysWithValues: parameters.map { parameter -> (String, OpenAPIType) in
                    switch parameter.kind {
                    case .truth: (parameter.name, .loose(.truth))
                    case .text, .date, .number, .choice: (parameter.name, .loose(.text))
                    }
                }))
    }

    private static let trustees: [String: OpenAPIType] = [
        "group_trustees": .list(.object(["access_level": .word(levels), "id": .text])),
        "user_trustees": .list(.object(["access_level": .word(levels), "id": .text])),
    ]

    private static let audit: [String: OpenAPIType] = ["audit": .object(["comments": .text])]

    private static let page: [String: OpenAPIType] = [
        "cursor": .text, "limit": .bounded(.limit), "offset": .bounded(.offset),
        "paging_mode": .word(["standard", "standard_cursor"]),
        "profile_fields": .object([
            "document": .list(.word(document.keys.sorted())), "folder": .list(.word(folder.keys.sorted())),
            "workspace": .list(.word(workspace.keys.sorted())),
        ]), "timezone_offset": .integer, "total": .truth,
    ]

    private static func search(_ parameters: [APIParameter]) -> OpenAPIType {
        .object(
            page.merging(["filters": filters(parameters), "sort_order": .word(["asc", "desc"])]) { $1 })
    }

    private static let email: [String: OpenAPIType] =
        texts("bcc cc conversation_id from received_date sent_date subject to")
        .merging(["has_attachment": .truth]) { $1 }

    private static let named: [String: OpenAPIType] = ["default_security": .word(security), "name": .text]

    private static let documentFields = profile(DocumentMethods.fields).merging(email) { $1 }
        .merging(named) { $1 }.merging(texts("comments extension")) { $1 }

    private static let uploadFields = documentFields.merging(["checksum": .text, "size": .integer]) { $1 }

    private static let folderFields = flatOrInProfile(profile(FolderMethods.fields), named)

    private static let newFolder = folderFields.merging(trustees) { $1 }
        .merging(["is_external_as_normal": .truth, "parent_id": .text, "view_type": .word(viewTypes)]) { $1 }

    private static let workspaceFields = flatOrInProfile(profile(WorkspaceMethods.fields), named, texts("sub_class"))

    private static let destination: [String: OpenAPIType] = texts("destination_folder_id destination_id")

    /// The number of an event, as a text or as a number.
    private static let queue: [String: OpenAPIType] = [
        "event_date": .text, "event_id": .loose(.text), "queue_id": .text,
    ]

    private static let entry: [String: OpenAPIType] = [
        "description": .text, "enabled": .truth, "hipaa": .truth, "parent": .object(["id": .text]),
    ]

    private static let application = OpenAPIType.object(
        texts("client_id client_secret contact_email description name publisher secret_expires website")
            .merging(truths("allow_refresh_token authentication enabled")) { $1 }
            .merging([
                "access": .anything, "access_token_expiry": .integer,
                "client_type": .word(ApplicationForm.ClientType.allCases.map(\.rawValue)),
                "redirect_urls": .list(.text), "refresh_token_expiry": .integer, "settings": .map(.text),
                "type": .word(ApplicationForm.Kind.allCases.map(\.rawValue)),
            ]) { $1 })

    private static let tokenSettings: [String: OpenAPIType] = [
        "access_token_max_idle_time": .integer, "allow_refresh_token": .truth, "refresh_token_expiry": .integer,
    ]

    /// What bodies may hold.
    static let bodies: [String: OpenAPIType] = [
        "DocumentSearch": search(SearchFilters.documents),
        "WorkspaceSearch": search(SearchFilters.workspaces + [APIParameter("libraries")]),
        "FolderSearch": search(SearchFilters.folders), "Browse": .object(page),
        "NewWorkspace": .object(
            workspaceFields.merging(trustees) { $1 }
                .merging(["class": .word(["WEBDOC"]), "template": .text, "template_id": .text]) { $1 }),
        "WorkspaceChange": .object(workspaceFields), "NewFolder": .object(newFolder),
        "NewSearchFolder": .object(
            newFolder.merging([
                "filters": filters(SearchFilters.documents), "searchprofile": filters(SearchFilters.documents),
            ]) { $1 }),
        "FolderChange": .object(folderFields), "Destination": .object(destination),
        "DocumentMove": .object(
            destination.merging(audit) { $1 }.merging(["update_profile": .truth, "update_security": .truth]) { $1 }),
        "FolderChoice": .object(["folder_id": .text]), "DocumentChoice": .object(["document_id": .text]),
        "NewShortcut": .object(["target_id": .text]),
        "DocumentNumbers": .object(["document_numbers": .list(.integer), "limit": .bounded(.limit)]),
        "DocumentChange": .object(
            flatOrInProfile(documentFields).merging(audit) { $1 }
                .merging(truths("keep_locked warnings_for_required_and_disabled_fields")) { $1 }),
        "Upload": .object(
            uploadFields.merging(trustees) { $1 }.merging(audit) { $1 }
                .merging(
                    truths("inherit_profile_from_folder keep_locked warnings_for_required_and_disabled_fields")
                ) { $1 }
                .merging(["doc_profile": .object(uploadFields)]) { $1 }),
        "Promotion": .object(
            audit.merging(["doc_profile": .object(documentFields), "version": .integer]) { $1 }),
        "Lock": .object(texts("appname comments location path").merging(["due_date": .date]) { $1 }),
        "Restore": .object(["folder_ids": .list(.text)]),
        "NewLookup": .object(entry.merging(["id": .text]) { $1 }), "LookupChange": .object(entry),
        "SecurityChange": .object([
            "default_security": .word(security),
            "include": .list(
                .object(["access_level": .word(levels), "id": .text, "type": .word(["user", "group"])])),
            "remove": .list(.object(["id": .text, "type": .word(["user", "group"])])),
        ]),
        "PairsChange": .map(.loose(.text)),
        "UserChange": .object([
            "allow_logon": .truth, "email": .shortText(254), "full_name": .shortText(254), "id": .text,
        ]),
        "NewChangeQueue": .object(queue), "ChangeQueueMove": .object(queue),
        "NewGroup": .object([
            "enabled": .truth, "full_name": .shortText(254), "group_nos": .integer, "id": .shortText(254),
            "is_external": .truth,
        ]),
        "NewApplication": application, "ApplicationChange": application,
        "TokenSettings": .object(
            tokenSettings.merging(["type": .word(["value"]), "value": .object(tokenSettings)]) { $1 }),
        "SessionLogIn": .object(
            texts("application_name password user_id").merging(["persona": .word(["admin", "user"])]) { $1 }),
        "MembersChange": .object([
            "action": .word(["add", "delete"]), "data": .list(.text), "data_type": .word(["users"]),
            "database": .text,
        ]),
    ]
}
