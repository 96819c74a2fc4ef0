/// Everything that is open in the books of a `VirtualClock`, for messages.
public struct ClockStanding: Sendable {
    /// Where an exchange stands.
    public enum Place: String, Sendable {
        /// The client works on it, or its bytes are on their way.
        case client
        /// The server works on it.
        case server
        /// The server keeps silent on it.
        case held
        /// The server still works on it, and the client has given it up.
        case abandoned
    }

    /// The names of the calls under way, sorted.
    public let calls: [String]
    /// The open exchanges by id, with where each of them stands.
    public let exchanges: [String: Place]
    /// The moments at which those who sleep are due, in order.
    public let sleepers: [WorkInstant]
    /// The numbers of the parties that wait for their turn, in order.
    public let waitingParties: [Int]
    /// How many tasks can go on without time passing.
    public let tokens: Int
}
