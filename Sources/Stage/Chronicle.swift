import Synchronization
import WorkServer

/// What all servers of a stage met, in one order, so that the last refusal of an action can be told.
final class Chronicle: Sendable {
    /// An entry with the action during which an administrator or the network caused it; exchanges name theirs by address.
    struct Item {
        let entry: JournalEntry
        let action: Int
    }

    private struct State {
        var items: [Item] = []
        /// How many older items are gone.
        var gone = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// A chronicle that keeps all items, or the last ones where a world is served for months.
    init(capacity: Int = .max) { self.capacity = capacity }

    func append(_ entry: JournalEntry) {
        let item = Item(entry: entry, action: StageNetwork.action)
        state.withLock { state in
            state.items.append(item)
            // Whole batches go, so that a full chronicle does not move its items at each append.
            guard capacity < .max, state.items.count >= capacity * 2 else { return }
            state.items.removeFirst(capacity)
            state.gone += capacity
        }
    }

    /// How many entries there were so far.
    var count: Int { state.withLock { $0.gone + $0.items.count } }

    /// All items from a position on, as far as they are kept.
    func items(from position: Int) -> [Item] {
        state.withLock { Array($0.items.dropFirst(max(0, position - $0.gone))) }
    }

    /// All entries that are kept.
    var entries: [JournalEntry] { items(from: 0).map(\.entry) }
}
