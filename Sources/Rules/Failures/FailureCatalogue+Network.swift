extension FailureCatalogue {
    private static let article = "O&D help: Configuring your iManage integration"
    private static let henchman = "Henchman help: Resolve common issues for iManage"
    private static let allow =
        "Allow inbound connections from Office & Dragons' own address in the firewall in front of your iManage Work "
        + "Server."

    /// Between O&D and the server, up to the point where it answers as a work server.
    static let network: [FailureKind] = [
        FailureKind(
            .nameUnknown, "The work server's name does not exist on the internet.", step: "network.publish",
            remedy: "Give the work server a public URL that can be reached over the internet, and enter exactly that "
                + "one in Settings > Organization > iManage.",
            ask: .iManageSupport, .documented, source: article, serves: ["network.public-url", "A5", "G10"]),
        FailureKind(
            .nameUnanswered, "No name server says which address the work server's name has.", step: "network.dns",
            remedy: "Have the name servers of the work server's domain checked, and try again.",
            ask: .firmAdministrator, .assumed, source: "our inference", serves: ["network.public-url", "G10"]),
        FailureKind(
            .connectionRefused, "Nothing accepts connections at the work server's address.", step: "network.firewall",
            remedy: allow, ask: .iManageSupport, .documented, source: article,
            serves: ["network.public-url", "network.ask-imanage", "A5"]),
        FailureKind(
            .connectionTimedOut,
            "The work server's address stays silent, as a firewall does that drops connections.",
            step: "network.firewall", remedy: allow, ask: .iManageSupport, .documented, source: article,
            serves: ["network.firewall", "network.allowlist", "network.ask-imanage", "A5", "A6"]),
        FailureKind(
            .connectionReset,
            "The connection to the work server was reset, as a firewall does that rejects connections.",
            step: "network.firewall", remedy: allow, ask: .iManageSupport, .documented, source: article,
            serves: ["network.firewall", "network.allowlist", "network.ask-imanage", "A5", "A6"]),
        FailureKind(
            .tlsUntrusted,
            "The work server's certificate does not lead to a public authority.",
            step: "network.certificate",
            remedy:
                "Install a certificate of a public authority that is in date, with its full chain, on the work server.",
            ask: .iManageSupport, .documented, source: henchman, serves: ["network.public-url", "A9"]),
        FailureKind(
            .tlsNameMismatch, "The work server's certificate is for another name.", step: "network.certificate",
            remedy:
                "Install a certificate for the name in the work server URL, or enter the name that the certificate is "
                + "for.",
            ask: .iManageSupport, .observed, source: "O&D help: Integration via Microsoft Entra Application Proxy",
            serves: ["network.public-url", "A11"]),
        FailureKind(
            .tlsExpired, "The work server's certificate is outside its dates.", step: "network.certificate",
            remedy: "Renew the certificate on the work server.", ask: .iManageSupport, .assumed,
            source: "our inference; RFC 5280, section 6.1.3", serves: ["network.public-url", "G11"]),
        FailureKind(
            .tlsIncompleteChain, "The work server does not send the intermediate of its certificate.",
            step: "network.certificate",
            remedy: "Install the full chain, the intermediate certificate with it, on the work server; "
                + "where an authority of the firm's own has signed it, install one of a public authority.",
            ask: .iManageSupport,
            .documented, source: henchman, serves: ["network.public-url", "A10"]),
        FailureKind(
            .tlsProtocol, "The work server and Office & Dragons have no TLS version or cipher in common.",
            step: "network.certificate", remedy: "Enable TLS 1.2 or newer on the work server.", ask: .iManageSupport,
            .assumed, source: "our inference", serves: ["network.public-url"]),
        FailureKind(
            .notTLS, "What answers at the work server's address does not speak TLS.", step: "network.publish",
            remedy: "Publish the work server by https, or correct the port in the work server URL.",
            ask: .iManageSupport,
            .assumed, source: "our inference", serves: ["network.public-url"]),
        FailureKind(
            .notAWorkServer, "What answers there is not an iManage Work Server.", step: "office.edit_server",
            remedy: "Check the work server URL in Settings > Organization > iManage, and that a proxy in front of the "
                + "server passes API calls through without a log-in of its own.",
            ask: .iManageSupport, .documented, source: "Syncly help", serves: ["network.public-url", "A8", "G8"]),
        FailureKind(
            .serverUnavailable, "The work server, or a proxy in front of it, cannot answer at the moment.",
            step: "server.start",
            remedy: "Try again in a while; if it lasts, have the work server and the proxy checked.",
            ask: .firmAdministrator, .assumed, source: "our inference", serves: ["A14", "G6"]),
        FailureKind(
            .versionTooOld, "The work server is older than version 10.2.", step: "server.upgrade",
            remedy: "Upgrade the iManage Work Server to version 10.2 or newer.", ask: .iManageSupport, .documented,
            source: article, serves: ["version.minimum", "E1"]),
        FailureKind(
            .versionUnknown, "The work server does not tell a version that can be read.",
            step: "admin.look_up_version",
            remedy: "Confirm with your iManage administrator that the Work Server is version 10.2 or newer.",
            ask: .firmAdministrator, .assumed, source: "our inference", serves: ["version.minimum", "E4"]),
        FailureKind(
            .oauthNotOffered,
            "The work server does not offer OAuth to applications. Version 10.2 is O&D's minimum, but iManage names 10.2.2 "
                + "with database schema 10.2.1, and in a later guide 10.4.0, for OAuth of third-party applications.",
            step: "server.upgrade",
            remedy:
                "Upgrade the iManage Work Server, and its database schema, to a version that offers OAuth to applications.",
            ask: .iManageSupport, .documented, source: "iManage help: Persisting the OAuth2 refresh token",
            serves: ["version.oauth-gap", "E2"]),
    ]
}
