import Rules

/// Puts answers into lines that hold nothing but shapes: no value, name, id, token or text of the server.
struct AnswerLine {
    /// The words of errors that may be kept, since this project's own rules have them.
    static let errorWords: Set<String> = [
        "access_denied", "interaction_required", "invalid_client", "invalid_grant", "invalid_request", "invalid_scope",
        "invalid_token", "server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_grant_type",
        "unsupported_response_type", "NRC_ACCESS_DENIED", "NRC_CHECKED_OUT", "NRC_FORBIDDEN", "NRC_INVALID_PARAM",
        "NRC_INVALID_PROFILE", "NRC_NOT_EMPTY", "NRC_NO_RECORD", "NRC_UNAUTHENTICATED",
    ]
    private static let mostKeys = 80
    private static let deepest = 6

    /// The words that checks ask for, and those of errors.
    let words: Set<String>
    /// Names and ids that were met: a key that equals one of them is not written.
    var met: Set<String> = []

    init(_ probes: [Probe]) {
        let checks = probes.flatMap { $0.occasion + $0.answers.flatMap(\.checks) }
        words = Self.errorWords.union(checks.flatMap(\.words))
    }

    /// One answer on a line: `GET /api -> 401 JSON, error.code: NRC_UNAUTHENTICATED`.
    func line(_ call: ProbeCall, _ answer: ServerAnswer) -> String {
        let json = answer.json
        let seen = ["error", "error.code", "data.auth_status", "data.0.activity"].compactMap { place in
            json?.at(place)?.scalar.flatMap { words.contains($0) ? ", \(place): \($0)" : nil }
        }
        return "\(call.label) -> \(answer.status) \(answer.kind.rawValue)" + seen.joined()
    }

    /// The keys of a JSON body with the kinds of their values.
    func keys(of json: AnswerJSON) -> [String] {
        var lines: Set<String> = []
        gather(json, "", &lines, depth: 0)
        return Array(lines.sorted().prefix(Self.mostKeys))
    }

    private func gather(_ json: AnswerJSON, _ place: String, _ lines: inout Set<String>, depth: Int) {
        guard depth < Self.deepest, lines.count < Self.mostKeys * 2 else { return }
        switch json {
        case .object(let members):
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                let name = place + (isHarmless(key) ? key : "(another key)")
                lines.insert("\(name): \(value.kind.rawValue)")
                gather(value, name + ".", &lines, depth: depth + 1)
            }
        case .list(let entries):
            for entry in entries.prefix(20) { gather(entry, place + "[].", &lines, depth: depth + 1) }
        case .text, .number, .flag, .null: break
        }
    }

    /// Whether a key is a name that an API gives, not a name of somebody or something.
    private func isHarmless(_ key: String) -> Bool {
        let isFirmWord = key.wholeMatch(of: /[a-z][a-z0-9_]{0,31}/) != nil
        return isFirmWord && key.filter(\.isNumber).count <= 3 && !met.contains(key.lowercased())
    }

    /// The names of headers, without those of cookies and without values.
    static func headers(of answer: ServerAnswer) -> [String] {
        let names = answer.headers.map { $0.name.lowercased() }
            .filter { $0.wholeMatch(of: /[a-z][a-z0-9-]{0,39}/) != nil && $0.filter(\.isNumber).count <= 3 }
        return Array(Set(names).sorted().prefix(40))
    }

    /// Notes the names and ids of an answer.
    mutating func meet(_ json: AnswerJSON, depth: Int = 0) {
        guard depth < Self.deepest * 2, met.count < 10_000 else { return }
        switch json {
        case .object(let members):
            for (key, value) in members {
                if Self.naming.contains(key), let name = value.scalar { met.insert(name.lowercased()) }
                meet(value, depth: depth + 1)
            }
        case .list(let entries): for entry in entries { meet(entry, depth: depth + 1) }
        case .text, .number, .flag, .null: break
        }
    }

    private static let naming: Set<String> = [
        "alias", "author", "database", "description", "email", "full_name", "id", "login", "name", "owner",
        "preferred_library", "ssid", "user",
    ]
}
