import ScenarioKeys

/// Steps in Office & Dragons' own settings.
extension Table {
    private static let organizationAdmin = actor("an organization administrator of Office & Dragons")
    private static let staff = actor("Office & Dragons' staff")

    static let office: [Record] = [
        Record(
            "office.enable_imanage", "Enables the iManage integration for the organization.", alone: "as",
            [organizationAdmin]),
        Record(
            "office.add_server", "Enters a work server with its URL and client secret.", alone: "url",
            [organizationAdmin] + serverEntry),
        Record(
            "office.edit_server", "Changes what was entered for a server.",
            [organizationAdmin] + serverEntry
                + [Field("name", .text, "The name that it is to have from now on.")]),
        Record("office.remove_server", "Removes a server.", alone: "server", [organizationAdmin, serverField]),
        Record(
            "office.announce_server", "Tells Office & Dragons of the server, so that staff can review it.",
            alone: "server",
            [organizationAdmin, serverField]),
        Record(
            "office.review", "Staff check the server line by line; it fails with the first line that failed.",
            alone: "server", [staff, serverField]),
        Record(
            "office.confirm", "Staff confirm the server; log-in works now.", alone: "server", [staff, serverField]),
        Record(
            "office.reject", "Staff reject the server.", alone: "reason",
            [staff, serverField, Field("reason", .text, "Why, for the organization administrator to read.")]),
        Record(
            "office.restart", "Restarts the integration's service; what is only in memory is lost.", alone: "as",
            [staff]),
    ]

    private static let serverEntry: [Field] = [
        Field(
            "server", .text,
            "What O&D is to call the server; the name of the only one unless said."),
        Field(
            "url", .text, example: "url: \"https://work.example.com\"",
            "The server's URL as it is typed; what the server is known by unless said."),
        Field("client_secret", .text, example: "client_secret: $secret", "The secret that Control Center generated."),
        Field("client_id", .text, "The client id, where it differs from the deployment's."),
    ]
}
