extension DocumentedFailures {
    /// Group C: log-in and grant.
    static let login: [DocumentedFailure] = [
        .init(
            "C1", "HTTP 403 at log-in.",
            cause: "Authentication timed out: the server's Work Token Grant Expiry is too short.",
            remedy: "Set it to at least 30 seconds and try again.", .high, [.officeAndDragons],
            open: "What exactly the setting limits; the standard would answer 400 invalid_grant."),
        .init(
            "C2", "Log-in fails at the redirect to an external identity provider.",
            cause: "The provider does not allow or keep the redirect of single sign-on.",
            remedy: "Correct the provider's configuration.", .medium, [.henchman]),
        .init(
            "C3", "From one day on all single sign-on fails.",
            cause: "The identity provider's certificate expired or was not refreshed in Control Center.",
            remedy: "Refresh the certificate.", .high, [.iManageSingleSignOn]),
        .init(
            "C4", "A grant by user name and password is refused.",
            cause: "The user comes from an external identity provider, or may not log on directly.",
            remedy: "Use the authorization code flow.", .medium, [.openQuestions],
            open: "O&D does not use this grant."),
        .init(
            "C5", "Legacy credentials are refused on the cloud.",
            cause: "The cloud knows OAuth only.",
            remedy: "Use OAuth.", .high, [.ezeScan]),
        .init(
            "C6", "The browser comes back without a code or a state.",
            cause: "The user cancelled, or the callback was tampered with.",
            remedy: "Show the error and start again.", .medium, [.phpClient],
            open: "That cancelling gives access_denied is taken from the standard."),
        .init(
            "C7", "A code is refused as an invalid grant.",
            cause: "It was used twice, or for another client or redirect URL.",
            remedy: "Start the log-in again.", .low, [.rfc6749]),
        .init(
            "C8", "The sign-in page appears again in the middle of work.",
            cause: "The web session was idle for 30 minutes, or the desktop's token for its own limit.",
            remedy: "Sign in again.", .high, [.iManageIdle, .iManageConnection]),
        .init(
            "C9", "Log-in fails.",
            cause: "The user is on the vendor's application of another region.",
            remedy: "Go to the right host.", .low, [.harvey]),
        .init(
            "C10", "The log-in window does not appear.",
            cause: "The browser blocks pop-ups.",
            remedy: "Allow them.", .low, [.dealcloser],
            notPlayable:
                "The browser blocks the window before anything is sent: neither the work server nor O&D's service takes part."
        ),
    ]
}
