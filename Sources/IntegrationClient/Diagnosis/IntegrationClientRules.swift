public import Rules

/// Every decision that the client itself makes, with the switches for what is not known.
public let integrationClientRules = RuleCatalogue(
    rules: IntegrationClientRules.settings + IntegrationClientRules.logIn + IntegrationClientRules.network
        + IntegrationClientRules.use + IntegrationClientRules.acceptances,
    switches: [
        IntegrationClientRules.urlCheck, IntegrationClientRules.tokens, IntegrationClientRules.unknownVersion,
        IntegrationClientRules.responseLimit, IntegrationClientRules.refreshAuthentication,
        IntegrationClientRules.editedServer, IntegrationClientRules.missingRefreshToken,
        IntegrationClientRules.uploadCheck, IntegrationClientRules.throttling,
    ])

/// The parts of the client's catalogue.
public enum IntegrationClientRules {
    /// Whether the product checks the work server URL.
    public static let urlCheck = Switch<ClientOptions.URLCheck>(
        "client.url_check", question: "Does O&D refuse a work server URL that breaks the article's rules?",
        readings: [
            .strict: "It refuses the URL and offers the corrected one.",
            .off: "It takes any text, and what follows shows later on the wire.",
        ],
        probe: .none("it is about Office & Dragons, not about a server"))
    /// Whether sessions outlive a restart.
    public static let tokens = Switch<ClientOptions.TokenStorage>(
        "client.tokens", question: "Does O&D keep its users' tokens when it restarts?",
        readings: [.persistent: "They are kept, encrypted.", .memory: "They are lost, and everybody logs in again."],
        probe: .none("it is about Office & Dragons, not about a server"))
    /// What a version that cannot be read leads to.
    public static let unknownVersion = Switch<ClientOptions.UnknownVersion>(
        "client.version.unknown", question: "What does O&D do where the server tells no version that can be read?",
        readings: [
            .warn: "It warns and asks the administrator to confirm the version.",
            .refuse: "It refuses the log-in.",
        ],
        probe: .none("it is about Office & Dragons, not about a server"))

    /// The readings of `responseLimit`.
    public enum ResponseLimit: String, SwitchReading {
        /// Larger ones are given up.
        case eightMebibytes = "8MiB"
        /// Larger ones are given up.
        case sixtyFourMebibytes = "64MiB"
    }

    /// How large a response may be.
    public static let responseLimit = Switch<ResponseLimit>(
        "client.response.limit", question: "How large a response does O&D take in at once?",
        readings: [.eightMebibytes: "Larger ones are given up.", .sixtyFourMebibytes: "Larger ones are given up."],
        probe: .none("it is about Office & Dragons, not about a server"))

    /// Whether a refresh proves who asks.
    public static let refreshAuthentication = Switch<ClientOptions.RefreshAuthentication>(
        "client.refresh.authentication", question: "Does O&D send its client id and secret with a refresh?",
        readings: [
            .sent: "It does, as RFC 6749 asks of confidential clients.",
            .leftOut: "It sends the refresh token alone, as clients in public code do.",
        ],
        probe: .none("it is about Office & Dragons, not about a server"))

    /// What becomes of a log-in without a refresh token.
    public static let missingRefreshToken = Switch<ClientOptions.MissingRefreshToken>(
        "client.refresh.missing", question: "What does O&D do with a log-in that brings no refresh token?",
        readings: [
            .warn: "It takes it, and warns that it ends with its access token.",
            .refuse: "It refuses it, as iManage Drive does from 10.9.0 on.",
        ],
        probe: .none("it is about Office & Dragons, not about a server"))

    /// What becomes of a confirmed server whose address is changed.
    public static let editedServer = Switch<ClientOptions.EditedServer>(
        "client.server.edited", question: "Is a server reviewed anew whose URL or client id is changed?",
        readings: [
            .announcedAnew: "It is: O&D is to be told, and nobody logs in before it has confirmed.",
            .keptValidated: "It is not.",
        ],
        probe: .none("it is about Office & Dragons, not about a server"))

    static let article = "O&D help: Configuring your iManage integration"

    static let network: [Rule] = [
        Rule(
            "name.unanswered", decides: "whether a name server says which address the host of a URL has",
            answer: "the failure name-unanswered; nothing goes on the wire", serves: ["network.public-url", "G10"],
            evidence: .documented, source: "RFC 1035, section 7.2: a resolver gives up after a time"),
        Rule(
            "name.unknown", decides: "whether the host of a URL exists for the party that asks",
            answer: "the failure name-unknown; nothing goes on the wire", serves: ["network.public-url", "A5", "G10"],
            evidence: .documented, source: "RFC 1034"),
        tls("name-mismatch", "whether the certificate is for the host of the URL", ["A11"]),
        tls("untrusted", "whether the certificate leads to a trusted root", ["A9"]),
        tls("expired", "whether the certificate is in date", ["G11"]),
        tls("incomplete-chain", "whether the intermediate was sent", ["A10"]),
        tls("protocol", "whether a TLS version and cipher is shared", []),
        Rule(
            "tls.not-tls", decides: "whether what answers speaks TLS", answer: "the failure not-tls",
            serves: ["network.public-url"], evidence: .documented, source: "RFC 8446"),
        Rule(
            "client.response.too-large", decides: "whether a response is small enough to be taken in",
            answer: "the failure not-a-work-server", serves: ["network.public-url"], evidence: .assumed,
            source: "our inference: a client bounds what it reads", switches: [responseLimit.id]),
    ]

    private static func tls(_ what: String, _ decides: String, _ failures: [String]) -> Rule {
        Rule(
            "tls.\(what)", decides: decides, answer: "the failure tls-\(what)",
            serves: ["network.public-url"] + failures, evidence: .documented, source: "RFC 8446; RFC 9525; RFC 5280")
    }
}
