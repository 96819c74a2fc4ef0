/// How long the transport waits and how much it takes in.
public struct TransportLimits: Hashable, Sendable {
    /// Time for the connection, TLS included, on the work clock.
    public var connectTimeout: Duration
    /// Time from the connection to the end of the response, on the work clock.
    public var responseTimeout: Duration
    /// The largest response body, in bytes.
    public var maximumBody: Int
    /// Real time after which a connection attempt is dropped where the work clock is a real one; on a virtual clock there is
    /// no such limit.
    public var safetyNet: Duration

    /// Sets the limits.
    public init(
        connectTimeout: Duration = .seconds(10), responseTimeout: Duration = .seconds(60),
        maximumBody: Int = 8 * 1_024 * 1_024, safetyNet: Duration = .seconds(10)
    ) {
        self.connectTimeout = connectTimeout
        self.responseTimeout = responseTimeout
        self.maximumBody = maximumBody
        self.safetyNet = safetyNet
    }
}
