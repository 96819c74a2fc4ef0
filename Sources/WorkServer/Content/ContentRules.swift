import Rules

/// The rules of libraries, people, tables and lists.
enum ContentRules {
    static func accepted(
        _ id: String, _ decides: String, _ answer: String, _ source: String, serves: [String] = ["login.use"],
        switches: [String] = []
    ) -> Rule {
        Rule(
            id, decides: decides, grants: answer, serves: serves, evidence: .observed, source: source,
            switches: switches)
    }

    static func refused(
        _ id: String, _ decides: String, _ answer: String, _ source: String, serves: [String] = ["login.use"],
        switches: [String] = []
    ) -> Rule {
        Rule(
            id, decides: decides, answer: answer, serves: serves, evidence: .observed, source: source,
            switches: switches)
    }

    static let librariesListed = accepted(
        "content.libraries.listed", "A user lists the libraries.", "200 with id, type and is_hidden of each.",
        "client code: GET customers/{id}/libraries", serves: ["login.use", "F2"])
    static let operationsListed = accepted(
        "content.operations.listed", "A user asks what they may do in a library.", "200 with the bits of the role.",
        "vendor text: GET libraries/{library}/operations")
    static let peopleListed = accepted(
        "content.people.listed", "A user looks at users, groups or roles.", "200 with an array in data.",
        "vendor text: GET users, groups, roles", switches: [userLibraryID.id])
    static let peopleChanged = accepted(
        "content.people.changed", "An administrator changes a user, makes a group or fills it.", "201 or 200.",
        "client code: POST groups, PUT groups/{id}/members, PATCH users/{id}; on-premises users/{id} of a library")
    static let groupDeleted = Rule(
        "content.groups.deleted", decides: "An administrator deletes a group.",
        grants: "200 or 204 without a body, or 405.", serves: ["login.use"], evidence: .assumed,
        source: "client code makes and fills groups; whether the API deletes them is not public",
        switches: [groupDeletion.id, deleteStatus.id])
    static let lookupsListed = accepted(
        "content.lookups.listed", "A user looks at classes, types or the table of a custom field.",
        "200 with an array in data.", "client code: GET classes, types, customs/{field}/search")
    static let lookupChanged = accepted(
        "content.lookups.changed", "An administrator changes the table of a custom field.", "201, 200 or 204.",
        "client code: POST, PATCH and DELETE customs/{field}", switches: [deleteStatus.id])
    static let listsRead = accepted(
        "content.lists.read", "A user looks at recent things, favourites or matters.",
        "200; recent ones stand in data.results, the others in data.",
        "vendor text: recent-documents; client code: my-favorites/children")
    static let pairsRead = accepted(
        "content.pairs.read", "A program reads the name-value pairs that it keeps.", "200 with an object in data.",
        "client code: GET documents/{id}/name-value-pairs")
    static let pairsChanged = accepted(
        "content.pairs.changed", "A program changes its name-value pairs.", "200 with the pairs.",
        "client code: PATCH name-value-pairs")
    static let historyListed = accepted(
        "content.history.listed", "A user looks at what was done with a document.", "200 with an array in data.",
        "vendor text: GET documents/{id}/history with its filters and the words of the activities; their numbers are ours",
        switches: [activityText.id])
    /// Never in the journal: the rule that decides on the rest of the call takes its place.
    static let opened = accepted(
        "content.opened", "A call's token, customer and library are found good.", "What the call asks for.",
        "client code")

    static let administratorsOnly = Rule(
        "content.administrators-only", decides: "The call is for administrators of the libraries.",
        answer: "403.", serves: ["F3", "F4"], evidence: .assumed, source: "clients treat 403 as no access",
        switches: [DocumentRules.hidden.id])
    static let parameterInvalid = Rule(
        "content.parameter.invalid", decides: "A parameter or a field of a body has a value that it cannot have.",
        answer: "400 NRC_INVALID_PARAM with the field in messages.", serves: ["F9"], evidence: .observed,
        source: "vendor text: the error envelope; client code: NRC_INVALID_PARAM")
    static let parameterUnknown = Rule(
        "content.parameter.unknown", decides: "A parameter or a field of a body has a name that the API does not know.",
        answer: "It is passed over and named in the journal and in X-WorkSim-Ignored, or 400 NRC_INVALID_PARAM.",
        serves: ["F9"], evidence: .assumed, source: "what iManage does with unknown names is not public",
        switches: [unknownFields.id, ignoredHeader.id])
    static let customerUnknown = Rule(
        "content.customer.unknown", decides: "The customer id in the path is another firm's or none.",
        answer: "404 NRC_NO_RECORD, or an empty list.", serves: ["login.use/wrong-library", "F1"], evidence: .assumed,
        source: "vendors document empty results or 404", switches: [customer.id])

    enum Customer: String, SwitchReading { case notFound404 = "not_found_404", emptyList = "empty_list" }
    static let customer = Switch<Customer>(
        "content.customer.unknown", question: "What does a wrong customer id get?",
        readings: [.notFound404: "404 with NRC_NO_RECORD.", .emptyList: "200 with an empty list."],
        probe: .calls(
            [
                .content("libraries"),
                ProbeCall("GET", "/work/api/v2/customers/987654321/libraries", headers: ["X-Auth-Token": "<access>"]),
            ], when: [.status([200], at: 0)],
            [.notFound404: [.status([404])], .emptyList: [.status([200])]]))

    enum UnknownFields: String, SwitchReading { case ignored, refused400 = "refused_400" }
    static let unknownFields = Switch<UnknownFields>(
        "content.parameter.unknown",
        question: "What becomes of a parameter or a field whose name the API does not know?",
        readings: [.ignored: "It is passed over.", .refused400: "The call is refused."],
        probe: .calls(
            [.content("libraries?worksim_probe=1")],
            [.ignored: [.status([200])], .refused400: [.status([400])]]))

    enum IgnoredHeader: String, SwitchReading { case sent, silent }
    static let ignoredHeader = Switch<IgnoredHeader>(
        "content.parameter.ignored-header",
        question: "Does an answer name what was passed over, for the author of a client to notice?",
        readings: [
            .sent: "Yes, in the header X-WorkSim-Ignored, which no real server sends.",
            .silent: "No, as a real server.",
        ],
        probe: .calls(
            [.content("libraries?worksim_probe=1")], when: [.status([200])],
            else: "the server refuses parameters that it does not know",
            [.sent: [.header("x-worksim-ignored", true)], .silent: [.header("x-worksim-ignored", false)]]))

    enum DeleteStatus: String, SwitchReading { case ok200 = "ok_200", noContent204 = "no_content_204" }
    static let deleteStatus = Switch<DeleteStatus>(
        "content.delete.status", question: "With which status is a deletion answered?",
        readings: [.ok200: "200 without a body: one client counts nothing else.", .noContent204: "204."],
        probe: .calls(
            [.upload(), .content("libraries/<library>/documents/<own_document>", method: "DELETE")],
            when: [.status([200, 201], at: 0)],
            [.ok200: [.status([200])], .noContent204: [.status([204])]]))

    enum GroupDeletion: String, SwitchReading { case offered, notAllowed405 = "not_allowed_405" }
    static let groupDeletion = Switch<GroupDeletion>(
        "content.groups.deletion", question: "Does DELETE libraries/{library}/groups/{id} delete a group?",
        readings: [
            .offered: "Yes; its members lose what it gave them.",
            .notAllowed405: "No: 405, as one client met for PUT of a group.",
        ],
        probe: .calls(
            // There is no such group, so that nothing is deleted.
            [.content("libraries/<library>/groups/<invented>", method: "DELETE")],
            [.offered: [.status([400, 403, 404])], .notAllowed405: [.status([405])]]))

    enum ActivityText: String, SwitchReading { case word, text }
    static let activityText = Switch<ActivityText>(
        "content.history.activity", question: "What does the field activity of a history hold?",
        readings: [
            .word: "The word by which iManage names the activity, such as NEWDOCVER.",
            .text: "A text for people, such as New Version.",
        ],
        probe: .calls(
            [.upload(), .content("libraries/<library>/documents/<own_document>/history")],
            when: [.status([200, 201], at: 0)],
            [
                .word: [.word("data.0.activity", ["NEWDOCUMENT", "NEWDOCVER"])],
                .text: [.word("data.0.activity", ["Create", "New Document", "New Version"])],
            ]))

    enum UserLibraryID: String, SwitchReading { case library, user }
    static let userLibraryID = Switch<UserLibraryID>(
        "content.users.library-id", question: "What is the id in a list of a user's libraries?",
        readings: [.library: "The name of the library.", .user: "The id of the user."],
        probe: .calls(
            [.content("users/<user_id>/libraries", keeps: ["own_library": "data.0.id"])],
            when: [.json("data.0.id", .someText)],
            [.library: [.differ("own_library", "user_id")], .user: [.same("own_library", "user_id")]]))

    static let catalogue = RuleCatalogue(
        rules: [
            librariesListed, operationsListed, peopleListed, peopleChanged, groupDeleted, lookupsListed, lookupChanged,
            listsRead, pairsRead,
            pairsChanged, historyListed, administratorsOnly, parameterInvalid, parameterUnknown,
            customerUnknown,
        ],
        switches: [
            customer, activityText, userLibraryID, unknownFields, ignoredHeader, deleteStatus, groupDeletion,
        ]
    )
    .joined(with: DocumentRules.catalogue).joined(with: ContainerRules.catalogue)
    .joined(with: SecurityRules.catalogue).joined(with: FilingRules.catalogue).joined(with: ProfileRules.catalogue)
    .joined(with: ChangeRules.catalogue)
}

/// The rules of rights.
enum SecurityRules {
    static let read = ContentRules.accepted(
        "content.security.read", "A user looks at the rights on something.",
        "200 with an array in data and default_security beside it, or with the access of one user.",
        "struct typed from iManage's specification: GET folders/{id}/security, documents/{id}/users/{user}/security",
        switches: [shape.id])
    static let policyRead = Rule(
        "content.security.policy-read", decides: "A user looks at the security policy of a workspace.",
        grants: "200 with security_policy, allow_list and deny_list.", serves: ["login.use"], evidence: .assumed,
        source: "struct typed from iManage's specification; what the lists hold is our reading", switches: [policy.id])
    static let changed = ContentRules.accepted(
        "content.security.changed", "A user changes the rights on something.", "200.",
        "client code: POST security with default_security, include and remove", serves: ["login.use/no-rights", "F16"])

    enum Shape: String, SwitchReading { case array, aclObject = "acl_object" }
    static let shape = Switch<Shape>(
        "content.security.shape", question: "In which shape does GET security answer?",
        readings: [
            .array: "An array in data, with default_security beside it.",
            .aclObject: "An object with default_security and acl, as iManage's connector shows it.",
        ],
        probe: .calls(
            [.content("libraries/<library>/workspaces/<workspace>/security")], when: [.status([200])],
            [.array: [.json("data", .anyList)], .aclObject: [.json("data.acl", .anyList)]]))

    enum Policy: String, SwitchReading { case fromRights = "from_rights", empty }
    static let policy = Switch<Policy>(
        "content.security.policy", question: "What do the lists of a workspace's security policy hold?",
        readings: [
            .fromRights: "The users and groups whom the workspace's rights name, allowed or denied.",
            .empty: "Nothing, since no policy is applied.",
        ],
        probe: .calls(
            [
                .content("libraries/<library>/workspaces/<workspace>/security"),
                .content("libraries/<library>/workspaces/<workspace>/security-policy"),
            ],
            when: [.any([.json("data", [.list], at: 0), .json("data.acl", [.list], at: 0)]), .status([200], at: 1)],
            else: "the workspace's rights name nobody",
            [
                .fromRights: [.any([.json("data.allow_list", [.list]), .json("data.deny_list", [.list])])],
                .empty: [.json("data.allow_list", [.emptyList]), .json("data.deny_list", [.emptyList])],
            ]))

    enum Groups: String, SwitchReading { case mostGenerous = "most_generous", strictest }
    static let groups = Switch<Groups>(
        "content.security.groups", question: "Which right holds for a user who is named through several groups?",
        readings: [.mostGenerous: "The most generous.", .strictest: "The strictest."],
        probe: .none("it takes a user whom groups name with different rights"))

    static let catalogue = RuleCatalogue(rules: [read, policyRead, changed], switches: [groups, shape, policy])
}

/// The rules of workspaces and folders.
enum ContainerRules {
    static let browsed = ContentRules.accepted(
        "content.browsed", "A user looks at workspaces, folders or what is in them.", "200 with what they may see.",
        "client code: GET workspaces, workspaces/{id}/children, folders/{id}/children", serves: ["login.use", "F13"],
        switches: [folderShape.id, searchShape.id])
    static let created = ContentRules.accepted(
        "content.container.created", "A user makes a workspace or a folder.", "201 with its profile.",
        "client code: POST workspaces, workspaces/{id}/folders, folders/{id}/subfolders")
    static let changed = ContentRules.accepted(
        "content.container.changed", "A user changes a workspace or a folder.", "200 with its profile.",
        "client code: PATCH workspaces/{id}, folders/{id}")
    static let moved = ContentRules.accepted(
        "content.container.moved", "A user moves a folder.", "200 with its profile.",
        "client code: POST folders/{id}/move")
    static let removed = ContentRules.accepted(
        "content.container.removed", "A user removes an empty workspace or folder.", "200 or 204 without a body.",
        "vendor text: no response body", switches: [ContentRules.deleteStatus.id])
    static let shortcut = Rule(
        "content.container.shortcut", decides: "A user puts a shortcut to a folder into another.",
        grants: "201 with the shortcut.", serves: ["login.use"], evidence: .assumed,
        source: "shortcuts are seen in lists; the path that makes them is not public", switches: [folderShape.id])
    static let notEmpty = Rule(
        "content.container.not-empty", decides: "A folder or workspace is to be removed and is not empty.",
        answer: "409, or 400.", serves: ["login.use"], evidence: .assumed,
        source: "vendor text: fails unless empty; the status is not public", switches: [notEmptyStatus.id])
    static let searchFolder = Rule(
        "content.container.search-folder", decides: "Something is to be stored in a search folder.",
        answer: "400, or 403.", serves: ["F11"], evidence: .assumed,
        source: "iManage help: a search folder is a virtual container; the status is not public",
        switches: [searchFolderStatus.id])

    enum NotEmptyStatus: String, SwitchReading { case conflict409 = "conflict_409", badRequest400 = "bad_request_400" }
    static let notEmptyStatus = Switch<NotEmptyStatus>(
        "content.container.not-empty", question: "With which status is removing what is not empty refused?",
        readings: [.conflict409: "409.", .badRequest400: "400."],
        probe: .calls(
            [
                .folder("own_folder", in: "<scratch>"), .folder("inner_folder", in: "<own_folder>"),
                .content("libraries/<library>/folders/<own_folder>", method: "DELETE"),
            ], when: [.status([200, 201], at: 0), .status([200, 201], at: 1)],
            [.conflict409: [.status([409])], .badRequest400: [.status([400])]]))

    enum SearchFolderStatus: String, SwitchReading {
        case badRequest400 = "bad_request_400"
        case forbidden403 = "forbidden_403"
    }
    static let searchFolderStatus = Switch<SearchFolderStatus>(
        "content.container.search-folder", question: "With which status is storing in a search folder refused?",
        readings: [.badRequest400: "400.", .forbidden403: "403."],
        probe: .calls(
            [
                .folder(
                    "own_folder", in: "<scratch>", kind: "search-folders", more: ",\"filters\":{\"name\":\"worksim\"}"),
                .upload(to: "<own_folder>"),
            ], when: [.status([200, 201], at: 0)],
            [.badRequest400: [.status([400])], .forbidden403: [.status([403])]]))

    enum FolderShape: String, SwitchReading { case array, asAsked = "as_asked", results }
    static let folderShape = Switch<FolderShape>(
        "content.folders.shape", question: "In which shape does GET libraries/{library}/folders answer?",
        readings: [
            .array: "Always an array: three clients read one.",
            .asAsked: "data.results in standard paging, an array by cursor or below a container.",
            .results: "Always data.results.",
        ],
        probe: .calls(
            [
                .content("libraries/<library>/folders?limit=1"),
                .content("libraries/<library>/folders?limit=1&paging_mode=standard_cursor"),
            ], when: [.status([200], at: 0), .status([200], at: 1)],
            [
                .array: [.json("data", .anyList, at: 0)],
                .asAsked: [.json("data", [.object], at: 0), .json("data", .anyList, at: 1)],
                .results: [.json("data", [.object], at: 0), .json("data", [.object], at: 1)],
            ]))

    enum SearchShape: String, SwitchReading { case array, results }
    static let searchShape = Switch<SearchShape>(
        "content.workspaces.search-shape", question: "In which shape does POST workspaces/search answer?",
        readings: [.array: "An array in data.", .results: "data.results."],
        probe: .calls(
            [.content("libraries/<library>/workspaces/search", method: "POST", body: .json("{\"limit\":1}"))],
            when: [.status([200])],
            [.array: [.json("data", .anyList)], .results: [.json("data.results", .anyList)]]))

    static let catalogue = RuleCatalogue(
        rules: [browsed, created, changed, moved, removed, shortcut, notEmpty, searchFolder],
        switches: [notEmptyStatus, searchFolderStatus, folderShape, searchShape])
}
