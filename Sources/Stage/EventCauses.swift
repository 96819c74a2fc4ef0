import WorkServer

/// Finds the events that a journal entry caused, each only once.
///
/// An entry names its events; the log has them with rule and date. Events of one entry stand in the log in the entry's order.
struct EventCauses {
    private var events: [String: [EventRecord]]

    /// Takes the servers' logs, by server.
    init(_ events: [String: [EventRecord]]) {
        self.events = events
    }

    /// What an entry changed, with the events taken out of the log; nil where it changed nothing that shows.
    mutating func changes(by entry: JournalEntry) -> [JournalChange]? {
        var found: [JournalChange] = []
        for name in entry.events {
            guard
                let index = events[entry.server]?.firstIndex(where: {
                    $0.name == name && $0.rule == entry.rule && $0.date == entry.date && $0.party == entry.party
                }), let record = events[entry.server]?.remove(at: index)
            else { continue }
            found += record.changes.map { JournalChange(path: $0.path, before: $0.before, after: $0.after) }
        }
        return found.isEmpty ? nil : found
    }
}
