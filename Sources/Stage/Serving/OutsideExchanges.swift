import WorkTime

/// The clock's books where callers come from outside of the stage as well.
///
/// Nobody knows when a caller from outside waits, so that its exchanges do not keep time from moving. The exception is an
/// exchange over which the server itself lets time pass: it goes on before time does.
struct OutsideExchanges: ExchangeLedger {
    let clock: VirtualClock

    func exchangeArrived(_ id: String) {
        if !StageNetwork.isOutside(id) { clock.exchangeArrived(id) }
    }

    func exchangeAnswered(_ id: String) {
        if !StageNetwork.isOutside(id) { clock.exchangeAnswered(id) }
    }

    func exchangeWaits(_ id: String, abandoned: (@Sendable () -> Void)?) {
        if !StageNetwork.isOutside(id) { clock.exchangeWaits(id, abandoned: abandoned) }
    }

    /// A caller from outside is kept in silence until it gives up by itself.
    func exchangeHeld(_ id: String, release: @escaping @Sendable () -> Void) {
        if !StageNetwork.isOutside(id) { clock.exchangeHeld(id, release: release) }
    }

    func exchangeSlowed(_ id: String) {
        if StageNetwork.isOutside(id) { clock.takeToken() }
    }

    func exchangeResumed(_ id: String) {
        if StageNetwork.isOutside(id) { clock.returnToken() }
    }

    func bytesMoved() { clock.bytesMoved() }
}
