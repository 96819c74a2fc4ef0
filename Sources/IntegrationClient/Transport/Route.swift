/// Where one exchange really goes, as the network decides it.
public struct Route: Hashable, Sendable {
    /// The IP address to connect to.
    public let address: String
    /// The port to connect to; it may differ from the one in the URL and is never shown.
    public let port: Int
    /// The source address to connect from; nil leaves it to the system.
    public let localAddress: String?
    /// Root certificates in PEM that this exchange trusts; empty means those of the system.
    public let trustRootsPEM: [String]
    /// Names the exchange, for journals and attempts.
    public let id: String

    /// Describes the way of one exchange.
    public init(address: String, port: Int, localAddress: String? = nil, trustRootsPEM: [String] = [], id: String) {
        self.address = address
        self.port = port
        self.localAddress = localAddress
        self.trustRootsPEM = trustRootsPEM
        self.id = id
    }
}
