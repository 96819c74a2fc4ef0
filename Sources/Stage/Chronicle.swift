import Synchronization
import WorkServer

/// What all servers of a stage met, in one order, so that the last refusal of an action can be told.
final class Chronicle: Sendable {
    private let entries = Mutex<[JournalEntry]>([])

    func append(_ entry: JournalEntry) {
        entries.withLock { $0.append(entry) }
    }

    /// How many entries there are.
    var count: Int { entries.withLock { $0.count } }

    /// All entries from a position on.
    func entries(from position: Int = 0) -> [JournalEntry] {
        entries.withLock { Array($0.dropFirst(position)) }
    }
}
