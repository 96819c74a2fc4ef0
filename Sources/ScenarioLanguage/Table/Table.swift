package import ScenarioKeys

/// The fields of a scenario file, one record per kind of map: checking, JSON Schema and `explain` all read this.
package enum Table {
    /// A scenario file.
    static func file(_ given: Record) -> Record {
        Record(
            "file", "One complete story: who is there, what each party does, what must come out, and the repair.",
            [
                Field(
                    "title", .text, required: true,
                    example: "title: Log-in fails with 403 when the grant expires too soon",
                    "The sentence that a support colleague reads; the id of the scenario is its path."),
                Field(
                    "covers", oneOrMore(.vocabulary(.covers)), example: "covers: [settings.url-https/no-scheme, A1]",
                    "What it proves: requirement cells, documented failures, or a bare requirement: its success. lint warns of what nothing in the file can prove."
                ),
                Field(
                    "extends", .text, example: "extends: ../shared/base.yaml",
                    "The file to go on from, seen from this one: its steps are played first; its `given`, `define`, `matrix` and `leaves` hold beneath this one's."
                ),
                Field("note", .text, "Free text for readers; the demo shows it."),
                Field("tags", oneOrMore(.text), example: "tags: [smoke]", "Labels for `--filter tag:smoke`."),
                Field("ticket", .text, "A link to, or the number of, the ticket that it comes from."),
                Field("leaves", .record(leaves), "What may stay changed at the end beyond the built-in rule."),
                Field(
                    "known_failing", .record(knownFailing),
                    "Why it is known to fail: its verdict is then `known`, and an unexpected pass is a failure."),
                Field("given", .record(given), "The world at the start."),
                Field(
                    "define", .map(keys: .text, values: .record(expectation)),
                    example: "define: { expired: { failure: session-expired, because: oauth.refresh.expired } }",
                    "Named expectations, used as `expect: $expired`."),
                Field(
                    "matrix", .record(matrix),
                    example: "matrix: { age: { day_364: { by: 364d }, day_366: { by: 366d } } }",
                    "Named rows, each a scenario of its own; `$age.by` reads the row's value, `$age` alone its name."),
                Field(
                    "keep_going", .boolean,
                    "Whether the steps after a red one are played all the same instead of being reported as not reached."
                ),
                Field("steps", .list(.record(step)), required: true, "What is done, in order."),
            ])
    }

    /// The axes of a matrix.
    public static let matrix: Record = Record(
        "matrix", "Named axes of named rows; several axes multiply.",
        rest: (.text, .map(keys: .text, values: .map(keys: .text, values: .anything))),
        [
            Field(
                "pairwise", .boolean,
                "Whether only as many combinations are played as it takes to meet every pair of rows."),
            Field(
                Matrix.combinations, .list(.record(combination)),
                example: "combinations: [{ outcome: ok }, { when: { age: old, region: [eu, us] }, outcome: $expired }]",
                "Values that depend on several axes, used as `$combination.outcome`; of entries that fit, a later one wins."
            ),
        ])

    /// Values of some combinations of rows.
    public static let combination: Record = Record(
        "matrix.combinations", "Values of the combinations that fit, under names of your own.",
        rest: (.text, .anything),
        [
            Field(
                "when", .map(keys: .text, values: oneOrMore(.text)), example: "when: { age: old, region: [eu, us] }",
                "The rows that it takes, by axis, one or several; an axis that is not named may have any. All fit without it."
            )
        ])

    /// What may stay changed.
    public static let leaves: Record = Record(
        "leaves", "What may stay changed at the end beyond the built-in rule.",
        [
            Field(
                "locked", .list(.declared(.documents)), example: "leaves: { locked: [$complaint] }",
                "Documents whose lock may outlive the run."),
            Field(
                "changed", .list(.declared(.documents)), example: "leaves: { changed: [$complaint] }",
                "Documents that a failed step may have changed."),
        ])

    /// Why a scenario is known to fail.
    public static let knownFailing: Record = Record(
        "known_failing", "Why a scenario is known to fail, and where that is followed up.", alone: "because",
        [
            Field("because", .text, required: true, "The reason."),
            Field("ticket", .text, "A link to, or the number of, the ticket."),
        ])

    /// Every record that a file with these steps can hold: those of the file as they are met, then those of the steps.
    static func records(with steps: [Record], in given: Record) -> [Record] {
        var found: [Record] = []
        collect(.record(file(given)), into: &found)
        for step in steps { collect(.record(step), into: &found) }
        return found
    }

    private static func collect(_ shape: Shape, into found: inout [Record]) {
        switch shape {
        case .record(let record):
            guard !found.contains(where: { $0.topic == record.topic }) else { return }
            found.append(record)
            for field in record.fields { collect(field.shape, into: &found) }
            if let rest = record.rest { collect(rest.values, into: &found) }
        case .named(let record): collect(.record(record()), into: &found)
        case .list(let item): collect(item, into: &found)
        case .map(_, let values): collect(values, into: &found)
        case .either(let shapes): for shape in shapes { collect(shape, into: &found) }
        default: break
        }
    }

    /// One value, or a list of such values.
    static func oneOrMore(_ shape: Shape) -> Shape { .either([.list(shape), shape]) }
}
