extension FailureCatalogue {
    private static let article = "O&D help: Configuring your iManage integration"
    private static let place = "Control Center > Settings > Applications"
    private static let app = "Control Center > Settings > Applications > Office & Dragons"

    /// Log-in, from the authorize page to the tokens.
    static let logIn: [FailureKind] = [
        FailureKind(
            .applicationUnknown, "The work server does not know an application with this API Key / Client ID.",
            step: "admin.register_application",
            remedy: "Register Office & Dragons in \(place) with exactly the Client ID of the registration sheet.",
            ask: .firmAdministrator, .documented, source: article, serves: ["register.client-id", "path.order", "B8"]),
        FailureKind(
            .applicationDisabled, "Office & Dragons is registered on the work server but not enabled.",
            step: "admin.enable_application", remedy: "\(app): Enable application: Yes.", ask: .firmAdministrator,
            .documented, source: article, serves: ["register.enable", "B5"]),
        FailureKind(
            .userNotGranted, "Your user has no access to Office & Dragons on the work server.", step: "admin.grant",
            remedy: "\(app) > Access: All users, or add the user or one of the user's groups.", ask: .firmAdministrator,
            .documented, source: "iManage Control Center help: Adding an application",
            serves: ["register.access", "B6"]),
        FailureKind(
            .redirectMismatch,
            "The Redirect URL registered on the work server is not the one of this Office & Dragons.",
            step: "admin.edit_application",
            remedy: "\(app) > Authentication > Redirect URL: enter exactly the one of the registration sheet.",
            ask: .firmAdministrator, .documented, source: article, serves: ["register.redirect", "B7"]),
        FailureKind(
            .secretRefused, "The work server refuses the API Secret / Client Secret that was entered for it.",
            step: "admin.rotate_secret",
            remedy: "Generate a new secret in \(app), and enter it in Settings > Organization > iManage.",
            ask: .firmAdministrator, .documented, source: article, serves: ["register.secret", "B3", "B8"]),
        FailureKind(
            .signInCancelled, "The sign-in to iManage was cancelled.", step: "user.log_in",
            remedy: "Log in again in Settings > Profile > iManage.", ask: .nobody, .observed,
            source: "public PHP client clio-imanage; RFC 6749", serves: ["login.profile", "C6"]),
        FailureKind(
            .signInRefused, "The work server refused the sign-in.", step: "user.log_in",
            remedy: "Check user name and password, and log in again in Settings > Profile > iManage.",
            ask: .firmAdministrator, .assumed, source: "our inference", serves: ["login.profile"]),
        FailureKind(
            .stateMismatch, "This log-in was not begun here, was used already, or belongs to another person.",
            step: "user.log_in", remedy: "Log in again in Settings > Profile > iManage.", ask: .nobody, .observed,
            source: "RFC 6749; public PHP client clio-imanage", serves: ["login.profile", "C6"]),
        FailureKind(
            .callbackIncomplete, "The browser came back from iManage without what a log-in needs.",
            step: "user.log_in",
            remedy: "Log in again in Settings > Profile > iManage.", ask: .nobody, .observed,
            source: "public PHP client clio-imanage", serves: ["login.profile", "C6"]),
        FailureKind(
            .codeRefused, "The work server does not accept the log-in's code.", step: "user.log_in",
            remedy: "Log in again in Settings > Profile > iManage, in one browser tab.", ask: .officeAndDragons,
            .assumed,
            source: "RFC 6749", serves: ["login.profile", "C7"]),
        FailureKind(
            .grantExpired,
            "The authentication on the work server most likely took longer than its Work Token Grant Expiry allows.",
            step: "admin.set",
            remedy:
                "Set the Work Token Grant Expiry time on the iManage Work server to at least 30 seconds, and log in again.",
            ask: .firmAdministrator, .documented, source: article, serves: ["trouble.403-grant-expiry", "C1"]),
        FailureKind(
            .refreshNotAllowed,
            "Your iManage log-in has ended, and it cannot be renewed because Allow Refresh Token is off.",
            step: "admin.edit_application",
            remedy:
                "\(app) > Authentication > Allow Refresh Token: Yes; then log in again in Settings > Profile > iManage.",
            ask: .firmAdministrator, .documented,
            source: "O&D help: Configuring your iManage integration; iManage Drive help",
            serves: ["register.refresh-allowed", "D1", "D2", "D4"]),
        FailureKind(
            .sessionExpired, "Your iManage log-in has ended.", step: "user.log_in",
            remedy: "Log in again in Settings > Profile > iManage. Everything else is kept.", ask: .nobody, .observed,
            source: "public Ruby client Imanage10Api; Nango documentation",
            serves: ["register.refresh-expiry", "register.access-expiry", "D7", "D8", "D9", "D12"]),
    ]
}
