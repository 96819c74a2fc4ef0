import ScenarioKeys

/// Steps of a colleague in DeskSite or the web client.
extension Table {
    private static let common: [Field] = [
        actor("a colleague with an account on the server"), serverField, documentField,
        Field("in", .text, example: "in: DeskSite", "The program that they use."),
    ]

    static let colleague: [Record] = [
        Record("work.check_out", "A colleague checks a document out.", alone: "document", common),
        Record(
            "work.check_in", "A colleague checks a document in; without text or size there is no new version.",
            alone: "document", common + [textField, sizeField]),
        Record(
            "work.edit", "A colleague saves a new version of a document.", alone: "document",
            common + [textField, sizeField]),
        Record("work.delete", "A colleague deletes a document.", alone: "document", common),
        Record("work.restore", "A colleague restores a document from the trash.", alone: "document", common),
        Record(
            "work.move", "A colleague moves a document to another folder.",
            common + [Field("to", .text, required: true, "The path of the folder.")]),
        Record(
            "work.change_access", "A colleague changes who may do what with a document or folder.",
            common + [
                Field(
                    "access", .map(keys: .text, values: .word(["none", "read", "write", "full"])), required: true,
                    example: "access: { ben: read }", "What each person may do from now on.")
            ]),
    ]
}
