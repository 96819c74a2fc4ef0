import Testing

/// Lists and searches, and the paths that clients call.
@Suite struct `Lists over the API` {
    static let rows = [
        Correction(
            sentence: "A search of documents by POST has overflow", source: "S2, S3",
            call: .post("\(active)/documents/search", #"{"filters":{"name":"note"}}"#),
            shows: ["overflow": "false", "data": "[1]"]),
        Correction(
            sentence: "A search of folders by POST has overflow", source: "S2, S3",
            call: .post("\(active)/folders/search", #"{"limit":1}"#), shows: ["overflow": "true", "data": "[1]"]),
        Correction(
            sentence: "A search of workspaces by POST has overflow", source: "S2",
            call: .post("\(active)/workspaces/search", "{}"), shows: ["overflow": "false", "data": "[2]"]),
        Correction(
            sentence: "A search of documents by GET has none", source: "S2",
            call: .get("\(active)/documents?limit=1"), shows: ["overflow": "-", "data.results": "[1]"]),
        Correction(
            sentence: "The folders of a library are a list in data", source: "three clients, one on a cloud tenant",
            call: .get("\(active)/folders"), shows: ["data": "[3]"]),
        Correction(
            sentence: "The folders of all libraries stand in data.results", source: "S2 getGlobalFolders",
            call: .get("/folders"), shows: ["data.results": "[3]"]),
        Correction(
            sentence: "The folders of a library in data.results are one switch away", source: "S2 getLibraryFolders",
            assume: ["content.folders.shape": "results"], call: .get("\(active)/folders"),
            shows: ["data.results": "[3]"]),
        Correction(
            sentence: "A user's libraries have a number, and the library's name as id",
            source: "S2 getLibrariesUserAssigned", call: .get("/users/ADA/libraries"),
            shows: ["data.0.id": "ACTIVE", "data.0.library_id": "1", "data.0.preferred": "true"]),
        Correction(
            sentence: "What is in a search folder is not read by cursor", source: "S2 getFolderContent",
            call: .get("\(active)/folders/ACTIVE!4/children?paging_mode=standard_cursor"), status: 400,
            shows: ["error.messages.0.field": "paging_mode"]),
        Correction(
            sentence: "The filters of documents hold for what is in a folder", source: "S2 getFolderContent",
            call: .get("\(active)/folders/ACTIVE!2/children?author=nora"), shows: ["data": "[0]"]),
        Correction(
            sentence: "The filters of documents leave folders as they are", source: "S2 getFolderContent",
            call: .get("\(active)/workspaces/ACTIVE!1/children?author=nora"), shows: ["data": "[2]"]),
        Correction(
            sentence: "exclude_shortcuts leaves out documents that lie elsewhere", source: "S2 getFolderContent",
            after: [.post("\(active)/folders/ACTIVE!6/document-shortcuts", #"{"document_id":"ACTIVE!3"}"#)],
            call: .get("\(active)/folders/ACTIVE!6/children?exclude_shortcuts=true"), shows: ["data": "[0]"]),
        Correction(
            sentence: "The path of a folder is a list in data", source: "S2 getFolderPath",
            call: .get("\(active)/folders/ACTIVE!2/path"),
            shows: ["data": "[2]", "data.0.wstype": "workspace", "data.1.folder_type": "regular"]),
        Correction(
            sentence: "The paths of a document have full profiles", source: "S2 getDocumentPath",
            call: .get("\(active)/documents/ACTIVE!3/path"),
            shows: ["data.0.0.default_security": "public", "data.0.1.effective_security": "full_access"]),
        Correction(
            sentence: "folders/search filters by workspace_name", source: "client code",
            call: .post("\(active)/folders/search", #"{"filters":{"workspace_name":"Second"}}"#),
            shows: ["data": "[1]"]),
        Correction(
            sentence: "The folders of documents are listed up to a limit", source: "S8",
            call: .post("\(active)/documents/parents", #"{"document_numbers":[3,3],"limit":1}"#),
            shows: ["data": "[1]", "data.0.parents.0.id": "ACTIVE!2"]),
        filtered("users", "allow_logon=false", 0), filtered("users", "is_external=true", 0),
        filtered("users", "preferred_library=ARCHIVE", 0), filtered("users", "preferred_library=ACTIVE", 3),
        filtered("groups", "enabled=false", 0), filtered("groups", "external=true", 0),
        filtered("groups", "enabled=true&external=false", 1), filtered("groups", "nos=6", 0),
        filtered("libraries/ACTIVE/classes", "description=brief", 1),
        filtered("libraries/ACTIVE/classes", "hipaa=true", 0),
        Correction(
            sentence: "include_libraries shows the libraries of users", source: "client code",
            call: .get("/users?include_libraries=true"), shows: ["data.0.libraries": "[2]"]),
    ]

    private static func filtered(_ list: String, _ query: String, _ count: Int) -> Correction {
        Correction(
            sentence: "\(list) are filtered by \(query)", source: "client code", call: .get("/\(list)?\(query)"),
            shows: ["data": "[\(count)]"])
    }

    /// The paths of the notes, in their order.
    static let paths = [
        "\(active)/templates", "\(active)/workspaces/ACTIVE!1/folders", "\(active)/workspaces/ACTIVE!1/tabs",
        "\(active)/folders/ACTIVE!2/subfolders", "\(active)/documents/ACTIVE!3/history/versions",
        "/groups/LITIGATION", "/roles/NRTADMIN", "/roles/NRTADMIN/members", "/users/BEN/groups", "/users/ADA/apps",
        "/security-templates", "\(active)/captions", "\(active)/forms", "\(active)/users/ADA/my-matters",
        "\(active)/users/ADA/my-favorites", "/users/ADA/my-matters", "/users/ADA/my-favorites",
        "\(active)/search-folders/ACTIVE!4", "\(active)/change-events", "\(active)/users/BEN",
        "\(active)/users/BEN/groups", "/groups/LITIGATION/non-members", "/users/BEN/groups/out-of",
    ].map { path in
        Correction(
            sentence: "GET \(path) is served", source: "paths that clients call, S2", call: .get(path),
            shows: [
                "data": path.hasSuffix("LITIGATION") || path.hasSuffix("NRTADMIN") || path.hasSuffix("BEN")
                    || path.contains("search-folders") ? "{}" : count(of: path)
            ])
    }

    private static func count(of path: String) -> String {
        switch path.split(separator: "/").last {
        case "templates", "tabs", "forms", "change-events", "out-of": "[0]"
        case "subfolders": "[0]"
        case "folders", "versions": "[2]"
        case "security-templates": "[3]"
        case "captions": "[31]"
        case "non-members": "[2]"
        case "security": "[1]"
        default: path.contains("security-templates") ? "[3]" : "[1]"
        }
    }

    @Test(arguments: rows + paths) func `are answered as the source has it`(_ row: Correction) async throws {
        try await row.verify()
    }
}
