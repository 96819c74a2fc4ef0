import Testing

/// Rights and histories, as clients of real servers read them.
@Suite struct `Rights and histories over the API` {
    static let rights = [
        Correction(
            sentence: "The rights on a workspace are an array, with default_security beside it",
            source: "S2 getWorkspaceDefaultSecurity", call: .get("\(active)/workspaces/ACTIVE!1/security"),
            shows: [
                "data": "[2]", "default_security": "public", "data.0.id": "BEN", "data.0.access": "0",
                "data.0.access_level": "no_access", "data.0.type": "user", "data.0.is_external": "false",
                "data.0.allow_logon": "true", "data.0.name": "Ben Blake", "data.1.type": "group",
                "data.1.access": "1", "data.1.enabled": "true", "data.1.has_restricted_member": "true",
            ]),
        Correction(
            sentence: "A workspace has one default_security, in its rights as in its profile", source: "S2 Workspace",
            call: .get("\(active)/workspaces/ACTIVE!1"), shows: ["data.default_security": "public"]),
        Correction(
            sentence: "The rights on a folder are an array, with default_security beside it",
            source: "S2 getFolderSecurity", call: .get("\(active)/folders/ACTIVE!2/security"),
            shows: ["data": "[0]", "default_security": "inherit"]),
        Correction(
            sentence: "The rights on a document are an array, by analogy", source: "inferred from S2",
            call: .get("\(active)/documents/ACTIVE!3/security"),
            shows: ["data": "[0]", "default_security": "inherit"]),
        Correction(
            sentence: "What a user may do with a document is a text in data.access", source: "S2 getUserAccessDocument",
            call: .get("\(active)/documents/ACTIVE!3/users/BEN/security"), shows: ["data.access": "no_access"]),
        Correction(
            sentence: "What a user may do with a folder is a text in data.access", source: "S2 getUserAccessFolder",
            call: .get("\(active)/folders/ACTIVE!2/users/NORA/security"), shows: ["data.access": "full_access"]),
        Correction(
            sentence: "What a user may do with a workspace is a text in data.access",
            source: "S2 getUsersAccessWorkspace", call: .get("\(active)/workspaces/ACTIVE!1/users/BEN/security"),
            shows: ["data.access": "no_access"]),
        Correction(
            sentence: "A security policy has allow_list, deny_list and security_policy",
            source: "S2 getWorkspaceSecurityPolicy", call: .get("\(active)/workspaces/ACTIVE!1/security-policy"),
            shows: ["data.allow_list": "[1]", "data.deny_list.0.id": "BEN", "data.security_policy": "public"]),
        Correction(
            sentence: "The operations of a workspace have add_content", source: "S2 getUsersWorkspaceOperations",
            call: .get("\(active)/workspaces/ACTIVE!1/operations"), shows: ["data.add_content": "true"]),
    ]

    private static let history = "\(active)/documents/ACTIVE!3.1/history"
    private static let used: [Correction.Call] = [
        .get("\(active)/documents/ACTIVE!3.1/download"),
        .get("\(active)/documents/ACTIVE!3.1/download?activity=export"),
        .post("\(active)/documents/ACTIVE!3.1/copy", #"{"folder_id":"ACTIVE!6"}"#),
        .upload("\(active)/documents/ACTIVE!3/versions", "Note.txt", "three"),
    ]

    private static func asked(_ sentence: String, _ query: String, _ shows: [String: String]) -> Correction {
        Correction(
            sentence: sentence, source: "S2 getDocumentHistory", after: used, call: .get(history + query), shows: shows)
    }

    static let histories = [
        asked("A history is that of the version of the id alone", "?total=true", ["data.0.version": "1"]),
        asked(
            "all_versions has those of all", "?all_versions=true&activity=version&total=true",
            ["data.0.activity": "NEWDOCVER", "data.0.version": "3"]),
        asked(
            "download is EXPORT", "?activity=download&total=true",
            ["data.0.activity": "EXPORT", "total_count": "1"]),
        asked("view is VIEW", "?activity=view&total=true", ["data.0.activity": "VIEW", "total_count": "1"]),
        asked(
            "copy is COPYDOC", "?activity=copy&all_versions=true", ["data.0.activity": "COPYDOC", "data": "[1]"]),
        asked(
            "edit is NEWDOCUMENT, NEWDOCVER and MODIFY", "?activity=edit&all_versions=true&total=true",
            ["data.0.activity": "NEWDOCVER"]),
        asked("email is MAIL, which nobody did", "?activity=email&all_versions=true", ["data": "[0]"]),
        asked("user narrows it", "?user=ben", ["data": "[0]"]),
        asked("The versions of a history are all of them", "/versions", ["data": "[3]"]),
        asked(
            "all_versions=false leaves that of the id", "/versions?all_versions=false",
            ["data": "[1]", "data.0.version": "1"]),
        asked("activity_date_start narrows it", "?activity_date_start=2999-01-01", ["data": "[0]"]),
        asked("activity_date_end narrows it", "?activity_date_end=1999-01-01", ["data": "[0]"]),
        Correction(
            sentence: "An entry has application_id, and num1 as a text", source: "S2 getDocumentHistory", after: used,
            call: .get(history), shows: ["data.0.num1": "0", "data.0.application_name": "API"]),
        Correction(
            sentence: "The users of a history have a count, an address, a name, an id and login",
            source: "S3 ApiDocumentUser", after: used, call: .get(history + "/users?all_versions=true"),
            shows: [
                "data.1.activity_count": "4", "data.1.id": "NORA", "data.1.full_name": "Nora Lind",
                "data.1.login": "true", "data.1.wstype": "user",
            ]),
        Correction(
            sentence: "A history has its versions", source: "client code: history/versions", after: used,
            call: .get(history + "/versions"), shows: ["data.0.id": "ACTIVE!3.1", "data.0.version": "1"]),
    ]

    @Test(arguments: rights + histories) func `are answered as the source has it`(_ row: Correction) async throws {
        try await row.verify()
    }
}
