import Rules

/// The rules of change events, and of the positions in them that programs keep.
enum ChangeRules {
    static let listed = ContentRules.accepted(
        "content.changes.listed", "An administrator's program asks what has changed in a library.",
        "200 with an array in data, a cursor and overflow.", "vendor text: GET libraries/{library}/change-events")
    static let queueKept = ContentRules.accepted(
        "content.changes.queue-kept",
        "An administrator's program makes, reads, moves or removes its position in the changes of a library.",
        "201 or 200 with queue_id, event_id and event_date; a removal has no body.",
        "vendor text: change-events/queues stores a position and nothing else; its statuses are those of other calls",
        switches: [queueStart.id, ContentRules.deleteStatus.id])

    enum QueueStart: String, SwitchReading { case latest, beginning }
    static let queueStart = Switch<QueueStart>(
        "content.changes.queue-start", question: "Where does a new queue stand that is made without an event_id?",
        readings: [
            .latest: "At the latest change: a program learns what comes after.",
            .beginning: "Before the first change: a program learns all.",
        ], probe: .none("only an administrator may make a queue, and it would stay in the server's list"))

    static let catalogue = RuleCatalogue(rules: [listed, queueKept], switches: [queueStart])
}
