import NIOCore
import NIOPosix
import WorkTime

/// Probes the real machine: the timer, each event loop and the pool of tasks.
struct SystemProbe: LivenessProbe {
    /// Real time between two probes.
    private let pace = Duration.milliseconds(500)
    /// Real time within which all have to answer.
    private let promptness = Duration.milliseconds(100)

    func answer() async throws -> ProbeAnswer {
        let clock = SystemClock()
        let due = clock.now.advanced(by: pace)
        try await clock.sleep(until: due, tolerance: .zero)
        for loop in MultiThreadedEventLoopGroup.singleton.makeIterator() { try await loop.submit {}.get() }
        await Task.detached {}.value
        return due.duration(to: clock.now) <= promptness ? .prompt : .late
    }
}
