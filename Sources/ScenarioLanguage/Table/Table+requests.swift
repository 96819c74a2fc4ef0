package import ScenarioKeys

/// Requests and state among the expectations.
extension Table {
    /// The kinds of request that are counted, with a sentence for each.
    static let requestKinds: [(name: String, doc: String)] =
        RequestKind.allCases.map { ($0.rawValue, $0.meaning ?? "") } + [("total", "All kinds together.")]

    /// Requests by party.
    public static let requests: Record = Record(
        "expect.requests", "How often each party asked for what, in this step.",
        [
            Field("office", .record(officeRequests), "Requests of Office & Dragons' service."),
            Field("browser", .record(browserRequests), "Requests of people's browsers."),
        ])

    /// Requests of the service.
    public static let officeRequests: Record = Record(
        "expect.requests.office", "Requests of Office & Dragons' service, by kind.", kinds)

    /// Requests of browsers.
    public static let browserRequests: Record = Record(
        "expect.requests.browser", "Requests of people's browsers, by kind.", kinds)

    private static let count = Shape.either([.integer(0...1_000_000), .record(requestCount)])

    private static let kinds: [Field] =
        requestKinds.map { Field($0.name, count, $0.doc) }
        + [Field("others", count, example: "others: 0", "Every kind that is not named; free unless said.")]

    /// A count that is not simply exact.
    public static let requestCount: Record = Record(
        "expect.requests.count", "How often something was asked; requests that are blocked below HTTP do not arrive.",
        [
            Field("at_most", .integer(0...1_000_000), "As often as this at most."),
            Field("attempted", limited, example: "token: { attempted: 1, arrived: 0 }", "How often the party tried."),
            Field("arrived", limited, "How often it came through to a server."),
        ])

    private static let limited = Shape.either([.integer(0...1_000_000), .record(limit)])

    /// An upper limit.
    public static let limit: Record = Record(
        "expect.requests.limit", "An upper limit.",
        [
            Field("at_most", .integer(0...1_000_000), required: true, "As often as this at most.")
        ])

    /// How things stand.
    public static let state: Record = Record(
        "expect.state", "How things stand after a step; what is not named is free.",
        [
            Field(
                "servers",
                .map(
                    keys: .declared(.servers),
                    values: .word(["not_announced", "pending", "validated", "rejected", "absent"])),
                example: "servers: { main: pending }", "How far each server has come in Office & Dragons."),
            Field(
                "sessions",
                .map(
                    keys: .declared(.people),
                    values: .map(keys: .declared(.servers), values: .word(["logged_in", "logged_out"]))),
                example: "sessions: { ada: { main: logged_in } }", "Who is logged in where."),
            Field(
                "applications", .map(keys: .declared(.applications), values: .word(["enabled", "disabled", "absent"])),
                example: "applications: { Office & Dragons: disabled }", "How the registered applications stand."),
            Field(
                "documents",
                .map(keys: .declared(.documents), values: .either([.record(documentState), .word(["absent"])])),
                example: "documents: { $complaint: { versions: 2, checked_out_by: nobody } }",
                "How documents stand, by path or `$id`."),
        ])

    /// How a document stands.
    public static let documentState: Record = Record(
        "expect.state.documents", "How a document stands.",
        [
            Field("versions", .integer(0...1_000_000), "How many versions it has."),
            Field("checked_out_by", .text, "Who holds it; `nobody` where it is free."),
            Field("text", .text, "The text of its latest version."),
            Field("folder", .text, "The path of the folder that it lies in."),
        ])
}
