extension Requirements {
    /// Section 6: logging in and using it.
    static let login: [Requirement] = [
        Requirement(
            "login.profile", .login,
            says: "Each user logs in at Settings > Profile > iManage tab.",
            means: """
                Authorization code flow: the state is bound to user and server, the O&D service exchanges the code, \
                and tokens are kept encrypted for each user and server.
                """,
            cells: [
                .init("cancelled", "The user cancels the sign-in."),
                .init("wrong-password", "The user's password is refused."),
                .init("state-missing", "The browser comes back without the state."),
                .init("state-forged", "The browser comes back with a state that O&D never made."),
                .init("state-replayed", "The browser comes back with a state that was used before."),
                .init("code-reused", "One code is redeemed twice."),
                .init("two-tabs", "The same user logs in from two tabs."),
                .init("logged-out", "The user has logged out."),
                .init("revoked", "An administrator has revoked the tokens."),
            ]),
        Requirement(
            "login.use", .login,
            says: "Once logged in, users can start to use the integration; test it.",
            means: "Libraries, browse, open, save back as a new version; also search, save as new, and lock.",
            assumes: "The article does not say what use is; this is what like integrations do.",
            cells: [
                .init("session-expired", "The session ended and cannot be refreshed."),
                .init("no-rights", "The user may not read or change the document."),
                .init("checked-out", "Somebody else has checked the document out."),
                .init("newer-version", "The server has a newer version than the one that was opened."),
                .init("wrong-library", "The document is looked for in the wrong library."),
                .init("throttled", "The server asks for fewer calls."),
                .init("connection-lost", "The connection breaks in the middle of a call."),
            ]),
    ]

    /// Section 7: what to do when it fails.
    static let trouble: [Requirement] = [
        Requirement(
            "trouble.403-grant-expiry", .trouble,
            says: "A 403 could be a timeout: set Work Token Grant Expiry to at least 30 seconds and try again.",
            means: """
                The client says that this is likely, names the setting and the 30 seconds, and lists the other \
                readings of a 403; the same log-in passes after the change.
                """,
            assumes: "The server refuses with 403 a code that is older than the setting; RFC 6749 would answer 400.",
            cells: [
                .init("too-short", "The setting is shorter than the log-in takes."),
                .init("slow-sign-in", "The user takes long at the sign-in page."),
                .init("other-403", "A 403 that has another reason."),
            ]),
        Requirement(
            "trouble.report", .trouble,
            says: "Else contact O&D with error code, message and the registration as entered in Control Center.",
            means: """
                The server exports the registration; one command makes the user's part, and the two joined show where \
                the registration departs from the sheet, without any secret or token.
                """,
            cells: [
                .init("secret-in-report", "No secret and no token gets into a report.")
            ]),
    ]
}
