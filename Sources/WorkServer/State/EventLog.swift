import WorkTime

/// When an event was accepted, who caused it, and which rule allowed it.
struct EventOrigin {
    let date: WorkDate
    let party: String
    let rule: String
}

/// The accepted facts in order: a snapshot of the state, and every event after it.
///
/// The log is bounded, so that a server can run for months: when it is full, its oldest events are applied to the
/// snapshot. The snapshot with the events after it always gives the present state.
struct EventLog: Sendable {
    /// How many events a log holds one by one.
    ///
    /// No run of a scenario comes near.
    static let standardCapacity = 100_000

    /// The state before the first of `records`.
    private(set) var snapshot: WorkState
    /// The events after the snapshot.
    private(set) var records: [EventRecord] = []
    /// How many events are in the snapshot.
    private(set) var folded = 0
    private let capacity: Int

    /// Begins a log that holds at most `capacity` events one by one.
    init(from state: WorkState, capacity: Int) {
        snapshot = state
        self.capacity = max(2, capacity)
    }

    /// How many events were accepted so far.
    var count: Int { folded + records.count }

    /// Appends an event under the next number.
    mutating func append(_ event: WorkEvent, _ origin: EventOrigin, changes: [Change]) {
        if records.count >= capacity { fold((capacity + 7) / 8) }
        records.append(
            EventRecord(
                sequence: count + 1, date: origin.date, party: origin.party, rule: origin.rule, name: event.name,
                version: event.version, event: event, changes: changes))
    }

    /// Goes on from another state, to which no event leads.
    mutating func restart(from state: WorkState) {
        folded = count
        records = []
        snapshot = state
    }

    /// The events after the first `count` ones, as far as they are held.
    func records(after count: Int) -> [EventRecord] {
        Array(records.dropFirst(max(0, count - folded)))
    }

    private mutating func fold(_ number: Int) {
        for record in records.prefix(number) { snapshot.apply(record.event) }
        records.removeFirst(number)
        folded += number
    }
}
