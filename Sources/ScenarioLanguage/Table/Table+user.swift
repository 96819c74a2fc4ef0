import ScenarioKeys

/// Steps of a user: the browser and the product.
extension Table {
    private static let lockedDocument: [Field] = [userField, serverField, documentField]
    private static var userField: Field { actor("a user of Office & Dragons") }

    static let user: [Record] = [
        Record(
            "user.log_in", "Logs in at a server, always the whole flow: O&D, the sign-in page, back to O&D.",
            alone: "as",
            [
                userField, serverField,
                Field(
                    "pause_at_sign_in", .duration, example: "pause_at_sign_in: 10m",
                    "How long the person waits before signing in."),
                Field(
                    "pause_before_callback", .duration, example: "pause_before_callback: 6s",
                    "How long the browser takes before it is back at O&D with the code."),
                Field("password", .word(["right", "wrong"]), "`wrong`: the person types a wrong password."),
                Field("cancel_at", .word(["sign_in"]), "Where the person gives up."),
                Field("callback", .record(callback), "What is amiss with the way back."),
                Field("second_tab", .boolean, "Whether the person begins once more in a second tab."),
            ]),
        Record("user.log_out", "Logs out of a server.", alone: "server", [userField, serverField]),
        Record("user.list_libraries", "Lists the libraries of a server.", alone: "as", [userField, serverField]),
        Record(
            "user.browse", "Lists what is in a folder.", alone: "folder",
            [userField, serverField, folderField]),
        Record(
            "user.search", "Searches documents.", alone: "text",
            [
                userField, serverField,
                Field("text", .text, required: true, "What to look for."),
                Field("library", .text, "The library to search; all unless said."),
            ]),
        Record(
            "user.open", "Opens a document.", alone: "document",
            [
                userField, serverField, documentField,
                Field("version", .integer(1...1_000_000), "Which version; the latest unless said."),
            ]),
        Record(
            "user.save", "Saves a document; a new version looks and locks first, then uploads.", alone: "document",
            [
                userField, serverField, documentField, textField, sizeField,
                Field("how", .word(["version", "document"]), "As a new version, or as a new document."),
                Field(
                    "conflict", .word(["ask", "new_version", "copy"]), example: "conflict: copy",
                    "What is done if somebody saved since or has it checked out: tell, save all the same, or save a copy beside."
                ),
                folderField,
                Field("name", .text, "The name of a new document or a copy."),
            ]),
        Record("user.resume_save", "Takes up a save whose end is unknown.", alone: "document", lockedDocument),
        Record("user.lock", "Checks a document out.", alone: "document", lockedDocument),
        Record("user.unlock", "Ends a check-out.", alone: "document", lockedDocument),
        Record(
            "user.cancel", "Cancels what is under way.", alone: "step",
            [userField, serverField, Field("step", .declared(.stepIDs), "Which step; the last one unless said.")]),
        Record(
            "user.report", "Makes the report that a person sends to support.", alone: "as", [userField, serverField]),
    ]

    /// The way back from the sign-in page.
    static let callback: Record = Record(
        "user.log_in.callback", "What is amiss with the way back from the sign-in page.",
        [
            Field("state", .word(["forged", "missing"]), "`forged`: the state is another one than O&D gave out."),
            Field("code", .word(["forged", "missing"]), "What the code is instead of the one that was given."),
            Field("from", .declared(.servers), "The server whose answer is used instead."),
            Field("times", .integer(1...100), "How many times the browser comes back."),
        ])
}
