import Synchronization
import WorkServer

/// What all servers of a stage met, in one order, so that the last refusal of an action can be told.
final class Chronicle: Sendable {
    /// An entry with the action during which an administrator or the network caused it; exchanges name theirs by address.
    struct Item {
        let entry: JournalEntry
        let action: Int
    }

    private let items = Mutex<[Item]>([])

    func append(_ entry: JournalEntry) {
        let item = Item(entry: entry, action: StageNetwork.action)
        items.withLock { $0.append(item) }
    }

    /// How many entries there are.
    var count: Int { items.withLock { $0.count } }

    /// All items from a position on.
    func items(from position: Int) -> [Item] {
        items.withLock { Array($0.dropFirst(position)) }
    }

    /// All entries.
    var entries: [JournalEntry] { items.withLock { $0.map(\.entry) } }
}
