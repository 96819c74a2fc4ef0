import ScenarioKeys

/// Steps of the servers as machines, of the clock, and checks.
extension Table {
    static let server: [Record] = [
        Record(
            "server.upgrade", "Upgrades a server to a later release.", alone: "to",
            [serverField, release, loses]),
        Record(
            "server.downgrade", "Takes a server back to an earlier release.", alone: "to",
            [serverField, release, loses]),
        Record("server.stop", "Stops a server; nothing answers.", alone: "server", [serverField]),
        Record("server.start", "Starts a server that was stopped.", alone: "server", [serverField]),
        Record("server.restart", "Stops a server and starts it again.", alone: "server", [serverField, loses]),
    ]

    private static let release = Field(
        "to", .vocabulary(.releases), required: true, example: "to: \"10.4\"", "The release, quoted.")
    private static let loses = Field(
        "loses", oneOrMore(.word(["tokens", "registrations", "settings"])), example: "loses: [tokens]",
        "What the server no longer knows afterwards.")

    static let check: [Record] = [
        Record(
            "check.journal", "Looks for words in a server's journal; a secret's reference matches its redacted name.",
            alone: "contains",
            [
                serverField,
                Field(
                    "contains", oneOrMore(.text), example: "contains: [oauth.grant.expired]", "What must be there."),
                Field("lacks", oneOrMore(.text), example: "lacks: [$main.client_secret]", "What must not be there."),
            ]),
        Record(
            "check.documents", "Counts documents on a server.", alone: "folder",
            [
                serverField, folderField,
                Field("with_text", .text, "Only documents whose latest version has this text."),
                Field("count", .integer(0...1_000_000), "How many there must be."),
            ]),
        Record(
            "check.settings", "Compares a server's settings.", rest: (.vocabulary(.settings), settingValue),
            [serverField]),
        Record(
            "check.report", "Looks for words in the report for support.", alone: "contains",
            [
                Field("contains", oneOrMore(.text), "What must be there."),
                Field("lacks", oneOrMore(.text), "What must not be there."),
            ]),
        Record(
            "check.told", "Looks for words in what a person was told in the whole run.", alone: "contains",
            [
                Field("as", .declared(.people), "Whom; may be left out where only one fits."),
                Field("contains", oneOrMore(.text), "What must be there."),
                Field("lacks", oneOrMore(.text), "What must not be there."),
            ]),
    ]
}
