package import ScenarioKeys

/// The world at the start.
extension Table {
    /// The world at the start.
    public static let given: Record = Record(
        "given", "The world at the start: presets first, then what is said here; maps merge, the later wins.",
        [
            Field(
                "preset", oneOrMore(.vocabulary(.presets)), example: "preset: registered",
                "Worlds to start from, one or several; a later one wins over an earlier one."),
            Field(
                "people", .map(keys: .text, values: .record(person)),
                example: "people: { ada: { office: user, from: 198.51.100.20 } }",
                "Who is there, by name; steps name them with `as:`."),
            Field("office", .record(officeAtStart), "Office & Dragons: its deployment, its address, what it knows."),
            Field("server", .record(serverAtStart), "The only work server; it is called `main`."),
            Field(
                "servers", .map(keys: .text, values: .record(serverAtStart)),
                example: "servers: { london: { preset: registered }, paris: { release: \"10.3\" } }",
                "Several work servers, by name."),
            Field("client", .record(client), "How the integration client behaves where that can be chosen."),
            Field(
                "assume", .map(keys: .vocabulary(.switches), values: .text),
                example: "assume: { oauth.grant.expired: forbidden_403 }",
                "What is not known of the real server made explicit: the reading that holds, by switch."),
        ])

    /// One person.
    public static let person: Record = Record(
        "people", "One person: what they may do on each side, and where they call from.",
        [
            Field("control_center", .text, example: "control_center: NRTADMIN", "The role in Control Center."),
            Field(
                "office", .word(["user", "organization_admin", "staff"]), "The role in Office & Dragons."),
            Field("from", .address, example: "from: 198.51.100.20", "The documentation address of their computer."),
            Field(
                "accounts", .map(keys: .declared(.servers), values: .record(account)),
                example: "accounts: { main: { user: ADA } }",
                "Their accounts by server; one that is not named is the person's name in capitals."),
            Field(
                "logged_in", oneOrMore(.declared(.servers)), example: "logged_in: [main]",
                "The servers at which they are logged in at the start."),
        ])

    /// An account on a server.
    public static let account: Record = Record(
        "people.accounts", "A person's account on one server.", alone: "user",
        [
            Field("user", .text, required: true, "The user id on that server.")
        ])

    /// Office & Dragons at the start.
    public static let officeAtStart: Record = Record(
        "office", "Office & Dragons at the start.",
        [
            Field(
                "deployment", .word(["multi-tenant", "us", "single-tenant"]),
                "Which deployment it is; the client id and the redirect URL follow from it."),
            Field("address", .address, example: "address: 203.0.113.10", "The address that its service calls from."),
            Field(
                "imanage", .word(["enabled", "disabled"]),
                "Whether the organization administrator has enabled the iManage integration."),
            Field(
                "servers",
                .map(
                    keys: .declared(.servers),
                    values: .word(["not_announced", "pending", "validated", "rejected", "absent"])),
                example: "servers: { main: validated }",
                "How far each server has come; `absent` where nobody entered it."),
        ])

    /// The client's choices.
    public static let client: Record = Record(
        "client", "How the integration client behaves where that can be chosen.",
        [
            Field("connect_timeout", .duration, example: "connect_timeout: 10s", "How long it waits for a connection."),
            Field(
                "page_size", .integer(1...9_999), example: "page_size: 2",
                "How many entries of a list it asks for at once."),
            Field("tokens", .word(["persistent", "memory"]), "Whether tokens outlive a restart of the service."),
            Field(
                "url_check", .word(["strict", "off"]),
                "Whether a server's URL is checked when it is entered, or only found wrong later."),
        ])
}
