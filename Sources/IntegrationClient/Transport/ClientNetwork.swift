/// Names, addresses and source addresses as the client's surroundings provide them; nothing is resolved behind its back.
public protocol ClientNetwork: Sendable {
    /// Opens the way to a host for one exchange, once the exchange may begin.
    ///
    /// - Parameters:
    ///   - host: the name or address of the URL, in lower case.
    ///   - port: the port of the URL, or the scheme's.
    ///   - kind: what the exchange is for: `token`, `discovery`.
    /// - Returns: where to connect to, and from where.
    /// - Throws: `.nameUnknown` for a name that does not exist, or the fault that keeps the exchange from starting.
    func open(host: String, port: Int, kind: String) async throws(TransportFault) -> Route

    /// Ends the exchange of a route, answered or given up; called exactly once for each route, also after cancellation.
    func close(_ route: Route)
}
