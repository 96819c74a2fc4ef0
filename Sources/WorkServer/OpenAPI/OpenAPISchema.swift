/// What a field of a schema holds.
indirect enum OpenAPIType: Sendable {
    case text
    /// A text of 1 to so many characters.
    case shortText(Int)
    case integer
    /// A whole number with limits.
    case bounded(NumberParameter)
    case number
    case truth
    case date
    case word([String])
    case list(OpenAPIType)
    case named(String)
    case object([String: OpenAPIType])
    /// Any value; what an object of free names holds.
    case anything
    /// What a filter holds: described as the type, taken as a text, a number, a truth or a list of them.
    case loose(OpenAPIType)
    case map(OpenAPIType)

    /// The type as JSON Schema 2020-12, which OpenAPI 3.1 takes over.
    ///
    /// Answers are described to the last field; what may be sent beyond that is passed over by the server.
    func json(isRequest: Bool = false) -> JSONValue {
        switch self {
        case .text: ["type": "string"]
        case .shortText(let most): ["maxLength": .number(most), "minLength": 1, "type": "string"]
        case .integer: ["format": "int64", "type": "integer"]
        case .bounded(let number): number.schema
        case .number: ["type": "number"]
        case .truth: ["type": "boolean"]
        case .date: ["format": "date-time", "type": "string"]
        case .word(let words): ["enum": .list(words.map { .text($0) }), "type": "string"]
        case .list(let item): ["items": item.json(isRequest: isRequest), "type": "array"]
        case .named(let name): ["$ref": .text("#/components/schemas/\(name)")]
        case .anything: .object([:])
        case .loose(let type): type.json(isRequest: isRequest)
        case .map(let value): ["additionalProperties": value.json(isRequest: isRequest), "type": "object"]
        case .object(let fields):
            [
                "additionalProperties": .boolean(isRequest),
                "properties": .object(fields.mapValues { $0.json(isRequest: isRequest) }), "type": "object",
            ]
        }
    }
}

/// The schemas that methods name: what stands in `data`, and what bodies may hold.
enum OpenAPISchemas {
    static let security = ["inherit", "private", "view", "public"]
    /// The words of a default security.
    static let defaultSecurity = OpenAPIType.word(security).json()
    static let levels = AccessLevel.allCases.map(\.rawValue)

    /// What a folder may be made to show: vendor text.
    static let viewTypes = [
        "none", "document", "email", "email_search", "document_search", "linksite", "imanage_share",
    ]

    /// A text for each of these names.
    static func texts(_ names: String) -> [String: OpenAPIType] {
        Dictionary(uniqueKeysWithValues: names.split(separator: " ").map { (String($0), .text) })
    }

    static func truths(_ names: String) -> [String: OpenAPIType] {
        Dictionary(uniqueKeysWithValues: names.split(separator: " ").map { (String($0), .truth) })
    }

    private static func dates(_ names: String) -> [String: OpenAPIType] {
        Dictionary(uniqueKeysWithValues: names.split(separator: " ").map { (String($0), .date) })
    }

    private static func joined(_ parts: [String: OpenAPIType]...) -> OpenAPIType {
        .object(parts.reduce(into: [:]) { $0.merge($1) { $1 } })
    }

    /// The custom fields, aliases with their descriptions.
    static let customs: [String: OpenAPIType] = {
        var fields: [String: OpenAPIType] = [:]
        for field in ProfileField.allCases where field.customNumber != nil {
            switch field.kind {
            case .number: fields[field.rawValue] = .number
            case .truth: fields[field.rawValue] = .truth
            case .date: fields[field.rawValue] = .date
            case .alias:
                fields[field.rawValue] = .text
                fields[field.rawValue + "_description"] = .text
            default: fields[field.rawValue] = .text
            }
        }
        return fields
    }()

    private static let projects = texts("project_custom1 project_custom2 project_custom3")

    static let document: [String: OpenAPIType] =
        customs.merging(
            texts(
                """
                alias author author_description bcc cc checkout_comment checkout_path checksum class class_description comment \
                content_type conversation_id database document_url extension from full_file_name id in_use_by in_use_by_description iwl last_user \
                last_user_description latest name operator operator_description parent_id subclass subclass_description subject \
                to type type_description workspace_id workspace_name
                """)
        ) { $1 }
        .merging(
            truths(
                """
                declared has_attachment in_use indexable is_checked_out is_declared is_external is_external_as_normal is_hipaa is_in_use \
                is_latest is_related is_restorable
                """)
        ) { $1 }
        .merging(
            dates(
                """
                checkout_date checkout_due_date create_date edit_date edit_profile_date file_create_date file_edit_date received_date sent_date
                """)
        ) { $1 }
        .merging([
            "access": .word(levels), "default_security": .word(security), "document_number": .integer,
            "latest_version": .integer, "operations": .named("DocumentOperations"), "retain_days": .integer,
            "size": .integer, "version": .integer,
            "wstype": .word(["document", "document_shortcut", "email"]), "target": .named("Document"),
        ]) { $1 }

    static let workspace: [String: OpenAPIType] =
        customs.merging(projects) { $1 }
        .merging(
            texts(
                """
                author class database description id iwl last_user name owner owner_description subclass subtype type \
                workspace_id workspace_url
                """)
        ) { $1 }
        .merging(truths("has_documents has_subfolders is_external is_external_as_normal is_hipaa")) { $1 }
        .merging(dates("create_date edit_date edit_profile_date")) { $1 }
        .merging([
            "default_security": .word(security), "document_number": .integer, "effective_security": .word(levels),
            "operations": .named("ContainerOperations"), "retain_days": .integer, "version": .integer,
            "wstype": .word(["workspace"]),
        ]) { $1 }

    static let folder: [String: OpenAPIType] =
        projects.merging(
            texts("database description email id name owner owner_description parent_id workspace_id workspace_name")
        ) { $1 }
        .merging(
            truths(
                """
                has_documents has_subfolders is_container_saved_search is_content_saved_search is_external \
                is_external_as_normal
                """)
        ) { $1 }
        .merging([
            "default_security": .word(security), "edit_date": .date, "effective_security": .word(levels),
            "folder_type": .word(["regular", "search", "tab"]),
            "inherited_default_security": .word(["private", "view", "public"]),
            "operations": .named("ContainerOperations"), "profile": .object(customs), "target": .anything,
            "view_type": .word(viewTypes),
            "wstype": .word(["folder", "folder_shortcut", "workspace_shortcut"]),
        ]) { $1 }

    /// What answers hold.
    static let answers: [String: OpenAPIType] = [
        "Document": .object(document), "Workspace": .object(workspace), "Folder": .object(folder), "Item": .anything,
        "Library": joined(texts("id"), ["is_hidden": .truth, "type": .word(["worksite", "linksite"])]),
        "Role": joined(
            texts("id description"),
            [
                "m1": .integer, "m1_bits": .map(.truth), "m2": .integer, "m2_bits": .map(.truth), "m3": .integer,
                "m3_bits": .map(.truth), "m4_bits": .object(["tier": .integer]),
            ]),
        "GlobalRole": joined(texts("id description")),
        "User": joined(
            texts("email full_name id preferred_library ssid user_id_ex"), truths("allow_logon is_external"),
            ["libraries": .list(.named("UserLibrary")), "user_nos": .integer]),
        "UserApplication": joined(texts("id name")),
        "Caption": joined(texts("database id label"), ["num": .integer]), "Form": joined(texts("id name")),
        "SearchFolder": joined(
            texts("id name"),
            [
                "folder_type": .word(["search"]), "searchprofile": .map(.text),
                "wstype": .word(["folder"]),
            ]),
        "ChangeEvent": joined(
            texts("id object_id related_object_id root_id"), dates("event_date"),
            [
                "action_type": .word(ChangeRecord.Action.allCases.map(\.rawValue)),
                "item_type": .word(ChangeRecord.Item.allCases.map(\.rawValue)),
            ]),
        "ChangeQueue": joined(texts("event_id queue_id"), dates("event_date")),
        "UserLibrary": joined(texts("id"), ["library_id": .integer, "preferred": .truth]),
        "Group": joined(texts("full_name id"), truths("enabled is_external"), ["group_nos": .integer]),
        "Class": joined(
            texts("description id"), truths("hipaa indexable shadow subclass_required"),
            [
                "default_security": .word(["private", "view", "public"]), "required_fields": .list(.text),
                "retain": .integer,
            ]),
        "Subclass": joined(
            texts("description id"), ["hipaa": .truth, "parent": .object(["id": .text]), "retain": .integer]),
        "Type": joined(texts("app_extension description id")),
        "Lookup": joined(texts("description id"), truths("enabled hipaa"), ["parent": .object(["id": .text])]),
        "ContainerOperations": joined(
            truths(
                """
                add_content add_custom_folders add_folders change_name modify modify_layout remove remove_content \
                remove_folders set_default_security set_security update_content_shortcut
                """), ["default_security_values": .list(.word(security))]),
        "DocumentOperations": joined(
            truths(
                """
                archive copy create_new_version declare delete freeze lock move relate replace restore set_security undeclare \
                unfreeze unlock update wopi_lock
                """)),
        "Access": joined(
            texts("id name sid"), truths("allow_logon enabled has_restricted_member is_external"),
            ["access": .integer, "access_level": .word(levels), "type": .word(["user", "group"])]),
        "Security": joined([
            "acl": .list(.named("Access")), "default_security": .word(security),
            "inherited_default_security": .word(["private", "view", "public"]),
        ]),
        "UserAccess": joined(["access": .word(levels)]),
        "SecurityPolicy": joined([
            "allow_list": .list(.named("Trustee")), "deny_list": .list(.named("Trustee")),
            "security_policy": .word(["private", "view", "public"]),
        ]),
        "Trustee": joined(texts("full_name id")),
        "SecurityTemplate": joined(texts("id name"), ["default_security": .word(security)]),
        "Pairs": .map(.text),
        "PathStep": joined(texts("id name wstype")),
        "DocumentParents": joined(["document_number": .integer, "parents": .list(.named("PathStep"))]),
        "Reservation": joined(["document_number": .integer, "version": .integer]),
        "CheckOut": joined(texts("application_name comments location path user_id"), dates("checkout_date due_date")),
        "TrashedDocument": joined(
            texts("deleted_by extension id name wstype"), dates("delete_date"),
            ["document_number": .integer, "version": .integer]),
        "Activity": joined(
            texts("activity application_id application_name comments database document_id id num1 user user_fullname"),
            dates("activity_date"),
            [
                "activity_code": .integer, "document_number": .integer, "duration": .integer, "has_journal": .truth,
                "pages_printed": .integer, "version": .integer,
            ]),
        "Count": joined(texts("alias description"), ["count": .integer]),
        "ActivityUser": joined(
            texts("email full_name id"), truths("login"), ["activity_count": .integer, "wstype": .word(["user"])]),
        "ActivityVersion": joined(texts("id"), ["activity_count": .integer, "version": .integer]),
    ]
}
