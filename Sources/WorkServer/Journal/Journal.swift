import Synchronization

/// The last entries of a server, up to a bound; that older ones were lost is never silent.
final class Journal: Sendable {
    private struct State {
        var entries: [Line] = []
        var last = 0
        var overflowed = false
    }

    /// An entry, or the exchange that it will be made of once somebody reads it.
    private enum Line {
        case written(JournalEntry)
        case raw(RawExchange, sequence: Int)
    }

    private let capacity: Int
    private let onEntry: (@Sendable (JournalEntry) -> Void)?
    private let state = Mutex(State())

    init(capacity: Int, onEntry: (@Sendable (JournalEntry) -> Void)?) {
        self.capacity = max(1, capacity)
        self.onEntry = onEntry
    }

    /// The entries that are kept, oldest first, redacted by all secrets that are known by now.
    var entries: [JournalEntry] {
        state.withLock { state in
            for index in state.entries.indices {
                guard case .raw(let exchange, let sequence) = state.entries[index] else { continue }
                state.entries[index] = .written(Self.numbered(exchange.entry, sequence))
            }
            return state.entries.suffix(capacity).compactMap { if case .written(let entry) = $0 { entry } else { nil } }
        }
    }

    var overflowed: Bool { state.withLock { $0.overflowed } }

    /// Takes an exchange; it is made into an entry at once only where somebody is told of each.
    func append(_ exchange: RawExchange) {
        guard onEntry == nil else { return append(exchange.entry) }
        state.withLock { state in
            state.last += 1
            keep(.raw(exchange, sequence: state.last), in: &state)
        }
    }

    /// Takes an entry whose texts are redacted already.
    func append(_ entry: JournalEntry) {
        let numbered = state.withLock { state in
            state.last += 1
            let entry = Self.numbered(entry, state.last)
            keep(.written(entry), in: &state)
            return entry
        }
        onEntry?(numbered)
    }

    private func keep(_ line: Line, in state: inout State) {
        state.entries.append(line)
        guard state.entries.count > capacity else { return }
        state.overflowed = true
        // Whole batches are dropped, so that a full journal does not move its entries at each append.
        if state.entries.count > capacity + capacity / 4 {
            state.entries.removeFirst(state.entries.count - capacity)
        }
    }

    private static func numbered(_ entry: JournalEntry, _ sequence: Int) -> JournalEntry {
        var entry = entry
        entry.sequence = sequence
        return entry
    }
}
