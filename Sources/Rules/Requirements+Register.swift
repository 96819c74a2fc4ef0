extension Requirements {
    /// Section 2: registering and enabling O&D in Control Center.
    static let register: [Requirement] = registration + lifetimes + access

    private static let registration: [Requirement] = [
        Requirement(
            "register.fields", .register,
            says: "Register O&D as any web app: names, client id, publisher, contacts, redirect URL, token settings.",
            means: "Control Center checks the fields; the client has the sheet and compares a registration with it.",
            cells: [
                .init("client-id-not-unique", "Another application on that server has the same client id."),
                .init("redirect-missing", "No redirect URL is entered."),
                .init("redirect-malformed", "The redirect URL is not a URL."),
                .init("admin-lacks-privilege", "The administrator may not manage applications."),
                .init("type-native", "The application is registered as native instead of web."),
                .init("authentication-off", "The switch that asks for iManage authentication is off."),
            ]),
        Requirement(
            "register.client-id", .register,
            says: "O&D's client id is fixed and the same on every server; only the secret differs.",
            means: "The server takes any unique id; the client names one that is generated or mistyped.",
            cells: [
                .init("generated", "Control Center's generated id was kept instead of O&D's."),
                .init("mistyped", "One character of the id is wrong."),
            ]),
        Requirement(
            "register.redirect", .register,
            says: "The redirect URL depends on the O&D deployment: default, US or single-tenant.",
            means: "The server matches it exactly and may hold several; the client sends the one of its deployment.",
            assumes: "The default deployment's URL is formed like the published US one.",
            cells: [
                .init("wrong-region", "The URL of another deployment is registered."),
                .init("trailing-difference", "The registered URL differs by a slash at its end."),
                .init("other-host", "The registered URL points to another host."),
            ]),
        Requirement(
            "register.secret", .register,
            says: "Let Control Center generate the secret, copy it and save it; a later step needs it.",
            means: "The server accepts the secret it made; the client stores it encrypted and never shows it.",
            assumes: "The server shows the secret once and keeps only its hash.",
            cells: [
                .init("wrong", "The secret entered in O&D is not the generated one."),
                .init("lost", "Nobody saved the secret; a new one is generated."),
                .init("rotated-one-side", "A new secret was generated and not entered in O&D."),
                .init("expired", "The secret had an expiry date and it has passed."),
            ]),
        Requirement(
            "register.enable", .register,
            says: "Make sure to enable the application after registering it.",
            means: "A disabled application lets nobody log in; the client says that it is registered but not enabled.",
            assumes: "A new application starts disabled; what happens to live tokens on disabling.",
            cells: [
                .init("before-login", "Nobody enabled the application before the first log-in."),
                .init("disabled-later", "The application is disabled while users are logged in."),
            ]),
    ]

    private static let lifetimes: [Requirement] = [
        Requirement(
            "register.refresh-allowed", .register,
            says: "Allow Refresh Token: Yes. Control Center's default is No.",
            means: "Without it there is no refresh token; the client says so at log-in and works on meanwhile.",
            cells: [
                .init("off", "The default was left: sessions end with the access token."),
                .init("switched-off-later", "It is switched off while users are logged in."),
            ]),
        Requirement(
            "register.refresh-expiry", .register,
            says: "Refresh Token Expiry: 365 days.",
            means: "The server counts the days; afterwards the client asks for one log-in and keeps the rest.",
            assumes: "The days count from the log-in, and use does not lengthen them.",
            cells: [
                .init("day-366", "The token is used on the day after the last one."),
                .init("exactly", "The token is used at the very instant it ends."),
                .init("shortened-later", "The setting is shortened while users are logged in."),
            ]),
        Requirement(
            "register.access-expiry", .register,
            says: "Access Token Expiry: 30 minutes, which iManage counts as minutes without use.",
            means: "The server ends an idle token, or any at an absolute limit; the client refreshes once and repeats.",
            cells: [
                .init("after", "A call comes after more than 30 idle minutes."),
                .init("exactly", "A call comes at exactly 30 idle minutes."),
                .init("slides", "A call in between moves the end."),
                .init("absolute", "An absolute limit ends a token that is in use."),
            ]),
    ]

    private static let access: [Requirement] = [
        Requirement(
            "register.access", .register,
            says: "Access to the application is for all users, or for chosen users and groups.",
            means: "The server enforces it at log-in; the client names the user and the Access tab.",
            cells: [
                .init("user-not-granted", "The user is not among those chosen."),
                .init("removed-later", "The user is removed while logged in."),
            ])
    ]
}
