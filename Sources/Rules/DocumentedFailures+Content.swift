extension DocumentedFailures {
    /// Group F: libraries, permissions, content.
    static let content: [DocumentedFailure] = [
        .init(
            "F1", "Results are empty, or nothing is found.",
            cause: "The library or the customer id is wrong.",
            remedy: "Discover both from the API, then choose the library.", .high, [.legalsense, .ezeScan, .legora],
            open: "Whether the answer is an empty list or 404."),
        .init(
            "F2", "The preferred library is not the one that is needed.",
            cause: "The library is written into the client.",
            remedy: "List the libraries.", .medium, [.matterSphereClient, .closingRoomClient]),
        .init(
            "F3", "A document is refused with 403 or an access error.",
            cause: "The user may only read it, or not even that.",
            remedy: "Offer what the rights allow; ask for the permitted operations first.",
            .medium, [.matterSphereClient, .shareDo]),
        .init(
            "F4", "Uploading is refused.",
            cause: "The user's role may not import or create, or not check out and unlock.",
            remedy: "Grant the role these rights.", .high, [.dealcloser]),
        .init(
            "F5", "Saving is refused.",
            cause: "Somebody else has checked out or locked the document.",
            remedy: "Wait, have it unlocked in Control Center, or save a new document.",
            .high, [.iManageDriveConflicts, .matterSphereClient, .iManageDocuments],
            open: "The status."),
        .init(
            "F6", "The server has a newer version than the one that was opened.",
            cause: "Two people edited the document.",
            remedy: "Let the user choose: a new version or a copy.", .high, [.iManageDriveConflicts, .dealcloser]),
        .init(
            "F7", "Asking who has checked out a document gives 404.",
            cause: "Nobody has; this is not an error.",
            remedy: "Treat the document as free.", .medium, [.matterSphereClient]),
        .init(
            "F8", "An upload succeeds with warnings.",
            cause: "Profile fields are required or disabled.",
            remedy: "Read the warnings and fill the profile.", .medium, [.effectClient, .closingRoomClient]),
        .init(
            "F9", "An upload is refused.",
            cause: "A required custom field is missing, or its alias is invalid.",
            remedy: "Check the profile before the upload.", .medium, [.cloudCoreClient]),
        .init(
            "F10", "A file is refused.",
            cause: "It is empty or its name has no extension.",
            remedy: "Refuse it early.", .high, [.iManageDriveConflicts],
            open: "Documented for iManage Drive."),
        .init(
            "F11", "Saving into a folder is refused.",
            cause: "It is a search folder, which holds nothing itself.",
            remedy: "Choose a real folder.", .high, [.iManageDocuments]),
        .init(
            "F12", "A document is gone.",
            cause: "It is in the trash, and its version number stays taken until it is purged.",
            remedy: "Restore it, or purge it.", .high, [.iManageTrash]),
        .init(
            "F13", "A list of results is cut short.",
            cause: "Searches are capped, and the API answers page by page.",
            remedy: "Read all pages, or narrow the search.", .high, [.iManageDocuments, .cloudCoreClient]),
        .init(
            "F14", "A file's extension is refused.",
            cause: "The client sends it with a leading dot.",
            remedy: "Leave the dot out.", .medium, [.closingRoomClient]),
        .init(
            "F15", "The server throttles.",
            cause: "Each end point has a limit.",
            remedy: "Wait as the rate limit headers say, and slow down.", .medium, [.openQuestions],
            open: "The numbers; that the status is 429 is our inference."),
        .init(
            "F16", "A document that could be browsed can no longer be saved.",
            cause: "Its access changed meanwhile, by an ethical wall for instance.",
            remedy: "Check again and say so plainly.", .medium, [.legora]),
        .init(
            "F17", "A folder cannot be edited in an embedded page.",
            cause: "The page's session is old.",
            remedy: "Log out and in.", .high, [.litera]),
    ]
}
