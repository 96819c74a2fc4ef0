import HashTreeCollections
import WorkTime

/// What was done with a document.
enum HistoryMethods {
    static let all: [APIMethod] = [
        .get(
            "history", "/documents/:id/history",
            about: APIDescription(
                "List what was done with a document", .list(of: "Activity"), query: APIParameter.paging)
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            let activities = activities(of: document, caller)
            let page = PagedRows(Array(activities.reversed()), try Paging(request)) { json($0, caller) }
            var reply = ContentReply(
                ContentRules.historyListed, "\(caller.user) looks at the history of \(document.name).",
                .list(page.rows))
            reply.beside = page.beside
            return reply
        },
        .get(
            "history", "/documents/:id/history/activities",
            about: APIDescription("Count what was done with a document, by activity", .list(of: "Count"))
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            return counted(activities(of: document, caller), document, caller) { activity in
                (String(code(of: activity.activity)), activity.activity.rawValue)
            }
        },
        .get(
            "history", "/documents/:id/history/users",
            about: APIDescription("Count what was done with a document, by user", .list(of: "Count"))
        ) { request, caller throws(ContentRefusal) in
            let document = try caller.document(request.id, in: request.library)
            return counted(activities(of: document, caller), document, caller) { activity in
                (activity.user, caller.state.users[activity.user]?.fullName ?? activity.user)
            }
        },
    ]

    /// What is recorded; what stood there at the start was created then.
    private static func activities(of document: ContentDocument, _ caller: ContentCaller) -> [ContentActivity] {
        let recorded = caller.content.activities[document.key] ?? []
        guard !recorded.contains(where: { $0.activity == .create }) else { return recorded }
        let atStart = document.versions.filter { version in
            !recorded.contains { $0.activity == .newVersion && $0.version == version.number }
        }
        return atStart.enumerated().map { index, version in
            ContentActivity(
                document: document.key, version: version.number, activity: index == 0 ? .create : .newVersion,
                user: version.author, date: version.date, program: "iManage Work")
        } + recorded
    }

    /// Our own numbers, in the order of the activities.
    private static func code(of activity: Activity) -> Int { (Activity.allCases.firstIndex(of: activity) ?? 0) + 1 }

    private static func counted(
        _ activities: [ContentActivity], _ document: ContentDocument, _ caller: ContentCaller,
        by name: (ContentActivity) -> (alias: String, text: String)
    ) -> ContentReply {
        var counts: [String: (text: String, count: Int)] = [:]
        for activity in activities {
            let (alias, text) = name(activity)
            counts[alias] = (text, (counts[alias]?.count ?? 0) + 1)
        }
        let rows = counts.sorted { $0.key < $1.key }.map { alias, row -> JSONValue in
            ["alias": .text(alias), "count": .number(row.count), "description": .text(row.text)]
        }
        return ContentReply(
            ContentRules.historyListed, "\(caller.user) counts the history of \(document.name).", .list(rows))
    }

    private static func json(_ activity: ContentActivity, _ caller: ContentCaller) -> JSONValue {
        var fields = JSONFields()
        let id = caller.content.id(activity.document)
        fields.add("activity", activity.activity.rawValue)
        fields.add("activity_code", code(of: activity.activity))
        fields.add("activity_date", activity.date.plain)
        fields.add("application_name", activity.program)
        fields.add("comments", activity.comments)
        fields.add("database", activity.document.library)
        fields.add("document_id", "\(id).\(activity.version)")
        fields.add("document_number", activity.document.number)
        fields.add("duration", 0)
        fields.add("has_journal", false)
        fields.add("pages_printed", 0)
        fields.add("user", activity.user)
        fields.add("user_fullname", caller.state.users[activity.user]?.fullName)
        fields.add("version", activity.version)
        return fields.json
    }
}
