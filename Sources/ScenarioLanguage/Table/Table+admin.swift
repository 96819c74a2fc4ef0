import ScenarioKeys

/// Steps in Control Center.
extension Table {
    private static let administrator = actor("an administrator of Control Center")

    static let admin: [Record] = [
        Record(
            "admin.register_application", "Registers an application and generates its secret; it starts disabled.",
            alone: "from", [administrator, serverField] + applicationFields),
        Record(
            "admin.edit_application", "Changes fields of a registered application.",
            [administrator, serverField, applicationField] + applicationFields
                + [
                    Field(
                        "change", .record(changedApplication), example: "change: { name: O&D }",
                        "Fields to change, among them the name, where `application` says which one is meant.")
                ]),
        Record(
            "admin.import_package", "Registers an application from a package's manifest.yaml.", alone: "manifest",
            [
                administrator, serverField,
                Field(
                    "manifest", .text, required: true,
                    example:
                        "manifest: \"{ name: Billing, api_key: billing, redirect_url: 'https://b.example.com/' }\"",
                    "The text of the manifest."),
            ]),
        simple("admin.enable_application", "Enables an application, so that people can log in through it."),
        simple("admin.disable_application", "Disables an application."),
        Record(
            "admin.grant", "Lets chosen users, or all, use an application.", alone: "users",
            [
                administrator, serverField, applicationField,
                Field(
                    "users", .either([.list(.text), .text]), required: true, example: "users: [ADA, BEN]",
                    "User ids or people, or `all`."),
            ]),
        simple("admin.rotate_secret", "Generates a new client secret; the old one no longer works."),
        simple("admin.delete_application", "Deletes an application's registration."),
        Record(
            "admin.lock_user", "Keeps a user from logging on.", alone: "user", [administrator, serverField, userField]),
        Record(
            "admin.unlock_user", "Lets a user log on again.", alone: "user", [administrator, serverField, userField]),
        Record(
            "admin.set", "Changes settings of the server.", rest: (.vocabulary(.settings), settingValue),
            [administrator, serverField]),
        Record(
            "admin.look_up_version", "Reads the server's release in Control Center.", alone: "server",
            [administrator, serverField]),
        simple("admin.export_registration", "Exports an application's registration, to send it to a colleague."),
        Record(
            "admin.revoke_tokens", "Revokes the tokens of an application, of one user or of all.", alone: "user",
            [
                administrator, serverField, applicationField,
                Field("user", .text, "Whose tokens: a person or a user id; all unless said."),
            ]),
    ]

    /// What `admin.edit_application` changes.
    static let changedApplication: Record = Record(
        "admin.edit_application.change", "Fields of an application to change.", applicationFields)

    private static let userField = Field("user", .text, required: true, "Who: a person or a user id.")

    private static func simple(_ name: String, _ doc: String) -> Record {
        Record(name, doc, alone: "application", [administrator, serverField, applicationField])
    }
}
