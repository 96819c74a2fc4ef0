/// The way of one exchange from a party to a server.
public struct PartyRoute: Hashable, Sendable {
    /// The IP address to connect to.
    public let address: String
    /// The port to connect to; it may differ from the one in the URL and is never shown.
    public let port: Int
    /// The source address to connect from.
    public let localAddress: String
    /// Root certificates in PEM that this exchange trusts.
    public let trustRootsPEM: [String]
    /// Names the exchange, for journals and the clock.
    public let id: String

    /// Describes the way of one exchange.
    public init(address: String, port: Int, localAddress: String, trustRootsPEM: [String], id: String) {
        self.address = address
        self.port = port
        self.localAddress = localAddress
        self.trustRootsPEM = trustRootsPEM
        self.id = id
    }
}

/// The names and addresses that a party can reach; nothing is resolved elsewhere.
public protocol PartyNetwork: Sendable {
    /// Opens the way to a host for one exchange, once the exchange may begin.
    func open(host: String, port: Int, kind: String) async throws(PartyFault) -> PartyRoute

    /// Ends the exchange of a route; called exactly once for each route, also after cancellation.
    func close(_ route: PartyRoute)
}

/// How long a party waits and how much it reads.
public struct PartyLimits: Hashable, Sendable {
    /// Time for the connection, TLS included, on the work clock.
    public var connectTimeout: Duration
    /// Time from the connection to the end of the response, on the work clock.
    public var responseTimeout: Duration
    /// The largest response body, in bytes.
    public var maximumBody: Int

    /// Sets the limits.
    public init(
        connectTimeout: Duration = .seconds(10), responseTimeout: Duration = .seconds(60),
        maximumBody: Int = 8 * 1_024 * 1_024
    ) {
        self.connectTimeout = connectTimeout
        self.responseTimeout = responseTimeout
        self.maximumBody = maximumBody
    }
}
