import HashTreeCollections
import Rules
import WorkTime

/// What was done with a document.
enum HistoryMethods {
    static let all: [APIMethod] = [
        .get(
            "history", "/documents/:id/history",
            about: APIDescription(
                "List what was done with a document", .list(of: "Activity"), query: APIParameter.paging + filters)
        ) { request, caller throws(ContentRefusal) in
            let (document, activities) = try chosen(request, caller)
            let page = PagedRows(Array(activities.reversed()), try Paging(request)) {
                json($0.element, number: $0.offset + 1, caller)
            }
            var reply = ContentReply(
                ContentRules.historyListed, "\(caller.user) looks at the history of \(document.name).",
                .list(page.rows))
            reply.beside = page.beside
            return reply
        },
        .get(
            "history", "/documents/:id/history/activities",
            about: APIDescription(
                "Count what was done with a document, by activity", .list(of: "Count"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            let (document, activities) = try chosen(request, caller)
            return counted(activities, by: \.activity.word, document, caller) { word, rows in
                [
                    "alias": .text(word), "count": .number(rows.count),
                    "description": .text(rows[0].activity.rawValue),
                ]
            }
        },
        .get(
            "history", "/documents/:id/history/users",
            about: APIDescription(
                "Count what was done with a document, by user", .list(of: "ActivityUser"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            let (document, activities) = try chosen(request, caller)
            return counted(activities, by: \.user, document, caller) { id, rows in
                let user = caller.state.users[id]
                var fields: [String: JSONValue] = [
                    "activity_count": .number(rows.count), "full_name": .text(user?.fullName ?? id), "id": .text(id),
                    "login": .boolean(user.map { !$0.isLocked } ?? false), "wstype": "user",
                ]
                fields["email"] = (user?.email).map { .text($0) }
                return .object(fields)
            }
        },
        .get(
            "history", "/documents/:id/history/versions",
            about: APIDescription(
                "Count what was done with a document, by version", .list(of: "ActivityVersion"), query: filters)
        ) { request, caller throws(ContentRefusal) in
            let (document, activities) = try chosen(request, caller, ofAllVersions: true)
            return counted(activities, by: \.version, document, caller) { version, rows in
                [
                    "activity_count": .number(rows.count),
                    "id": .text("\(caller.content.id(document.key)).\(version)"), "version": .number(version),
                ]
            }
        },
    ]

    private static let filters =
        [
            APIParameter("activity", .choice(ActivityFilter.words)), APIParameter("activity_date_start", .date),
            APIParameter("activity_date_end", .date), APIParameter("all_versions", .truth), APIParameter("user"),
        ]

    /// What the filters leave of the history of the version that the id names, or of all versions where they are asked for.
    ///
    /// `ofAllVersions` is what holds where the call does not say.
    private static func chosen(
        _ request: ContentRequest, _ caller: ContentCaller, ofAllVersions: Bool = false
    ) throws(ContentRefusal) -> (ContentDocument, [(offset: Int, element: ContentActivity)]) {
        let (document, version) = try caller.version(request.id, in: request.library)
        let filter = try ActivityFilter(request)
        let isOfAll = try request.truth("all_versions", else: ofAllVersions)
        let chosen = activities(of: document, caller).enumerated().filter { _, activity in
            (isOfAll || activity.version == version.number) && filter.holds(activity)
        }
        return (document, chosen)
    }

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

    /// The activities in groups, in the order of what they are grouped by.
    private static func counted<Key: Hashable & Comparable>(
        _ activities: [(offset: Int, element: ContentActivity)], by key: (ContentActivity) -> Key,
        _ document: ContentDocument,
        _ caller: ContentCaller, row: (Key, [ContentActivity]) -> JSONValue
    ) -> ContentReply {
        let groups = Dictionary(grouping: activities.map { $0.element }, by: key).sorted { $0.key < $1.key }
        return ContentReply(
            ContentRules.historyListed, "\(caller.user) counts the history of \(document.name).",
            .list(groups.map { row($0.key, $0.value) }))
    }

    private static func json(_ activity: ContentActivity, number: Int, _ caller: ContentCaller) -> JSONValue {
        var fields = JSONFields()
        let id = caller.content.id(activity.document)
        let showsText = caller.state.reading(of: ContentRules.activityText) == .text
        fields.add("activity", showsText ? activity.activity.rawValue : activity.activity.word)
        fields.add("activity_code", code(of: activity.activity))
        fields.add("activity_date", activity.date.plain)
        fields.add("application_id", activity.program)
        fields.add("application_name", activity.program)
        fields.add("comments", activity.comments)
        fields.add("database", activity.document.library)
        fields.add("document_id", "\(id).\(activity.version)")
        fields.add("document_number", activity.document.number)
        fields.add("duration", 0)
        fields.add("has_journal", false)
        fields.add("id", "\(activity.document.number).\(number)")
        fields.add("num1", "0")
        fields.add("pages_printed", 0)
        fields.add("user", activity.user)
        fields.add("user_fullname", caller.state.users[activity.user]?.fullName ?? activity.user)
        fields.add("version", activity.version)
        return fields.json
    }
}

/// Which entries of a history are wanted.
private struct ActivityFilter {
    /// The words of the API, each with the activities that it stands for: vendor text.
    private static let meanings: [String: Set<String>] = [
        "copy": ["COPYDOC"], "download": ["EXPORT"], "edit": ["NEWDOCUMENT", "NEWDOCVER", "MODIFY"],
        "email": ["MAIL"], "version": ["NEWDOCVER"], "view": ["VIEW"],
    ]
    static let words = meanings.keys.sorted()

    private let activities: Set<String>?
    private let users: [String]?
    private let start: WorkDate?
    private let end: WorkDate?

    /// Reads the filters of a request.
    ///
    /// - Throws: what is wrong with a filter's value.
    init(_ request: ContentRequest) throws(ContentRefusal) {
        var activities: Set<String>?
        if let text = request.text("activity") {
            for word in ProfileFilter.list(text) {
                guard let meant = Self.meanings[word] else {
                    throw .invalid("activity", "activity is \(Self.words.joined(separator: ", ")), or several of them.")
                }
                activities = (activities ?? []).union(meant)
            }
        }
        self.activities = activities
        users = request.text("user").map(ProfileFilter.list)
        start = try Self.date("activity_date_start", request)
        end = try Self.date("activity_date_end", request)
    }

    func holds(_ activity: ContentActivity) -> Bool {
        activities.map { $0.contains(activity.activity.word) } ?? true
            && users.map { $0.contains(activity.user.lowercased()) } ?? true
            && start.map { activity.date >= $0 } ?? true && end.map { activity.date <= $0 } ?? true
    }

    private static func date(_ name: String, _ request: ContentRequest) throws(ContentRefusal) -> WorkDate? {
        guard let text = request.text(name) else { return nil }
        guard let date = WorkDate(apiText: text) else {
            throw .invalid(name, "\(name) is a date such as 2026-03-02 or 2026-03-02T09:00:00Z.")
        }
        return date
    }
}
