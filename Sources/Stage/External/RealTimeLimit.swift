import WorkTime

/// A limit in the machine's time, for what no virtual clock sees: the start and the end of a process, its set-up, and a
/// client that waits on the machine's clock itself.
enum RealTimeLimit {
    /// Calls `body` once the limit has passed, unless the task is cancelled before.
    static func after(_ limit: Duration, _ body: @escaping @Sendable () -> Void) -> Task<Void, Never> {
        Task {
            let clock = SystemClock()
            guard (try? await clock.sleep(until: clock.now.advanced(by: limit), tolerance: nil)) != nil else { return }
            body()
        }
    }

    /// Waits for `work`, and not longer than the limit.
    static func wait(_ limit: Duration, for work: @escaping @Sendable () async -> Void) async {
        let done = FirstValue<Void>()
        let working = Task {
            await work()
            done.give(())
        }
        let waiting = after(limit) { done.give(()) }
        await done.value
        waiting.cancel()
        working.cancel()
    }
}
