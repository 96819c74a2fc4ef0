public import Rules

/// Where the server is simpler than a real one, though the path is served.
public struct KnownLimit: Codable, Hashable, Sendable {
    /// What it is about.
    public let about: String
    /// How well the real behavior is known.
    public let evidence: Evidence
    /// What the server does instead.
    public let here: String

    private init(_ about: String, _ evidence: Evidence, _ here: String) {
        self.about = about
        self.evidence = evidence
        self.here = here
    }

    /// All of them.
    public static let all = [
        KnownLimit(
            "E-mail files of Outlook (.msg)", .documented,
            "The headers of .eml files are read. No maintained Swift library reads .msg files, so that sender, recipients, "
                + "subject and dates of a .msg file are those that the profile of the upload names."),
        KnownLimit(
            "Cloud single sign-on", .documented,
            "The sign-in page stands in for the identity provider. Its addresses, /auth/oidc/callback and "
                + "/auth/api/v1/saml/login, refuse what comes, as no sign-in is under way there."),
        KnownLimit(
            "Assertions (saml2-bearer)", .observed,
            "The person and the end of validity are read. The signature is not checked."),
        KnownLimit(
            "Browser sessions", .observed,
            "A browser is remembered by a cookie only in a reading of the switch oauth.sign-in.browser. The name of the real "
                + "cookie and X-XSRF-TOKEN are not played."),
        KnownLimit(
            "Control Center", .documented,
            "It is at /work/cc, with the documented steps, fields and actions. How the pages look is the simulator's own."
        ),
        KnownLimit(
            "Users from outside", .documented, "No account is external: filters for external users find nobody."),
    ]
}
