import WorkTime

/// The runner's clock, seen from a driver's process.
final class LinkClock: WorkClock {
    /// The request for which the present task works.
    @TaskLocal static var request: Int?

    let origin: WorkDate
    private let link: RunnerLink

    init(origin: WorkDate, link: RunnerLink) {
        self.origin = origin
        self.link = link
    }

    var now: WorkInstant { WorkInstant(elapsed: .nanoseconds(link.now()?.elapsed ?? 0)) }
    var isReal: Bool { false }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: WorkInstant, tolerance: Duration?) async throws {
        let isCancelled = await link.wait { .sleep(.init(id: $0, until: deadline.elapsed.nanoseconds)) }
        if isCancelled { throw CancellationError() }
    }

    /// Counts one more task, and waits until the runner has: the gateway's connections are read beside the lines, and what
    /// follows must find it counted.
    func takeToken() {
        link.send(.take)
        _ = link.now()
    }
    func returnToken() { link.send(.give) }

    func awaitTurn() async {
        guard let request = Self.request else { return }
        _ = await link.wait { .turn(.init(id: $0, request: request)) }
    }
}
