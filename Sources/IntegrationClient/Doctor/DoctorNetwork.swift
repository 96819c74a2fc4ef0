import NIOCore
import Synchronization

/// The real network with a few names that lead elsewhere, and with authorities of one's own: what `curl` knows as
/// `--resolve` and `--cacert`.
public final class DoctorNetwork: ClientNetwork {
    /// A name and port that lead to an address.
    public struct Override: Hashable, Sendable {
        /// The host of the URL, in lower case.
        public let host: String
        /// The port of the URL.
        public let port: Int
        /// The address to connect to.
        public let address: String
        /// The port to connect to.
        public let addressPort: Int

        /// Reads `HOST:PORT:ADDRESS`, with or without brackets around an IPv6 address; nil for anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, !parts[0].isEmpty, let port = UInt16(parts[1]), port > 0 else { return nil }
            let address = parts[2].hasPrefix("[") ? String(parts[2].dropFirst().prefix { $0 != "]" }) : parts[2]
            guard (try? SocketAddress(ipAddress: address, port: 0)) != nil else { return nil }
            self.init(host: parts[0].lowercased(), port: Int(port), address: address, addressPort: Int(port))
        }

        /// Lets a name lead to an address, at the port of the URL or at another one.
        public init(host: String, port: Int, address: String, addressPort: Int) {
            self.host = host
            self.port = port
            self.address = address
            self.addressPort = addressPort
        }
    }

    private let system = SystemNetwork()
    private let overrides: [Override]
    private let roots: [String]

    /// A network of this machine's; `rootsPEM`, if there are any, are trusted instead of its own authorities.
    public init(overrides: [Override] = [], rootsPEM: [String] = []) {
        self.overrides = overrides
        roots = rootsPEM
    }

    /// Where a name leads.
    public func open(host: String, port: Int, kind: String) throws(TransportFault) -> Route {
        if let other = overrides.first(where: { $0.host == host && $0.port == port }) {
            return Route(
                address: other.address, port: other.addressPort, trustRootsPEM: roots, id: "\(kind) by --resolve")
        }
        let route = try system.open(host: host, port: port, kind: kind)
        return Route(address: route.address, port: route.port, trustRootsPEM: roots, id: route.id)
    }

    /// Nothing is kept for a route.
    public func close(_ route: Route) {}
}
