import Rules

/// The rules of a proxy in front of the server, and of forwarded addresses.
enum ProxyRules {
    static let preAuthentication = Rule(
        "proxy.pre-authentication", decides: "A proxy that wants a log-in of its own meets a program.",
        answer: "200 with the proxy's page, or 302 to it.", serves: ["A8", "G8"], evidence: .documented,
        source: "a vendor's help: pre-authentication must be pass-through for REST", switches: [page.id])
    static let badGateway = Rule(
        "proxy.bad-gateway", decides: "A proxy cannot reach the server behind it.",
        answer: "502 with the proxy's page.",
        serves: ["A14", "G6"], evidence: .documented, source: "RFC 9110, section 15.6.3")
    static let gatewayTimeout = Rule(
        "proxy.gateway-timeout", decides: "A proxy gets no answer from the server behind it.",
        answer: "504 with the proxy's page.", serves: ["A14", "G6"], evidence: .documented,
        source: "RFC 9110, section 15.6.5")
    static let forwardedRefused = Rule(
        "firewall.forwarded-refused", decides: "The forwarded address of a request is not let in.",
        answer: "403 with the proxy's page.", serves: ["A7", "network.allowlist"], evidence: .assumed,
        source: "a vendor's help: filter on the forwarded client address; how it refuses is not told",
        switches: [forwarded.id])

    static let releaseTooOld = Rule(
        "proxy.release-too-old", decides: "A server older than 10.3 is called through an application proxy.",
        answer: "The proxy's page, with 502 or 404.", serves: ["A14", "E3"], evidence: .assumed,
        source: "O&D help, Entra Application Proxy: needs Work 10.3; how it fails is not told",
        switches: [oldRelease.id])

    enum OldRelease: String, SwitchReading {
        case badGateway502 = "bad_gateway_502"
        case notFound404 = "not_found_404"
        case served
    }
    static let oldRelease = Switch<OldRelease>(
        "proxy.release-too-old", question: "What comes of a call through an application proxy to a server before 10.3?",
        readings: [
            .badGateway502: "502 with the proxy's page.",
            .notFound404: "404 with the proxy's page.",
            .served: "It is served: the main article asks for 10.2 only.",
        ],
        probe: .none("from outside, a proxy that serves cannot be told from no proxy"))

    enum Page: String, SwitchReading { case page200 = "page_200", redirect302 = "redirect_302" }
    static let page = Switch<Page>(
        "proxy.pre-authentication", question: "How does a proxy ask a program to log in?",
        readings: [.page200: "By 200 with its page.", .redirect302: "By 302 to its page."],
        probe: .calls(
            [.get("/api")], when: [.any([.body([.html]), .status([302])])], else: "no proxy asks for a log-in",
            [.page200: [.status([200])], .redirect302: [.status([302])]]))

    enum Forwarded: String, SwitchReading { case forbidden403 = "forbidden_403", notFound404 = "not_found_404" }
    static let forwarded = Switch<Forwarded>(
        "firewall.forwarded-refused", question: "With which status is a forwarded address refused?",
        readings: [.forbidden403: "403.", .notFound404: "404, as if nothing were there."],
        probe: .none("the caller would have to stand behind a proxy and be kept out"))

    static let catalogue = RuleCatalogue(
        rules: [preAuthentication, badGateway, gatewayTimeout, forwardedRefused, releaseTooOld],
        switches: [page, forwarded, oldRelease])
}
