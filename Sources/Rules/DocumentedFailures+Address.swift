extension DocumentedFailures {
    /// Group A: address, network, TLS.
    static let address: [DocumentedFailure] = [
        .init(
            "A1", "Connecting or a redirect goes wrong.",
            cause: "The base URL ends in a slash, so that paths begin with two.",
            remedy: "Remove the slash.", .high, [.officeAndDragons]),
        .init(
            "A2", "Connecting or a redirect goes wrong.",
            cause: "The scheme is missing, or is there where a bare host is wanted.",
            remedy: "Add https://, or leave it out where the vendor wants the host alone.",
            .high, [.officeAndDragons, .bloomberg, .henchman]),
        .init(
            "A3", "The browser is sent to the wrong place.",
            cause: "The URL has a path such as /login.",
            remedy: "Enter the base URL alone.", .high, [.henchman]),
        .init(
            "A4", "The integration does not work.",
            cause: "The URL has a port or a typing error and cannot be edited afterwards.",
            remedy: "Ask support, or delete the server and add it again.", .high, [.legatics]),
        .init(
            "A5", "Nothing connects: a time-out or a refusal, no status.",
            cause: "The server cannot be reached from the internet.",
            remedy: "Publish the URL, open the firewall, or use a VPN or an application proxy.",
            .high, [.officeAndDragons, .legora, .shareDo, .litera]),
        .init(
            "A6", "Nothing connects.",
            cause: "The vendor's address is not allowed; single-tenant deployments and regions have their own.",
            remedy: "Allow the right addresses.", .high, [.officeAndDragons, .henchman, .legora, .bloomberg]),
        .init(
            "A7", "The list of allowed addresses lets the proxy in and keeps the client out.",
            cause: "The rule looks at the connection instead of the X-Forwarded-For that the proxy's connector adds.",
            remedy: "Filter on the forwarded address.", .high, [.syncly]),
        .init(
            "A8", "Calls of the API are answered by an identity provider's log-in page.",
            cause: "The proxy authenticates first instead of passing through.",
            remedy: "Set the proxy to pass the API through.", .high, [.syncly],
            open: "The text that people see is known from one source only."),
        .init(
            "A9", "A TLS error, before any HTTP.",
            cause: "The certificate is self-signed or by a private authority.",
            remedy: "Use a public authority, or give the client the full chain.", .high, [.henchman, .bloomberg]),
        .init(
            "A10", "A TLS error with some clients only.",
            cause: "The server does not send its intermediate certificate.",
            remedy: "Serve the full chain, and test it with openssl s_client.", .high, [.henchman]),
        .init(
            "A11", "The certificate's name does not match, behind a proxy.",
            cause: "The wildcard certificate or the tenant's domain is another one than the server's.",
            remedy: "Bring certificate and domain together.", .medium, [.officeAndDragonsEntra]),
        .init(
            "A12", "Sign-in is denied for one user.",
            cause: "The user's address is outside the trusted ranges.",
            remedy: "Extend the range.", .high, [.iManageAddressRanges]),
        .init(
            "A13", "A change has no effect yet.",
            cause: "Network settings of the cloud take up to four hours.",
            remedy: "Wait and try again.", .high, [.iManageNetwork]),
        .init(
            "A14", "A server behind an application proxy stops answering.",
            cause: "The proxy's connector inside the network has lost its way out on port 443.",
            remedy: "Restore the way out.", .medium, [.officeAndDragonsEntra],
            open: "That the proxy then answers 502 or 504 is our inference."),
    ]
}
