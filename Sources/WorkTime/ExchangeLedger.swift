/// What a server tells the clock of the exchanges it serves, so that time moves only when everybody waits.
///
/// An exchange is named by its source address, which no other exchange in flight shares.
public protocol ExchangeLedger: Sendable {
    /// The server has begun to work on the exchange.
    func exchangeArrived(_ id: String)

    /// The server's work on the exchange is done and its answer is under way.
    func exchangeAnswered(_ id: String)

    /// The server lets time pass over an exchange that it works on; `abandoned` is called at once if the client gives up
    /// before the answer. Nil ends the waiting.
    func exchangeWaits(_ id: String, abandoned: (@Sendable () -> Void)?)

    /// The server keeps silent on this exchange; `release` closes its socket once the client has given up.
    func exchangeHeld(_ id: String, release: @escaping @Sendable () -> Void)

    /// The server begins to answer this exchange with pauses in which time passes.
    func exchangeSlowed(_ id: String)

    /// The server's pauses over this exchange are over.
    func exchangeResumed(_ id: String)

    /// Bytes of some exchange came or went.
    func bytesMoved()
}

extension ExchangeLedger {
    /// Nothing: without a virtual clock the closed socket tells.
    public func exchangeWaits(_ id: String, abandoned: (@Sendable () -> Void)?) {}

    /// Nothing: whoever counts every exchange knows of it already.
    public func exchangeSlowed(_ id: String) {}

    /// Nothing: whoever counts every exchange knows of it already.
    public func exchangeResumed(_ id: String) {}

    /// Nothing: only who watches for a standstill counts.
    public func bytesMoved() {}
}
