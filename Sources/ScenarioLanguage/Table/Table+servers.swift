package import ScenarioKeys

/// A work server at the start.
extension Table {
    /// A work server at the start.
    public static let serverAtStart: Record = Record(
        "server", "A work server at the start.",
        [
            Field(
                "preset", oneOrMore(.vocabulary(.presets)), example: "preset: registered",
                "Worlds whose server this one starts from."),
            Field(
                "url", .text, example: "url: \"https://work.example.com\"",
                "The URL that it is known by; https, without a path or a trailing slash."),
            Field(
                "release", .vocabulary(.releases), example: "release: \"10.4\"",
                "Its release, quoted, so that 10.10 stays 10.10; O&D needs 10.4 or later."),
            Field("hosting", .word(["on-prem", "vpc", "cloud"]), "Where it is hosted."),
            Field("public", .boolean, "Whether its name exists on the internet."),
            Field(
                "settings", .map(keys: .vocabulary(.settings), values: settingValue),
                example: "settings: { work_token_grant_expiry: 30s }", "Settings that differ from the standard."),
            Field(
                "applications", .map(keys: .text, values: .record(application)),
                example: "applications: { Office & Dragons: { from: sheet, enabled: yes } }",
                "The applications that are registered in Control Center, by name."),
            Field(
                "users", .map(keys: .text, values: .record(userAtStart)),
                example: "users: { ADA: { password: secret } }",
                "Accounts beyond those of the people, by user id."),
            Field("firewall", .record(firewall), "The firewall in front of it; it starts as allow."),
            Field("certificate", .record(certificate), "Its certificate."),
            Field(
                "content", .map(keys: .text, values: .record(content)),
                example: "content: { ACTIVE: { Acme v. Bolt: { Pleadings: { Complaint.docx: { id: complaint } } } } }",
                "What it holds: library, workspace, folder, document."),
            Field(
                "classes", .map(keys: .text, values: .record(classes)),
                example: "classes: { DOC: { required: [custom1] } }", "The classes that documents may have, by alias."),
            Field(
                "customs", .map(keys: .text, values: .map(keys: .text, values: .text)),
                example: "customs: { custom1: { ACME: Acme Ltd } }",
                "The tables of the custom fields: alias and text; `MATTER/CLIENT: text` puts an entry below another."),
            Field(
                "favorites", .map(keys: .text, values: .list(.text)),
                example: "favorites: { ADA: [ACTIVE/Acme v. Bolt] }", "What users keep as favourites, by path."),
            Field(
                "matters", .map(keys: .text, values: .list(.text)),
                example: "matters: { ADA: [ACTIVE/Acme v. Bolt] }", "Workspaces that users keep as matters, by path."),
            Field(
                "first_number", .integer(1...9_000_000_000_000), example: "first_number: 100004256001",
                "The number that the first thing of each library gets."),
        ])

    /// The value of a setting: a duration, a word for none, or a release.
    static let settingValue = Shape.either([
        .duration, .word(["off", "current"]), .vocabulary(.releases), .integer(1...100_000),
    ])

    /// An application at the start.
    public static let application: Record = Record(
        "application", "An application as Control Center holds it.",
        applicationFields + [
            Field("enabled", .boolean, "Whether it is enabled; a new one is not, and nobody can log in through it.")
        ])

    /// The fields of Control Center's form, also arguments of the steps that fill it in.
    static let applicationFields: [Field] = [
        Field("from", .word(["sheet"]), "`sheet` fills in what is not named from the deployment's registration sheet."),
        Field("name", .text, "The application's name."),
        Field("description", .text, "What the application is."),
        Field("client_id", .text, "The API Key, or Client ID, that the vendor chose."),
        Field("publisher", .text, "The vendor."),
        Field("website", .text, "The vendor's site."),
        Field("contact_email", .text, "Whom to write to."),
        Field("redirect_url", .text, "Where the browser may be sent with a code; short for a list of one."),
        Field("redirect_urls", .list(.text), "Where the browser may be sent with a code."),
        Field("allow_refresh_token", .boolean, "Allow Refresh Token: whether a log-in outlives the access token."),
        Field("refresh_token_expiry", .integer(0...100_000), "Refresh Token Expiry, in days."),
        Field("access_token_expiry", .integer(0...1_000_000), "Access Token Expiry, in minutes."),
        Field("type", .word(["web", "native"]), "Whether it runs on a web server or on the user's device."),
        Field("client_type", .word(["confidential", "public"]), "Whether it can keep a secret."),
        Field("authentication", .boolean, "Whether iManage Work Authentication is on."),
        Field(
            "secret_expires", .text, example: "secret_expires: 2027-06-30", "`never`, or the date the secret ends on."),
        Field(
            "access", .either([.list(.text), .word(["all"])]), example: "access: [ADA, LITIGATION]",
            "Who may use it: `all`, or a list of user ids."),
        Field(
            "settings", .map(keys: .text, values: .text), example: "settings: { mode: basic }",
            "Properties of the application's own Settings tab."),
        Field("client_secret", .text, "A secret that is typed instead of generated."),
    ]

    /// An account at the start.
    public static let userAtStart: Record = Record(
        "server.users", "An account on a server.",
        [
            Field("password", .text, "Its password; one is generated where none is named."),
            Field("roles", .list(.text), example: "roles: [NRTADMIN]", "Its roles; NRTADMIN opens Control Center."),
            Field("groups", .list(.text), example: "groups: [LITIGATION]", "The groups that it is in."),
            Field("full_name", .text, "The name that screens show."),
        ])

    /// The firewall's fields, also arguments of `network.firewall`.
    static let firewallFields: [Field] = [
        Field(
            "default", .word(["reject", "drop", "allow"]),
            "What happens where no rule matches: a reset, silence, or a connection."),
        Field(
            "allow", oneOrMore(.range), example: "allow: [203.0.113.10/32, 198.51.100.0/24]",
            "Ranges that are let in; short for rules that only allow."),
        Field(
            "rules", .list(.record(firewallLine)),
            example: "rules: [{ deny: 203.0.113.0/28 }, { allow: 203.0.113.0/24 }]",
            "Rules in order; the first one that matches decides."),
    ]

    /// The firewall at the start.
    public static let firewall: Record = Record("firewall", "The firewall in front of a server.", firewallFields)

    /// A firewall rule.
    public static let firewallLine: Record = Record(
        "firewall.rules", "A rule of the firewall: exactly one of the two.",
        [
            Field("allow", .range, "Addresses that are let in."),
            Field("deny", .range, "Addresses that are kept out."),
        ])

    /// The certificate at the start.
    public static let certificate: Record = Record(
        "server.certificate", "A server's certificate at the start.",
        [
            Field(
                "valid_for", .duration, example: "valid_for: 800d", "How long it is valid, counted from the start.")
        ])

    /// What stands below a library.
    public static let content: Record = Record(
        "content", "A library, workspace, folder or document; what has `versions` or `size` is a document.",
        rest: (.text, .named { Table.content }),
        [
            Field("id", .text, example: "id: complaint", "A document's name in references: `$complaint`."),
            Field(
                "versions", .list(.text), example: "versions: [First draft]",
                "The texts of its versions, the oldest first."),
            Field(
                "size", .size, example: "size: 10MiB", "How large its only version is, where no text matters."),
            Field("checked_out", .record(checkedOut), "By whom it is checked out, and in what."),
            Field(
                "access", .map(keys: .text, values: .word(["none", "read", "write", "full"])),
                example: "access: { ben: read }", "What each person may do here and below, where it differs."),
            Field(
                "default_security", .word(["inherit", "private", "view", "public"]),
                "What everybody else may do here and below."),
            Field(
                "profile", .map(keys: .text, values: .text), example: "profile: { custom1: ACME }",
                "Fields by their names in the API; documents that are saved in a folder take over its custom fields."),
            Field(
                "search", .map(keys: .text, values: .text), example: "search: { name: complaint }",
                "Makes it a search folder, which shows what these filters find."),
            Field("template", .boolean, "Whether a workspace is one after which others are made."),
            Field("trashed", .boolean, "Whether a document is in the trash."),
        ])

    /// What documents can be classed and described by.
    static let classes: Record = Record(
        "server.classes", "A class of documents.",
        [
            Field("description", .text, "What is shown for it."),
            Field(
                "required", .list(.text), example: "required: [custom1]", "The fields that a document of it must have."),
            Field(
                "subclasses", .map(keys: .text, values: .text), example: "subclasses: { BRIEF: Brief }",
                "Its subclasses."),
        ])

    /// A check-out at the start.
    public static let checkedOut: Record = Record(
        "content.checked_out", "A check-out that stands at the start.", alone: "by",
        [
            Field("by", .text, required: true, "Who holds it."),
            Field("in", .text, example: "in: DeskSite", "The program that holds it."),
        ])
}
