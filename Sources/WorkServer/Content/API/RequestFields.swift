import HTTPTypes

/// What a request names beside what its method declares, and what it gives with a value of another type.
struct RequestFields: Sendable {
    /// Names that the API knows and on which nothing depends here: they are reported and never refused.
    static let passedOver: Set<String> = [
        "file_target", "language", "timezone_offset",
    ]

    /// The names that make no difference, by their paths.
    private(set) var ignored: [String] = []
    private var wrong: [APIRefusal.Field] = []

    init(of request: ContentRequest, _ method: APIMethod) {
        for name in request.query.names {
            let isDeclared = method.about.query.contains { $0.name == name } && !Self.passedOver.contains(name)
            if !isDeclared { ignored.append(name) }
        }
        let schema = method.about.body.flatMap { OpenAPISchemas.bodies[$0] }
        if let json = request.json ?? request.incoming.upload?.profile {
            walk(json.root, schema ?? .object([:]), "")
        } else if method.body == .none, Int(request.incoming.headers[.contentLength] ?? "0") != 0 {
            ignored.append("body")
        }
        ignored += request.incoming.upload?.passedOver ?? []
    }

    private init() {}

    /// The names in a JSON body that a schema does not declare, by their paths.
    static func names(in json: JSONObject, beyond schema: OpenAPIType?) -> [String] {
        var fields = RequestFields()
        fields.walk(json.root, schema ?? .object([:]), "")
        return fields.ignored
    }

    /// Refuses a value of another type, and names that nobody knows where the server is read so.
    func check(_ caller: ContentCaller) throws(ContentRefusal) {
        guard wrong.isEmpty else {
            throw ContentRefusal(
                ContentRules.parameterInvalid, 400, "NRC_INVALID_PARAM", wrong.map(\.message).joined(separator: " "),
                fields: wrong)
        }
        let unknown = ignored.filter { !Self.passedOver.contains($0.split(separator: ".").last.map(String.init) ?? $0) }
        guard !unknown.isEmpty, caller.state.reading(of: ContentRules.unknownFields) == .refused400 else { return }
        let fields = unknown.map { APIRefusal.Field(name: $0, message: "\($0) is not known here.") }
        throw ContentRefusal(
            ContentRules.parameterUnknown, 400, "NRC_INVALID_PARAM", fields.map(\.message).joined(separator: " "),
            fields: fields)
    }

    /// Holds a value against what is declared of it.
    private mutating func walk(_ member: JSONObject.Member, _ type: OpenAPIType, _ path: String) {
        switch (type, member) {
        case (_, .null), (.anything, _): break
        case (.named(let name), _):
            if let type = OpenAPISchemas.bodies[name] ?? OpenAPISchemas.answers[name] { walk(member, type, path) }
        case (.object(let fields), .object(let members)):
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                let place = path.isEmpty ? name : "\(path).\(name)"
                if let type = fields[name], !Self.passedOver.contains(name) {
                    walk(value, type, place)
                } else {
                    ignored.append(place)
                }
            }
        case (.map(let type), .object(let members)):
            for (name, value) in members.sorted(by: { $0.key < $1.key }) { walk(value, type, "\(path).\(name)") }
        case (.list(.word(let words)), .list(let items)):
            for item in items {
                guard let text = item.text else { return note(type, path) }
                if !words.contains(where: { $0.lowercased() == text.lowercased() }) {
                    ignored.append("\(path).\(text)")
                }
            }
        case (.list(let type), .list(let items)):
            for (index, item) in items.enumerated() { walk(item, type, "\(path)[\(index)]") }
        case (.loose(let type), .list(let items)): for item in items { walk(item, .loose(type), path) }
        default: if !type.takes(member) { note(type, path) }
        }
    }

    private mutating func note(_ type: OpenAPIType, _ path: String) {
        wrong.append(APIRefusal.Field(name: path, message: "\(path) is \(type.words)."))
    }

    /// The names as a header can hold them.
    static func header(of names: [String]) -> String {
        let shown = names.prefix(20).map { percentEncoded(String($0.prefix(100))) }
        let rest = names.count - shown.count
        return (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: ", ")
    }
}

extension OpenAPIType {
    /// Whether a single value is of this type: words in any case, numbers and truths also as texts.
    fileprivate func takes(_ member: JSONObject.Member) -> Bool {
        switch (self, member) {
        case (.text, .text), (.shortText, .text), (.date, .text), (.truth, .truth), (.integer, .number),
            (.number, .number):
            true
        case (.loose, .text), (.loose, .number), (.loose, .truth): true
        case (.word(let words), .text(let text)): words.contains { $0.lowercased() == text.lowercased() }
        case (.truth, .text(let text)): Bool(text.lowercased()) != nil
        case (.bounded(let number), _): number.read(member) != nil
        case (.integer, .text(let text)): Int(text) != nil
        case (.number, .text(let text)): JSONValue.isNumber(text)
        default: false
        }
    }

    /// What it is, for a message.
    fileprivate var words: String {
        switch self {
        case .text, .shortText, .loose, .anything: "a text"
        case .integer, .number: "a number"
        case .truth: "true or false"
        case .bounded(let number): "a whole number from \(number.range.lowerBound) to \(number.range.upperBound)"
        case .date: "a date"
        case .word(let words): words.joined(separator: ", ")
        case .list(let type): "a list; each item is \(type.words)"
        case .named, .object, .map: "an object"
        }
    }
}

extension HTTPField.Name {
    /// Names what a call gave and what made no difference.
    static let ignored = HTTPField.Name("X-WorkSim-Ignored") ?? .retryAfter
}
