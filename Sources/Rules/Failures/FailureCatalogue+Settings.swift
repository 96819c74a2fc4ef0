extension FailureCatalogue {
    private static let article = "O&D help: Configuring your iManage integration"

    /// The organization settings, and the announcement and review of servers.
    static let settings: [FailureKind] = [
        FailureKind(
            .urlSchemeMissing, "The work server URL does not start with https://.", step: "office.add_server",
            remedy: "Enter the URL with the starting https:// in Settings > Organization > iManage > Add New Server.",
            ask: .nobody, .documented, source: article, serves: ["settings.url-https", "A2"]),
        FailureKind(
            .urlNotHTTPS, "The work server URL starts with another scheme than https://.", step: "office.add_server",
            remedy: "Enter the URL with https:// in Settings > Organization > iManage > Add New Server.",
            ask: .nobody, .documented, source: article, serves: ["settings.url-https", "A2"]),
        FailureKind(
            .urlTrailingSlash, "The work server URL ends with a /.", step: "office.add_server",
            remedy: "Enter the URL without the trailing / in Settings > Organization > iManage > Add New Server.",
            ask: .nobody, .documented, source: article, serves: ["settings.url-no-slash", "A1"]),
        FailureKind(
            .urlHasPath, "The work server URL is not a base URL.", step: "office.add_server",
            remedy: "Enter https:// and the server's name only, nothing after it and no user name before it, in "
                + "Settings > Organization > iManage > Add New Server.",
            ask: .nobody, .documented, source: "Henchman help: Resolve common issues for iManage",
            serves: ["settings.url-base", "A3"]),
        FailureKind(
            .valueMissing, "A value of the server is missing.", step: "office.add_server",
            remedy: "Fill in the work server URL, the API Key / Client ID and the API Secret / Client Secret in "
                + "Settings > Organization > iManage > Add New Server.",
            ask: .firmAdministrator, .documented, source: article, serves: ["settings.add-server"]),
        FailureKind(
            .serverDuplicate, "This work server has been added already.", step: "office.edit_server",
            remedy: "Use or edit the server that is listed in Settings > Organization > iManage.",
            ask: .nobody, .assumed, source: "our inference", serves: ["settings.add-server"]),
        FailureKind(
            .integrationNotEnabled, "The iManage integration is off for your organization.",
            step: "office.enable_imanage",
            remedy: "An organization administrator enables it: Settings > Organization > iManage > Add iManage for "
                + "organization.",
            ask: .firmAdministrator, .documented, source: article, serves: ["settings.enable"]),
        FailureKind(
            .notOrganizationAdmin,
            "Only an organization administrator can change Settings > Organization > iManage.",
            step: "office.enable_imanage",
            remedy: "Let an organization administrator of your firm do this step in Settings > Organization > iManage.",
            ask: .firmAdministrator, .documented, source: article, serves: ["settings.enable"]),
        FailureKind(
            .notStaff, "Only Office & Dragons' staff review, confirm and reject servers.",
            step: "office.announce_server",
            remedy: "Tell Office & Dragons that the server was added; they review and confirm it.",
            ask: .officeAndDragons, .documented, source: article, serves: ["validate.review"]),
        FailureKind(
            .serverNotAnnounced, "The server was added, but Office & Dragons has not been told.",
            step: "office.announce_server",
            remedy: "Contact Office & Dragons in the help chat or by e-mail to let them know that a new server has "
                + "been added, and log in once they have confirmed it.",
            ask: .officeAndDragons, .documented, source: article, serves: ["validate.contact", "B12"]),
        FailureKind(
            .serverNotValidated, "Office & Dragons has not confirmed the server yet.", step: "office.confirm",
            remedy: "Wait for Office & Dragons' confirmation, then log in.",
            ask: .officeAndDragons, .documented, source: article, serves: ["validate.then-login", "B12"]),
        FailureKind(
            .serverRejected, "Office & Dragons reviewed the server and did not confirm it.",
            step: "office.announce_server",
            remedy: "Put right what the reason names, and tell Office & Dragons again.",
            ask: .officeAndDragons, .assumed, source: "our inference", serves: ["validate.review"]),
    ]
}
