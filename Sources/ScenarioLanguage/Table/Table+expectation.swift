package import ScenarioKeys

/// What can be expected of a step.
extension Table {
    /// The exchanges and layers that a failure can be at.
    static let places = [
        "office", "discovery", "authorize", "sign_in", "callback", "token", "refresh", "api", "name", "connect", "tls",
    ]

    /// What must come of a step.
    public static let expectation: Record = Record(
        "expect", "What must come of a step; keys that are not named are free.",
        [
            Field("ok", .boolean, "It succeeds; also meant where there is no `failure`."),
            Field("notice", .either([.record(notice), .text]), "What it warns of though it succeeds."),
            Field("shows", .record(shows), example: "shows: { libraries: [ACTIVE] }", "What it returns."),
            Field("failure", .vocabulary(.failures), "The client's failure id; `because` is then required."),
            Field(
                "because", .vocabulary(.rules),
                "The rule of the last refusal that any party met in the step and that the client did not answer by another request."
            ),
            Field("also", oneOrMore(.vocabulary(.rules)), "Rules of other refusals that the step may meet."),
            Field("at", .word(places), "The exchange under way; `office` where there was none."),
            Field(
                "status", .either([.integer(100...599), .word(["none"])]), "The HTTP status; `none` without a response."
            ),
            Field("error", .text, "The error code on the wire; `none` without a response."),
            Field("message", .either([.record(message), .text]), "What the person is shown."),
            Field(
                "remedy", .either([.vocabulary(.steps), .record(remedy)]), example: "remedy: admin.set",
                "The step that the client proposes, by name."),
            Field(
                "requests", .record(requests), example: "requests: { office: { token: 1, refresh: 0 } }",
                "How often each party asked for what, in this step; kinds that are not named are free."),
            Field("state", .record(state), "How things stand afterwards."),
            Field("within", .duration, example: "within: 20s", "Virtual time that may pass."),
            Field(
                "should", .named { Table.expectation }, example: "should: { message: { contains: [30 seconds] } }",
                "The same keys as a recommendation: a miss is a warning."),
        ])

    /// What a step returns.
    public static let shows: Record = Record(
        "expect.shows", "What a step returns.",
        [
            Field("libraries", lists, "The names of the libraries, in any order."),
            Field("documents", lists, "The documents' names, in any order."),
            Field("release", .vocabulary(.releases), "The server's release."),
            Field("checklist", .record(checklist), "The lines of the review."),
            Field("version", .integer(1...1_000_000), "The document's version."),
            Field("text", .text, "The document's text."),
            Field("bytes", .integer(0...1_000_000_000), "How many bytes of the document were transferred."),
            Field("server", .declared(.servers), "The server that the log-in is for."),
            Field("client_id", .text, "The application's client id."),
            Field("registration", .map(keys: .text, values: .text), "The fields of the exported registration."),
            Field("revoked_tokens", .integer(0...1_000_000), "How many tokens were revoked."),
            Field("settings", .map(keys: .vocabulary(.settings), values: .text), "Settings and their values."),
            Field("report", .either([.record(list), .text]), "What the report says."),
            Field("status", .integer(100...599), "The status of an answer to another program."),
            Field(
                "body", .either([.record(body), .text]), example: "body: { data.operations.check_out: yes }",
                "The answer's body, in which secrets stand by name: its text, or values of its JSON by their place."),
            Field(
                "headers", .map(keys: .text, values: .either([.record(list), .text])),
                example: "headers: { ETag: abc }",
                "The answer's header fields, by name; case does not count in a name."),
            Field("location", .either([.record(list), .text]), "Where the answer sends the caller."),
        ])

    /// The lines of a review.
    public static let checklist: Record = Record(
        "expect.shows.checklist", "The lines of the review.",
        [
            ("address", "Whether the name leads to an address that lets O&D in."),
            ("tls", "Whether the certificate holds."),
            ("discovery", "Whether a work server answers there."),
            ("version", "Whether its release is recent enough."),
            ("oauth", "Whether the application can be used; often known only at the first log-in."),
        ].map { Field($0.0, .word(["passed", "failed", "not_reached", "not_knowable_yet"]), $0.1) })

    /// A list of texts: exact in any order, or a record of what it must hold.
    static let lists = Shape.either([.list(.text), .record(list)])

    /// What a list must hold.
    public static let list: Record = Record(
        "expect.shows.list", "What a list must hold.",
        [
            Field("contains", oneOrMore(.text), "Items that must be there."),
            Field("lacks", oneOrMore(.text), "Items that must not be there."),
            Field("count", .integer(0...1_000_000), "How many items there are."),
        ])

    /// The body of an answer.
    public static let body: Record = Record(
        "expect.shows.body",
        "What an answer's body holds: words of its text, or values of its JSON by their place, as data.id or data[0].id.",
        rest: (.text, .anything), list.fields)

    /// What the person is shown.
    public static let message: Record = Record(
        "expect.message", "What the person is shown; case and line breaks do not count.", alone: "contains", words)

    /// What a step warns of.
    public static let notice: Record = Record(
        "expect.notice", "What a step warns of though it succeeds; case and line breaks do not count.",
        alone: "contains", words)

    private static let words: [Field] = [
        Field(
            "contains", oneOrMore(.text), example: "contains: [Work Token Grant Expiry, 30 seconds]",
            "Words that must be there."),
        Field("lacks", oneOrMore(.text), "Words that must not be there."),
        Field("equals", .text, "The whole text."),
    ]

    /// Several remedies.
    public static let remedy: Record = Record(
        "expect.remedy", "Steps of which the client proposes one.",
        [
            Field(
                "any_of", .list(.vocabulary(.steps)), required: true,
                example: "remedy: { any_of: [admin.set, office.review] }",
                "Steps of which one will do.")
        ])
}
