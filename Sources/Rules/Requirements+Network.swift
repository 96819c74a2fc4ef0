extension Requirements {
    /// Section 3: letting O&D reach the server.
    static let network: [Requirement] = [
        Requirement(
            "network.public-url", .network,
            says: "A self-hosted server, on-prem or VPC, needs a public URL.",
            means: "Some names exist only inside; the client says which layer failed, from the name to HTTP.",
            cells: [
                .init("not-published", "The server has no public name yet."),
                .init("internal-name", "The name exists only in the firm's own network."),
                .init("private-address", "The name leads to an address that is not routed outside."),
                .init("refused", "Nothing listens at the address."),
                .init("certificate-untrusted", "The certificate is by an authority that nobody outside trusts."),
                .init("certificate-wrong-name", "The certificate is for another name."),
            ]),
        Requirement(
            "network.firewall", .network,
            says: "The firewall must let connections from the internet in.",
            means: "The firewall drops or rejects; the client tells silence from a reset and names its own address.",
            cells: [
                .init("drop", "The firewall stays silent."),
                .init("reject", "The firewall resets the connection."),
            ]),
        Requirement(
            "network.allowlist", .network,
            says: "The firewall may let in only the address of the O&D server.",
            means: "Rules are address ranges in order and the first match wins; the client shows the address to allow.",
            cells: [
                .init("wrong-address", "The allowed address is not O&D's."),
                .init("wrong-mask", "The allowed range is too narrow or misses the address."),
                .init("mirror", "Only O&D is allowed, and the firm's own people are shut out."),
            ]),
        Requirement(
            "network.single-tenant", .network,
            says: "A single-tenant deployment of O&D has another address, to be asked for.",
            means: "The client's deployment says which address the firm must allow.",
            cells: [
                .init("wrong-address", "The firm allowed the address of the multi-tenant deployment.")
            ]),
        Requirement(
            "network.ask-imanage", .network,
            says: "Questions about this step are best put to iManage Support.",
            means: "Each remedy of this section says so.",
            cells: [
                .init("who-to-ask", "The remedy of a network failure names iManage Support.")
            ]),
    ]
}
