/// A status that a text reports, with the request that it answers as far as the text names it.
struct HTTPFact: Hashable, Sendable {
    /// What of the work server a path names.
    enum Target: Sendable {
        case token, authorize, revoke, logIn, discovery, download, upload, item, api, identityProvider, other

        /// What a person calls it; nil where the path says nothing.
        var name: String? {
            switch self {
            case .token: "the token end point"
            case .authorize: "the authorize end point"
            case .revoke: "the revocation end point"
            case .logIn: "the session log-in"
            case .discovery: "GET /api"
            case .download: "a download"
            case .upload: "an upload"
            case .item: "one item of the API"
            case .api: "the API"
            case .identityProvider: "the identity provider"
            case .other: nil
            }
        }
    }

    var method: String?
    /// The URL or path as it stands in the text, without the query.
    var path: String?
    var status: Int?

    var target: Target { path.map { Self.target(of: $0, method: method) } ?? .other }

    /// The statuses of a text, each with the request of its line, or else with the last request before it.
    static func all(in lines: [String]) -> [HTTPFact] {
        var facts: [HTTPFact] = []
        var last: HTTPFact?
        var columns = LogColumns()
        for line in lines {
            if let fact = columns.fact(in: line) {
                facts.append(fact)
                continue
            }
            let request = request(in: line)
            let status = status(in: line, path: request?.path)
            if let request { last = request }
            if let status {
                var fact = request ?? last ?? HTTPFact()
                fact.status = status
                facts.append(fact)
                // A retry has a request of its own.
                if request == nil { last = nil }
            }
        }
        if facts.isEmpty, let last { facts.append(last) }
        // A status in one place and the only request in another belong together.
        if let last, facts.allSatisfy({ $0.path == nil }) {
            facts = facts.map { HTTPFact(method: last.method, path: last.path, status: $0.status) }
        }
        return facts
    }

    // MARK: Requests

    private static func request(in line: String) -> HTTPFact? {
        let tokens = line.split { $0.isWhitespace || "\"'`<>()[]{},;|".contains($0) }.map(String.init)
        for (index, token) in tokens.enumerated() where methods.contains(token.trimmingColons) {
            if let path = tokens.dropFirst(index + 1).prefix(3).lazy.compactMap(path).first {
                return HTTPFact(method: token.trimmingColons, path: path)
            }
        }
        guard let path = tokens.lazy.compactMap({ Self.path(in: $0) }).first(where: { isOfInterest($0) }) else {
            return nil
        }
        let method = tokens.lazy.map(\.trimmingColons).first { methods.contains($0) }
        return HTTPFact(method: method, path: path)
    }

    static let methods: Set<String> = ["get", "post", "put", "patch", "delete", "head", "options"]

    /// The URL or absolute path of a token, without query and closing marks; nil for anything else.
    private static func path(in token: String) -> String? {
        var word = token[...]
        if let start = word.firstRange(of: "https://") ?? word.firstRange(of: "http://") {
            word = word[start.lowerBound...]
        } else if let equals = word.lastIndex(where: { "=:".contains($0) }),
            word[word.index(after: equals)...].hasPrefix("/")
        {
            word = word[word.index(after: equals)...]
        }
        // An ellipsis in the place of the host or of the first segments.
        while let first = word.first, "….".contains(first) { word.removeFirst() }
        guard word.hasPrefix("/") || word.hasPrefix("http") && word.contains("://"), word.count > 1 else { return nil }
        let end = word.firstIndex { $0 == "?" || $0 == "#" || $0 == "…" } ?? word.endIndex
        // An ellipsis in the place of a host leaves the path behind it.
        if end < word.endIndex, word[end] == "…" {
            let rest = word[word.index(after: end)...]
            guard rest.hasPrefix("/") else { return String(word[..<end]) }
            return String(rest.prefix { $0 != "?" && $0 != "#" }).trimmingColons
        }
        return String(word[..<end]).trimmingColons
    }

    private static func isOfInterest(_ path: String) -> Bool {
        path.contains("://") || target(of: path, method: nil) != .other
    }

    static func target(of url: String, method: String?) -> Target {
        if identityProviders.contains(where: { url.contains($0) }) { return .identityProvider }
        var path = url[...]
        if let scheme = path.firstRange(of: "://") {
            path = path[scheme.upperBound...]
            path = path.firstIndex(of: "/").map { path[$0...] } ?? ""
        }
        while path.hasSuffix("/") { path.removeLast() }
        if path.contains("/oauth2/token") { return .token }
        if path.contains("/oauth2/authorize") { return .authorize }
        if path.contains("/revoke-token") { return .revoke }
        if path.contains("/session/login") || path.contains("/auth/login") { return .logIn }
        if path.hasSuffix("/download") || path.contains("/download/") { return .download }
        let isAPI =
            path.contains("/api/v") || path.contains("/documents") || path.contains("/folders")
            || path.contains("/workspaces") || path.contains("/libraries")
        if path == "/api" || path.hasSuffix("/work/api") { return .discovery }
        guard isAPI else { return .other }
        if method == "post", path.hasSuffix("/documents") || path.hasSuffix("/versions") { return .upload }
        for kind in ["documents", "folders", "workspaces", "libraries"] {
            if let range = path.firstRange(of: "/\(kind)/"), range.upperBound < path.endIndex { return .item }
        }
        return .api
    }

    private static let identityProviders = [
        "login.microsoftonline.com", "login.windows.net", ".okta.com", ".oktapreview.com", "/adfs/", "sts.windows.net",
        "accounts.google.com", ".onelogin.com", ".pingidentity.com", ".auth0.com", "/auth/oidc/", "/auth/api/v1/saml",
        "duosecurity.com",
    ]

    // MARK: Statuses

    /// The status that a line reports, of success or of failure.
    static func status(in line: String) -> Int? {
        var columns = LogColumns()
        if let fact = columns.fact(in: line) { return fact.status }
        return status(in: line, path: request(in: line)?.path)
    }

    /// The status that a line reports; a number counts only where its neighbors say that it is one.
    ///
    /// A status of success counts only behind a request, so that `200 documents` and `30 200` are numbers.
    private static func status(in line: String, path: String?) -> Int? {
        // An access log has it right behind the quoted request, before the size.
        if let match = line.firstMatch(of: #/http/[0-9.]+" ([1-5][0-9]{2}) /#)
            ?? line.firstMatch(of: #/http/[0-9.]+ ([1-5][0-9]{2})\b/#)
        {
            return Int(match.1)
        }
        var rest = line
        if let path { rest = rest.replacing(path, with: " ") }
        let words = rest.split { !($0.isLetter || $0.isNumber || "._-/".contains($0)) }
        for (index, word) in words.enumerated() {
            // A number at the end of a sentence.
            let word = word.hasSuffix(".") ? word.dropLast() : word
            let digits = word.hasPrefix("http") ? word.drop { !$0.isNumber } : word
            guard digits.count == 3, digits.allSatisfy(\.isNumber), let number = Int(digits),
                isStatus(number)
            else { continue }
            let before = words[max(0, index - 4)..<index]
            let after = words[min(words.count, index + 1)..<min(words.count, index + 4)]
            let isNamed =
                word != digits
                || before.contains {
                    statusWords.contains(String($0)) || $0.hasPrefix("http/") || $0.hasSuffix("statuscode")
                        || $0.hasPrefix("statuscode") || methods.contains(String($0))
                }
                || after.first.map { statusWords.contains(String($0)) } == true
                || hasReason(number, in: after)
            let isBehindRequest = path.map { target(of: $0, method: nil) != .other } ?? false
            if number < 400 {
                if isBehindRequest || isNamed && path != nil || isNamed && after.first == "ok" { return number }
            } else if isNamed || isBehindRequest {
                return number
            }
        }
        return nil
    }

    /// Whether a number is a status that servers, proxies or content networks send; 443 is a port.
    private static func isStatus(_ number: Int) -> Bool {
        switch number {
        case 200...208, 301...308, 400...418, 421...431, 440, 451, 494...499, 500...511, 520...530, 598, 599: true
        default: false
        }
    }

    private static let statusWords: Set<String> = [
        "status", "code", "http", "https", "error", "returned", "responded", "response", "answered", "answers", "got",
        "received", "failed", "fails", "gives", "gave", "returns", "failure", "sc-status", "fehler", "erreur", "with",
        "statut", "httperror", "login", "log-in", "logon", "sign-in", "signin", "a", "an", "mit",
        "ends", "ended", "end", "throws", "threw", "says", "said", "results", "resulted", "avec", "con",
    ]

    /// Whether the reason of a status stands behind it, at once or behind one word: `404 page not found`.
    private static func hasReason(_ status: Int, in words: ArraySlice<Substring>) -> Bool {
        guard let reason = reasons[status] else { return false }
        return [words, words.dropFirst()].contains { $0.joined(separator: " ").hasPrefix(reason) }
    }

    private static let reasons = [
        200: "ok", 201: "created", 204: "no content", 302: "found", 400: "bad request", 401: "unauthorized",
        403: "forbidden", 404: "not found", 405: "method not allowed",
        407: "proxy", 409: "conflict", 412: "precondition", 413: "", 415: "unsupported", 423: "locked",
        429: "too many", 500: "internal server", 502: "bad gateway", 503: "service", 504: "gateway",
    ]
}

extension String {
    /// The text without marks of punctuation at its ends.
    fileprivate var trimmingColons: String {
        var word = self[...]
        while let last = word.last, ":.,;!?'\"".contains(last) { word.removeLast() }
        while let first = word.first, ":.,;'\"".contains(first) { word.removeFirst() }
        return String(word)
    }
}
