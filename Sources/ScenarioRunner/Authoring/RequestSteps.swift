import Foundation
import ScenarioKeys
import ScenarioLanguage
import Stage
import WorkTime

/// Writes recorded requests as the steps of a scenario, each with what the server must answer again.
struct RequestSteps {
    private let requests: [RecordedRequest]
    private let secrets: RecordedSecrets

    init(_ requests: [RecordedRequest]) {
        self.requests = requests
        secrets = RecordedSecrets(requests)
    }

    /// The steps in YAML.
    ///
    /// - Throws: `UnplayableRequest` for the first request that no step can send again.
    func yaml() throws(UnplayableRequest) -> String {
        var text = ""
        for (index, request) in requests.enumerated() {
            // Shorter pauses are those of fingers; longer ones may be what it is about.
            if index > 0,
                case let gap = Int((request.date.sinceEpoch - requests[index - 1].date.sinceEpoch) / .seconds(1)),
                gap >= 5
            {
                text += "  - clock.advance: \(gap)s\n"
            }
            text += try step(request, index)
        }
        if requests.isEmpty { text += "  - note: Nothing was asked.\n  - clock.advance: 1s\n" }
        return text
    }

    private func step(_ request: RecordedRequest, _ index: Int) throws(UnplayableRequest) -> String {
        var arguments: [String] = []
        var path = request.path
        guard !path.contains("‹") else {
            throw UnplayableRequest(request, "a secret stands in its path, where no reference can stand")
        }
        // What stands twice cannot stand in a map.
        let names = Set(request.query.map(\.name))
        if names.count < request.query.count {
            guard !request.query.contains(where: { $0.value.contains("‹") }) else {
                throw UnplayableRequest(
                    request, "its query repeats a key and holds a secret; send that in a step of its own")
            }
            path += "?" + QueryText.encoded(request.query)
        } else if !request.query.isEmpty {
            arguments.append("query: \(try map(request.query, request, index))")
        }
        arguments.insert("path: \(Self.scalar(path))", at: 0)
        let (body, usual, type) = try self.body(of: request, index)
        arguments += try headers(of: request, index, type)
        arguments += body
        if request.method != usual {
            guard ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].contains(request.method) else {
                throw UnplayableRequest(request, "no step sends the method \(request.method)")
            }
            arguments.insert("method: \(request.method)", at: 0)
        }
        let returned = secrets.returned(by: index).map { "\($0.name): \($0.key)" }
        var lines = ["  - other.request: { \(arguments.joined(separator: ", ")) }"]
        if !returned.isEmpty { lines.append("    gives: { \(returned.joined(separator: ", ")) }") }
        lines.append("    expect: \(Self.expectation(request))")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func expectation(_ request: RecordedRequest) -> String {
        guard request.isRefused else { return "{ shows: { status: \(request.status) } }" }
        let rule = request.rule ?? NewScenario.unknownRule
        return request.status >= 400
            ? "{ failure: request-refused, because: \(rule), status: \(request.status) }"
            : "{ ok: true, also: [\(rule)], shows: { status: \(request.status) } }"
    }

    // MARK: Headers

    /// What programs and browsers add by themselves.
    private static let unsaid: Set<String> = [
        "host", "user-agent", "accept", "accept-encoding", "accept-language", "connection", "content-length",
        "content-type", "cache-control", "pragma", "origin", "referer", "priority", "dnt", "te", "expect",
        "transfer-encoding", "upgrade-insecure-requests", "keep-alive", "proxy-connection", "postman-token", "via",
    ]

    private func headers(of request: RecordedRequest, _ index: Int, _ type: String?) throws(UnplayableRequest)
        -> [String]
    {
        var (arguments, fields) = ([String](), [RecordedRequest.Field]())
        if let type { fields.append(("Content-Type", type)) }
        for field in request.headers {
            let name = field.name.lowercased()
            if Self.unsaid.contains(name) || name.hasPrefix("sec-") || name.hasPrefix(":") { continue }
            if name == "authorization", let match = field.value.wholeMatch(of: /[Bb]earer (‹[^›]*›)/) {
                arguments.append("bearer: \(value(String(match.output.1), request, index))")
                continue
            }
            if name == "authorization", let match = field.value.wholeMatch(of: /[Bb]asic ([^‹›:]*):(‹[^›]*›)/) {
                let password = value(String(match.output.2), request, index)
                arguments.append("basic: { user: \(Self.scalar(String(match.output.1))), password: \(password) }")
                continue
            }
            // A cookie is the secret with its name.
            if name == "cookie", field.value.contains("‹") {
                let reference = secrets.reference(field.value, in: index)
                if reference.hasPrefix("$") { fields.append((field.name, field.value)) }
                continue
            }
            if field.value.contains("‹"), field.value.wholeMatch(of: /‹[^›]*›/) == nil {
                throw UnplayableRequest(
                    request, "its header \(field.name) holds a secret within a text, where no reference can stand")
            }
            guard !fields.contains(where: { $0.name.caseInsensitiveCompare(field.name) == .orderedSame }) else {
                throw UnplayableRequest(request, "its header \(field.name) is sent twice")
            }
            fields.append(field)
        }
        if !fields.isEmpty { arguments.insert("headers: \(try map(fields, request, index))", at: 0) }
        return arguments
    }

    // MARK: Bodies

    /// The arguments of a body, the method that goes without saying, and the type where the step does not say it.
    private func body(of request: RecordedRequest, _ index: Int) throws(UnplayableRequest)
        -> ([String], String, String?)
    {
        let text: String
        switch request.body {
        case .none: return ([], "GET", nil)
        case .unread: return ([], "GET", request.header("Content-Type"))
        case .missing(let reason): throw UnplayableRequest(request, reason)
        case .text(let body): text = body
        }
        let type = request.header("Content-Type")
        if type?.contains("x-www-form-urlencoded") ?? false {
            let fields = RecordedRequest.fields(of: text)
            if Set(fields.map(\.name)).count == fields.count, !fields.isEmpty {
                return (["form: \(try map(fields, request, index))"], "POST", nil)
            }
        } else if type?.contains("json") ?? false, let value = JSON.value(of: text) {
            guard !value.holdsPartOfSecret else { throw Self.part(request) }
            return (["json: \(flow(value, request, index))"], "POST", nil)
        }
        guard !text.contains("‹") else { throw Self.part(request) }
        return (["body: \(Self.scalar(text))"], "GET", type)
    }

    private static func part(_ request: RecordedRequest) -> UnplayableRequest {
        UnplayableRequest(request, "its body holds a secret within a text, where no reference can stand")
    }

    // MARK: Values

    private func map(_ fields: [RecordedRequest.Field], _ request: RecordedRequest, _ index: Int)
        throws(UnplayableRequest) -> String
    {
        var pairs: [String] = []
        for field in fields {
            let isCookie = field.name.lowercased() == "cookie"
            guard isCookie || !field.value.contains("‹") || field.value.wholeMatch(of: /‹[^›]*›/) != nil else {
                throw UnplayableRequest(
                    request, "'\(field.name)' holds a secret within a text, where no reference can stand")
            }
            pairs.append("\(Self.scalar(field.name)): \(value(field.value, request, index))")
        }
        return "{ \(pairs.joined(separator: ", ")) }"
    }

    /// A value in which a secret stands as a reference.
    private func value(_ text: String, _ request: RecordedRequest, _ index: Int) -> String {
        guard text.contains("‹") else { return Self.scalar(text) }
        let isOfToken =
            request.isRefused && (request.rule?.hasPrefix("oauth.access.") ?? false)
            || request.isRefused && (request.rule?.hasPrefix("oauth.refresh.") ?? false)
        return secrets.reference(text, in: index, isRefused: isOfToken)
    }

    private func flow(_ value: Value, _ request: RecordedRequest, _ index: Int) -> String {
        switch value {
        case .text(let text):
            text.wholeMatch(of: /‹[^›]*›/) != nil
                ? self.value(text, request, index) : text.dollarsEscaped.quotedForYAML
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "true" : "false"
        case .reference(let name): "$" + name
        case .list(let items): "[\(items.map { flow($0, request, index) }.joined(separator: ", "))]"
        case .map(let entries):
            "{ \(entries.map { "\($0.key.quotedForYAML): \(flow($0.value, request, index))" }.joined(separator: ", ")) }"
        }
    }

    /// A text as a YAML scalar within braces; quoted where YAML could read something else.
    static func scalar(_ text: String) -> String {
        let isWord = ["yes", "no", "true", "false", "on", "off", "null", "y", "n"].contains(text.lowercased())
        if !isWord, text.wholeMatch(of: /[A-Za-z\/][A-Za-z0-9_\/.-]*/) != nil { return text }
        return text.dollarsEscaped.quotedForYAML
    }
}

extension JSON {
    /// The value of a text; nil for what is no JSON, and for fractions, nulls and empty maps, which a scenario cannot write.
    fileprivate static func value(of text: String) -> Value? {
        guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[",
            let json = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)), !json.holdsNothing
        else { return nil }
        return json.value
    }

    /// Whether a list or a map in it is empty.
    private var holdsNothing: Bool {
        switch self {
        case .text, .number, .truth: false
        case .list(let items): items.isEmpty || items.contains(where: \.holdsNothing)
        case .map(let map): map.isEmpty || map.values.contains(where: \.holdsNothing)
        }
    }
}

extension Value {
    /// Whether a secret's name stands within a longer text, or in a key.
    fileprivate var holdsPartOfSecret: Bool {
        switch self {
        case .text(let text): text.contains("‹") && text.wholeMatch(of: /‹[^›]*›/) == nil
        case .integer, .boolean, .reference: false
        case .list(let items): items.contains(where: \.holdsPartOfSecret)
        case .map(let entries): entries.contains { $0.key.contains("‹") || $0.value.holdsPartOfSecret }
        }
    }
}
