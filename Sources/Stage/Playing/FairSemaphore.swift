import Synchronization

/// Lets a limited number of tasks in at a time, in the order of coming.
package final class FairSemaphore: Sendable {
    private struct State {
        var limit: Int
        var taken = 0
        var lastID = 0
        var waiting: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
        var cancelled: Set<Int> = []

        /// Takes those from the queue for whom there is room.
        mutating func admitted() -> [CheckedContinuation<Void, any Error>] {
            let count = max(0, min(limit - taken, waiting.count))
            let admitted = waiting.prefix(count).map(\.continuation)
            waiting.removeFirst(count)
            taken += count
            return admitted
        }
    }

    private let state: Mutex<State>

    /// Lets so many tasks in at a time.
    package init(limit: Int) {
        state = Mutex(State(limit: limit))
    }

    var limit: Int { state.withLock { $0.limit } }

    /// How many tasks wait to be let in.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Changes how many are let in; those that are in stay.
    func setLimit(_ limit: Int) {
        resume { $0.limit = limit }
    }

    /// Waits to be let in; throws `CancellationError` when cancelled before that.
    package func acquire() async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        defer { state.withLock { _ = $0.cancelled.remove(id) } }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isCancelled = state.withLock { state in
                    guard state.cancelled.remove(id) == nil else { return true }
                    state.waiting.append((id, continuation))
                    return false
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) } else { resume { _ in } }
            }
        } onCancel: {
            let waiter = state.withLock { state -> CheckedContinuation<Void, any Error>? in
                guard let index = state.waiting.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.waiting.remove(at: index).continuation
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    /// Lets the next one in.
    package func release() {
        resume { $0.taken -= 1 }
    }

    private func resume(_ change: (inout sending State) -> Void) {
        let admitted = state.withLock { state in
            change(&state)
            return state.admitted()
        }
        for continuation in admitted { continuation.resume() }
    }
}
