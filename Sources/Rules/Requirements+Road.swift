extension Requirements {
    /// Section 0: the road as a whole.
    static let path: [Requirement] = [
        Requirement(
            "path.order", .path,
            says: "Six steps in order: version, register, allow, configure, contact, log in and test.",
            means: "The whole road from an empty server; each side says what is missing when a step comes too early.",
            cells: [
                .init("configured-before-registered", "The server is entered in O&D before O&D is registered on it."),
                .init("login-before-configured", "A user logs in before O&D knows the server."),
                .init("login-before-contact", "A user logs in before anybody told O&D about the server."),
            ]),
        Requirement(
            "path.cloud", .path,
            says: "On cloudimanage.com there is a simpler way: contact O&D.",
            means: "Nobody registers by hand on a cloud server; the client recognises the host and says so.",
            cells: [
                .init("cloud-by-hand", "An administrator enters a cloudimanage.com address as if it were self-hosted.")
            ]),
    ]

    /// Section 1: the server's version.
    static let version: [Requirement] = [
        Requirement(
            "version.minimum", .version,
            says: "Work Server 10.2 or newer; nothing but the server's version matters.",
            means: "The server reports its release; the client refuses one below 10.2 and names both versions.",
            assumes: """
                The article asks the administrator to look; that the client checks too, and only warns where the \
                version is missing or unreadable, is our reading.
                """,
            cells: [
                .init("below", "The server is one release too old."),
                .init("far-below", "The server is of an older generation."),
                .init("missing", "The server does not say its version."),
                .init("unreadable", "What the server says is not a version."),
                .init("ten-ten", "10.10 is newer than 10.2: numbers are compared, not text."),
            ]),
        Requirement(
            "version.hosting", .version,
            says: "Cloud, VPC or on-prem makes no difference, nor do the web client, DeskSite or FileSite.",
            means: "Servers differ in customer id and URL and are alike after set-up; DeskSite is one more user.",
            cells: [
                .init("cloud", "The same road on a cloud server."),
                .init("vpc", "The same road on a server in the firm's own cloud."),
                .init("checked-out-in-desksite", "A document checked out in DeskSite is an ordinary conflict."),
            ]),
        Requirement(
            "version.oauth-gap", .version,
            says: "iManage itself says that OAuth for other vendors' applications needs more than 10.2.0.",
            means: "A server may pass the minimum and still offer no OAuth; the client says exactly that.",
            assumes: "From which release OAuth exists: 10.2.2 in one guide, 10.4.0 in a later one; both are played.",
            cells: [
                .init("10.2.0", "The oldest release that the article allows."),
                .init("10.2.1", "The last release before OAuth by the first guide."),
                .init("schema-old", "The release is new enough, its database schema is not."),
            ]),
    ]
}
