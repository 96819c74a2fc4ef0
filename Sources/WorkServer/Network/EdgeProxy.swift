/// A proxy between the internet and the server, such as an application proxy of the firm's.
///
/// It ends TLS with the server's name, calls the server from its own address, and names the caller in a forwarded header.
public struct EdgeProxy: Codable, Hashable, Sendable {
    /// What it does with requests.
    public enum Mode: String, Codable, Sendable, CaseIterable {
        /// Hands them on.
        case passThrough = "pass_through"
        /// Wants a log-in of its own first, which people pass in their browser and programs do not.
        case preAuthentication = "pre_authentication"
        /// Cannot reach the server: 502.
        case badGateway = "bad_gateway"
        /// Gets no answer from the server: 504.
        case gatewayTimeout = "gateway_timeout"
    }

    /// What it does with requests.
    public var mode: Mode
    /// The documentation address that it calls the server from.
    public var address: String
    /// Whether the firewall judges the forwarded address of each request instead of the proxy's.
    public var judgesForwarded: Bool

    /// Describes a proxy.
    public init(mode: Mode, address: String = "192.0.2.80", judgesForwarded: Bool = false) {
        self.mode = mode
        self.address = address
        self.judgesForwarded = judgesForwarded
    }
}
