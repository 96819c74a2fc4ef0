import HTTPTypes
import Rules
import WorkTime

/// Positions in the changes of a library that programs keep on the server: made, read, moved, removed.
///
/// A queue holds no events and is no parameter of `change-events`: a program reads its `event_id`, asks with it as the
/// cursor, and writes the new cursor back.
enum ChangeQueueMethods {
    static let all: [APIMethod] = [
        .change(
            "changes", .post, "/change-events/queues", body: .json,
            about: APIDescription(
                "Keep a position in the changes of a library, for administrators of the libraries",
                .object("ChangeQueue"), status: 201, body: "NewChangeQueue")
        ) { request, caller throws(ContentRefusal) in try made(request, caller) },
        .get(
            "changes", "/change-events/queues/:queue",
            about: APIDescription("Look at a position in the changes", .object("ChangeQueue"))
        ) { request, caller throws(ContentRefusal) in
            let queue = try queue(request, caller)
            return ContentReply(
                ChangeRules.queueKept, "\(caller.user) looks at the queue \(queue.id).", json(queue))
        },
        .change(
            "changes", .put, "/change-events/queues/:queue", body: .json,
            about: APIDescription("Move a position in the changes", .object("ChangeQueue"), body: "ChangeQueueMove")
        ) { request, caller throws(ContentRefusal) in
            var queue = try queue(request, caller)
            guard let event = try event(of: request, caller) else {
                throw .invalid("event_id", "event_id is missing: it is the id of a change event, or 0 for none.")
            }
            try requireSameName(queue, request)
            queue.event = event
            queue.date = try date(of: event, request, caller)
            return ContentReply(
                ChangeRules.queueKept, "\(caller.user) moves the queue \(queue.id) to \(event).", json(queue)
            )
            .causing([.changeQueueSaved(queue)])
        },
        .change(
            "changes", .delete, "/change-events/queues/:queue",
            about: APIDescription("Remove a position in the changes", .nothing)
        ) { request, caller throws(ContentRefusal) in
            let queue = try queue(request, caller)
            return ContentReply(ChangeRules.queueKept, "\(caller.user) removes the queue \(queue.id).")
                .causing([.changeQueueRemoved(queue)], status: caller.deletedStatus)
        },
    ]

    private static func made(_ request: ContentRequest, _ caller: ContentCaller) throws(ContentRefusal) -> ContentReply
    {
        try caller.requireAdministrator(to: "keep a position in the changes")
        let id = try request.needed("queue_id")
        guard id.count <= 254 else { throw .invalid("queue_id", "queue_id is a text of 1 to 254 characters.") }
        guard caller.content.changeQueues[ChangeQueue.key(request.library, id)] == nil else {
            throw .invalid("queue_id", "There is a queue \(id) already.")
        }
        let latest =
            caller.state.reading(of: ChangeRules.queueStart) == .latest
            ? caller.content.latestChange(in: request.library) : 0
        let event = try event(of: request, caller) ?? latest
        let queue = ChangeQueue(
            library: request.library, id: id, event: event, date: try date(of: event, request, caller))
        return ContentReply(
            ChangeRules.queueKept, "\(caller.user) makes the queue \(id) at \(event).", json(queue)
        )
        .causing([.changeQueueSaved(queue)], status: 201)
    }

    private static func queue(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ChangeQueue {
        try caller.requireAdministrator(to: "keep a position in the changes")
        let id = request.parameter("queue")
        guard let queue = caller.content.changeQueues[ChangeQueue.key(request.library, id)] else {
            throw .missing("There is no queue \(id).")
        }
        return queue
    }

    private static func requireSameName(_ queue: ChangeQueue, _ request: ContentRequest) throws(ContentRefusal) {
        guard let id = request.body("queue_id"), id != queue.id else { return }
        throw .invalid("queue_id", "The path names the queue \(queue.id), and the body \(id).")
    }

    /// The event that a body names, as a text or as a number; nil where it names none.
    private static func event(
        of request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> Int? {
        guard let member = request.json?["event_id"], !member.isNull else { return nil }
        guard let event = member.number ?? member.text.flatMap({ Int($0) }),
            event == 0 || caller.content.changeRecord(event, in: request.library) != nil
        else { throw .invalid("event_id", "event_id is the id of a change event of the library, or 0 for none.") }
        return event
    }

    /// When an event was; a body that says another date is wrong.
    private static func date(
        of event: Int, _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> WorkDate {
        let date = caller.content.changeRecord(event, in: request.library)?.date ?? caller.now
        if let text = request.body("event_date") {
            guard let told = WorkDate(apiText: text) else {
                throw .invalid("event_date", "event_date is a date such as 2026-03-02T09:00:00Z.")
            }
            guard event == 0 || told.plain == date.plain else {
                throw .invalid("event_date", "The event \(event) was at \(date.plain), not at \(told.plain).")
            }
            return told
        }
        return date
    }

    private static func json(_ queue: ChangeQueue) -> JSONValue {
        var fields = JSONFields()
        fields.add("event_date", queue.date.plain)
        fields.add("event_id", String(queue.event))
        fields.add("queue_id", queue.id)
        return fields.json
    }
}
