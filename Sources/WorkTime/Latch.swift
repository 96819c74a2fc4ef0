import Synchronization

/// A result that several tasks wait for and one brings, in the clock's sight: who waits here does not keep time from moving.
public final class Latch<Value: Sendable>: Sendable {
    private struct State {
        var result: Result<Value, any Error>?
        var waiting: [Int: CheckedContinuation<Value, any Error>] = [:]
        var cancelled: Set<Int> = []
        var nextID = 0
    }

    private let clock: any WorkClock
    private let state = Mutex(State())

    /// Makes an open latch whose waiters are counted by `clock`.
    public init(clock: any WorkClock) {
        self.clock = clock
    }

    /// Returns the result, now or when it comes; throws its error, or `CancellationError` when the waiter is cancelled.
    public func wait() async throws -> Value {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let value = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enlist(continuation, as: id)
            }
        } onCancel: {
            cancel(id)
        }
        // Who brought the result acts on too: one after the other.
        await clock.awaitTurn()
        return value
    }

    /// Brings the result to all who wait and to all who come later; a second call changes nothing.
    public func complete(with result: Result<Value, any Error>) {
        let waiting = state.withLock { state -> [CheckedContinuation<Value, any Error>] in
            guard state.result == nil else { return [] }
            state.result = result
            let waiting = state.waiting.sorted { $0.key < $1.key }.map(\.value)
            state.waiting = [:]
            for _ in waiting { clock.takeToken() }
            return waiting
        }
        for continuation in waiting { continuation.resume(with: result) }
    }

    private func enlist(_ continuation: CheckedContinuation<Value, any Error>, as id: Int) {
        let known = state.withLock { state -> Result<Value, any Error>? in
            if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
            if let result = state.result { return result }
            state.waiting[id] = continuation
            clock.returnToken()
            return nil
        }
        if let known { continuation.resume(with: known) }
    }

    private func cancel(_ id: Int) {
        let waiter = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            guard let waiter = state.waiting.removeValue(forKey: id) else {
                if state.result == nil { state.cancelled.insert(id) }
                return nil
            }
            clock.takeToken()
            return waiter
        }
        waiter?.resume(throwing: CancellationError())
    }
}
