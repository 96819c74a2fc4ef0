import ScenarioKeys
import WorkServer

/// Puts a proxy in front of a server, or takes it away.
struct ReplaceProxy: ServerStep {
    static let name = "network.proxy"
    static let doc = "Puts a proxy in front of a server, or takes it away."
    static let alone: String? = "mode"
    static let keys: [ListedKey<Self>] = [
        .init(\._server), .init(\._mode), .init(\._address), .init(\._judged),
    ]

    enum Mode: String, WordValue {
        case none
        case passThrough = "pass_through"
        case preAuthentication = "pre_authentication"
        case badGateway = "bad_gateway"
        case gatewayTimeout = "gateway_timeout"

        var meaning: String? {
            switch self {
            case .none: "There is no proxy."
            case .passThrough: "Forwards requests."
            case .preAuthentication: "Requires a log-in of its own first, which programs cannot pass."
            case .badGateway: "Cannot reach the server: 502."
            case .gatewayTimeout: "Gets no answer from the server: 504."
            }
        }
    }

    enum Judged: String, WordValue {
        case proxy, forwarded
    }

    @Key(.server) var server: ServerName?
    @Key("mode", "What it does with requests.", required: true)
    var mode = Mode.none
    @Key("address", "Where it calls the server from.", example: "address: 192.0.2.80")
    var address: IPAddress?
    @Key("judges", "Whose address the firewall judges: the proxy's, or the forwarded one of each request.")
    var judged: Judged?

    func perform(on stage: Stage) async throws -> Nothing {
        var proxy = EdgeProxy.Mode(rawValue: mode.rawValue).map { EdgeProxy(mode: $0) }
        if let address { proxy?.address = address.text }
        proxy?.judgesForwarded = judged == .forwarded
        try target(on: stage).running.setProxy(proxy)
        return Nothing()
    }
}
