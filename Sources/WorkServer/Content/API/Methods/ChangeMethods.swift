import HashTreeCollections
import Rules

/// What has changed in a library since a program last asked.
enum ChangeMethods {
    static let all: [APIMethod] = [
        .get(
            "changes", "/change-events",
            about: APIDescription(
                "List what has changed, for administrators of the libraries", .list(of: "ChangeEvent"),
                query: [
                    APIParameter(.limit), APIParameter("cursor"),
                    APIParameter("item_types"), APIParameter("actions"),
                ])
        ) { request, caller throws(ContentRefusal) in try listed(request, caller) }
    ]

    private static func listed(
        _ request: ContentRequest, _ caller: ContentCaller
    ) throws(ContentRefusal) -> ContentReply {
        try caller.requireAdministrator(to: "read change events")
        let limit = try request.number(.limit) ?? 500
        let after = try request.text("cursor").map { text throws(ContentRefusal) in
            guard let number = Int(text), number >= 0 else {
                throw .invalid("cursor", "This cursor is none that the server gave.")
            }
            return number
        }
        let items = try words("item_types", ChangeRecord.Item.allCases.map(\.rawValue), request)
        let actions = try words("actions", ChangeRecord.Action.allCases.map(\.rawValue), request)
        let found = caller.content.changeRecords(in: request.library, after: after ?? 0).filter { _, record in
            (items?.contains(record.item.rawValue) ?? true) && (actions?.contains(record.action.rawValue) ?? true)
        }
        let shown = found.prefix(limit)
        var reply = ContentReply(
            ChangeRules.listed, "\(caller.user) reads \(shown.count) change events.",
            .list(shown.map { json($0, $1) }))
        reply.beside["cursor"] = .text(String(shown.last?.0 ?? after ?? 0))
        reply.beside["overflow"] = .boolean(found.count > limit)
        return reply
    }

    private static func words(
        _ name: String, _ known: [String], _ request: ContentRequest
    ) throws(ContentRefusal) -> [String]? {
        guard let wanted = request.text(name).map(ProfileFilter.list) else { return nil }
        guard wanted.allSatisfy(known.contains) else {
            throw .invalid(name, "\(name) is one or several of \(known.joined(separator: ", ")).")
        }
        return wanted
    }

    private static func json(_ number: Int, _ record: ChangeRecord) -> JSONValue {
        var fields = JSONFields()
        fields.add("action_type", record.action.rawValue)
        fields.add("event_date", record.date.plain)
        fields.add("id", String(number))
        fields.add("item_type", record.item.rawValue)
        fields.add("object_id", record.object)
        fields.add("related_object_id", record.related)
        fields.add("root_id", record.root)
        return fields.json
    }
}
