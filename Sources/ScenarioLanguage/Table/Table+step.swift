package import ScenarioKeys

/// What stands beside the action of a step.
extension Table {
    /// The keys of a step; its action stands beside them.
    public static let step: Record = Record(
        "step", "A map with exactly one action, or only a note, and beside it these keys.",
        [
            Field("id", .text, example: "id: try", "Its name, for `again` and `clock.set`."),
            Field("note", .text, "Free text for readers; the demo shows it."),
            Field(
                "expect", .either([.word(["ok"]), .record(expectation)]),
                example: "expect: { failure: grant-expired, because: oauth.grant.expired }",
                "What must come of it: `ok`, a map, or a named one as `$expired`; without it the step must succeed."),
            Field(
                "one_of", .list(.either([.word(["ok"]), .record(expectation)])),
                example: "one_of: [ok, { failure: newer-version, because: content.version.conflict }]",
                "Outcomes of a race, any of which will do."),
            Field(
                "gives", .map(keys: .text, values: .text), example: "gives: { secret: client_secret }",
                "Names for what it returns; later steps read them as `$secret`."),
            Field(
                "repair", .boolean,
                "Whether it is the remedy: without it the second try must fail as the first did."),
            Field("repeat", .integer(1...1_000), example: "repeat: 3", "How many times it is played."),
            Field(
                "again", .declared(.stepIDs), example: "again: try",
                "Plays an earlier step once more, with an `expect` of its own."),
            Field(
                "together", .list(.named { Table.step }),
                example: "together: [{ user.list_libraries: { as: ada } }, { user.list_libraries: { as: ben } }]",
                "Plays steps at the same time, each with its own `expect`."),
            Field(
                "begins_after", .duration,
                example:
                    "together: [{ user.log_in: { as: ada } }, { begins_after: 5s, admin.disable_application: {} }]",
                "Within `together`: how long after the others it begins."),
        ])

    /// Keys of a step that are no action but decide what the step does.
    public static let controlKeys = ["again", "together"]
}
