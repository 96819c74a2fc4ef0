import WorkTime

/// A call about content as its method reads it: path, query, JSON.
struct ContentRequest: Sendable {
    let incoming: Incoming
    let query: FormFields
    let json: JSONObject?
    /// The library of the path in capitals; empty for calls about all.
    let library: String
    /// The first id of the path.
    let id: String

    init(incoming: Incoming, query: FormFields, json: JSONObject?) {
        (self.incoming, self.query, self.json) = (incoming, query, json)
        library = Self.parameter("library", of: incoming).uppercased()
        id = Self.parameter("id", of: incoming)
    }

    func parameter(_ name: String) -> String { Self.parameter(name, of: incoming) }

    private static func parameter(_ name: String, of incoming: Incoming) -> String {
        incoming.parameters[name].flatMap { percentDecoded($0) } ?? ""
    }

    func text(_ name: String) -> String? { query[name] }

    /// A whole number of the query, or of the body where the query has none; nil where neither has it.
    func number(_ parameter: NumberParameter) throws(ContentRefusal) -> Int? {
        let number: Int?
        if let text = query[parameter.name] {
            number = parameter.read(text)
        } else if let member = json?[parameter.name], !member.isNull {
            number = parameter.read(member)
        } else {
            return nil
        }
        guard let number else { throw .invalid(parameter.name, parameter.takes) }
        return number
    }

    func truth(_ name: String, else standard: Bool = false) throws(ContentRefusal) -> Bool {
        guard let text = query[name] else { return standard }
        guard let truth = Bool(text.lowercased()) else { throw .invalid(name, "\(name) is true or false.") }
        return truth
    }

    /// A text of the JSON body.
    func body(_ name: String) -> String? { json?[name]?.text }

    /// A text of the JSON body that must be there.
    func needed(_ name: String) throws(ContentRefusal) -> String {
        guard let text = json?[name]?.text, !text.isEmpty else {
            throw .invalid(name, "\(name) is missing in the body, or is not text.")
        }
        return text
    }

    /// Names that the body asks for in `profile_fields`, of a kind such as `document`; nil where it asks for none.
    func fields(of kind: String) -> Set<String>? {
        guard case .list(let names) = json?["profile_fields"]?[kind] else { return nil }
        return Set(names.compactMap(\.text))
    }
}

/// Which part of a list is wanted.
struct Paging: Sendable {
    let limit: Int
    let offset: Int
    let wantsTotal: Bool
    /// Whether the list goes on by a cursor, and where it goes on.
    var usesCursor = false
    var after: RowPlace?

    /// Reads `limit`, `offset`, `total`, `paging_mode` and `cursor`.
    init(_ request: ContentRequest) throws(ContentRefusal) {
        let body = request.json
        limit = try request.number(.limit) ?? 500
        offset = try request.number(.offset) ?? 0
        let mode = (request.text("paging_mode") ?? body?["paging_mode"]?.text ?? "").lowercased()
        let cursor = request.query.isGiven("cursor") ? request.text("cursor") ?? "" : body?["cursor"]?.text
        guard ["", "standard", "standard_cursor"].contains(mode) else {
            throw .invalid("paging_mode", "paging_mode is standard or standard_cursor.")
        }
        usesCursor = mode == "standard_cursor" || cursor != nil
        // Cursor paging passes over the total: vendor text.
        wantsTotal = usesCursor ? false : try request.truth("total", else: body?["total"]?.truth ?? false)
        if let cursor, !cursor.isEmpty {
            guard let position = RowPlace(cursor: cursor) else {
                throw .invalid("cursor", "This cursor is none that the server gave.")
            }
            after = position
        }
    }
}

/// A part of a list, with what is said beside it.
struct PagedRows: Sendable {
    let rows: [JSONValue]
    var beside: [String: JSONValue] = [:]
    /// Whether there are rows behind the page, and no cursor says so.
    private(set) var isCutShort = false

    /// Cuts a page out of a list.
    init<Row>(_ all: [Row], _ page: Paging, place: (Row) -> RowPlace, json: (Row) -> JSONValue) {
        if page.usesCursor {
            let rest = page.after.map { after in all.filter { place($0) > after } } ?? all
            let shown = rest.prefix(page.limit)
            rows = shown.map(json)
            if rest.count > shown.count, let last = shown.last {
                beside["cursor"] = .text(place(last).cursor)
            }
        } else {
            let rest = all.dropFirst(page.offset)
            rows = rest.prefix(page.limit).map(json)
            isCutShort = rest.count > page.limit
        }
        if page.wantsTotal { beside["total_count"] = .number(all.count) }
    }

    /// Cuts a page out of a list that no cursor leads through.
    init<Row>(_ all: [Row], _ page: Paging, json: (Row) -> JSONValue) {
        rows = all.dropFirst(page.offset).prefix(page.limit).map(json)
        if page.wantsTotal { beside["total_count"] = .number(all.count) }
    }
}
