import Synchronization

/// The last entries of a server, up to a bound; that older ones were lost is never silent.
final class Journal: Sendable {
    private struct State {
        var entries: [JournalEntry] = []
        var last = 0
        var overflowed = false
    }

    private let capacity: Int
    private let onEntry: (@Sendable (JournalEntry) -> Void)?
    private let state = Mutex(State())

    init(capacity: Int, onEntry: (@Sendable (JournalEntry) -> Void)?) {
        self.capacity = max(1, capacity)
        self.onEntry = onEntry
    }

    var entries: [JournalEntry] {
        state.withLock { Array($0.entries.suffix(capacity)) }
    }

    var overflowed: Bool { state.withLock { $0.overflowed } }

    func append(_ entry: JournalEntry) {
        let numbered = state.withLock { state in
            var entry = entry
            state.last += 1
            entry.sequence = state.last
            state.entries.append(entry)
            if state.entries.count > capacity {
                state.overflowed = true
                // Whole batches are dropped, so that a full journal does not move its entries at each append.
                if state.entries.count > capacity + capacity / 4 {
                    state.entries.removeFirst(state.entries.count - capacity)
                }
            }
            return entry
        }
        onEntry?(numbered)
    }
}
