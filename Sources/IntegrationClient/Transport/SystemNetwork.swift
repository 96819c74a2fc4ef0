import NIOCore
import Synchronization

/// The real network: the system's resolver, no chosen source address, the system's root certificates.
public final class SystemNetwork: ClientNetwork {
    private let opened = Mutex(0)

    /// Uses the resolver and routes of this machine.
    public init() {}

    /// Resolves the host by the system's resolver; blocks while it asks.
    public func open(host: String, port: Int, kind: String) throws(TransportFault) -> Route {
        guard let address = Self.address(of: host, port: port) else { throw .nameUnknown(host: host) }
        let number = opened.withLock { count in
            count += 1
            return count
        }
        return Route(address: address, port: port, id: "exchange-\(number)")
    }

    /// Nothing is kept for a route.
    public func close(_ route: Route) {}

    private static func address(of host: String, port: Int) -> String? {
        let literal = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        // The cause does not matter to the caller: for it the name has no address.
        return try? SocketAddress.makeAddressResolvingHost(literal, port: port).ipAddress
    }
}
