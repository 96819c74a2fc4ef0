import Rules

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
                .upload(),
                .folder(
                    "own_folder", in: "<scratch>", kind: "search-folders", more: ",\"filters\":{\"name\":\"worksim\"}"),
                .upload(to: "<own_folder>"),
            ], when: [.status([200, 201], at: 0), .status([200, 201], at: 1)], else: ProbeCall.noUpload,
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
