public import Foundation
import Secrets
import WorkTime

/// What a browser or a proxy recorded as a HAR, as a scenario that plays it against a preset.
///
/// Only requests to a work server's paths are taken; pages, images and other hosts are left out.
public struct HARScenario {
    /// How many entries were left out.
    public let skipped: Int
    private let preset: String
    private let requests: [RecordedRequest]

    /// Reads a HAR.
    ///
    /// - Parameters:
    ///   - data: the file.
    ///   - preset: the world that it is played in.
    /// - Throws: `Unreadable` that says what is wrong.
    public init(reading data: Data, preset: String) throws(JournalScenario.Unreadable) {
        let har: HAR
        do {
            har = try JSONDecoder().decode(HAR.self, from: data)
        } catch {
            let place = (error as? DecodingError).flatMap(Self.place).map { ": \($0)" } ?? ""
            throw .init(
                description:
                    "it is not a HAR\(place); a HAR is a JSON object with 'log' and its 'entries', each a request and its response"
            )
        }
        self.preset = preset
        var names = HARSecrets()
        var requests: [RecordedRequest] = []
        for (index, entry) in har.log.entries.enumerated() where entry.isOfServer {
            requests.append(names.request(entry, number: index + 1))
        }
        self.requests = requests
        skipped = har.log.entries.count - requests.count
        guard !requests.isEmpty else {
            throw .init(
                description: "none of its \(har.log.entries.count) entries is a request to /api, /auth or /work")
        }
    }

    /// Where a HAR is none, without a word of what it holds; nil where it is no JSON.
    private static func place(_ error: DecodingError) -> String? {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.reduce("it") { path, key in
                key.intValue.map { "\(path)[\($0)]" } ?? "\(path).\(key.stringValue)"
            }
        }
        return switch error {
        case .keyNotFound(let key, let context): "\(path(context)) lacks '\(key.stringValue)'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(path(context)) is of another type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty: "\(path(context)) cannot be read"
        default: nil
        }
    }

    /// The scenario: each request as another program made it, with the status that came.
    ///
    /// - Throws: `UnplayableRequest` for the first request that no step can send again.
    public func text() throws(UnplayableRequest) -> String {
        "title: \(NewScenario.quoted("Recorded by a browser, \(requests.count) requests"))\n"
            + "note: Taken from a HAR; the steps send what was sent, and expect the status that came.\n\n"
            + "given:\n  preset: \(preset)\n\nsteps:\n" + (try RequestSteps(requests).yaml())
    }
}

/// The parts of a HAR that are played.
struct HAR: Decodable {
    struct Log: Decodable { let entries: [Entry] }
    struct Pair: Decodable {
        let name: String
        let value: String
    }
    struct PostData: Decodable {
        let mimeType: String?
        let text: String?
        let params: [Pair]?
    }
    struct Content: Decodable {
        let text: String?
        let encoding: String?

        /// The body as text.
        var decoded: String {
            guard let text, encoding == "base64" else { return text ?? "" }
            return Data(base64Encoded: text).flatMap { String(data: $0, encoding: .utf8) } ?? ""
        }
    }
    struct Request: Decodable {
        let method: String
        let url: String
        let headers: [Pair]
        let postData: PostData?
        let bodySize: Int?
    }
    struct Response: Decodable {
        let status: Int
        let headers: [Pair]
        let content: Content?
    }
    struct Entry: Decodable {
        let startedDateTime: String?
        let request: Request
        let response: Response

        /// Whether it is a request to a work server that was answered.
        var isOfServer: Bool {
            let path = URLComponents(string: request.url)?.path ?? ""
            return response.status > 0 && request.method != "OPTIONS"
                && (path == "/api" || ["/api/", "/auth/", "/work/api/"].contains(where: path.hasPrefix))
        }
    }

    let log: Log
}

/// Names the secrets of a HAR, so that none of them stands in the scenario.
private struct HARSecrets {
    /// Secrets by their values, in the order in which answers gave them.
    private var names: [(value: String, name: String)] = []
    private let book = SecretBook()

    mutating func request(_ entry: HAR.Entry, number: Int) -> RecordedRequest {
        let parts = URLComponents(string: entry.request.url)
        let query = (parts?.queryItems ?? []).map { (name: $0.name, value: $0.value ?? "") }
        let user = RecordedRequest.fields(of: entry.request.postData?.text ?? "").first { $0.name == "username" }?.value
        let headers = entry.request.headers.map { ($0.name, named(header: $0.name, $0.value)) }
        var request = RecordedRequest(
            place: "entry \(number)", method: entry.request.method, path: named(parts?.percentEncodedPath ?? "/"),
            query: query.map { ($0.name, named(field: $0.name, $0.value, user)) }, headers: headers,
            body: body(of: entry.request, user), status: entry.response.status, rule: nil,
            isRefused: entry.response.status >= 400, answer: "", answerHeaders: [],
            date: WorkDate(entry.startedDateTime.flatMap { try? Date($0, strategy: .iso8601) } ?? .distantPast),
            signIn: nil)
        learn(entry.response)
        request.answer = named(entry.response.content?.decoded ?? "")
        request.signIn = request.answer.firstMatch(of: /name="transaction"[^>]*value="(‹[^›]*›)"/).map {
            String($0.output.1)
        }
        request.answerHeaders = entry.response.headers.map { ($0.name, named($0.value)) }
        return request
    }

    private func body(of request: HAR.Request, _ user: String?) -> RecordedRequest.Body {
        guard let post = request.postData else {
            let isMissing = request.bodySize ?? 0 > 0
            return isMissing ? .missing("the HAR does not hold its body; record it with bodies") : .none
        }
        let isForm = post.mimeType?.contains("x-www-form-urlencoded") ?? false
        if isForm {
            let fields =
                post.params?.map { (name: $0.name, value: $0.value) } ?? RecordedRequest.fields(of: post.text ?? "")
            let pairs = fields.map { field in
                "\(Self.encoded(field.name))=\(Self.encoded(named(field: field.name, field.value, user)))"
            }
            return .text(pairs.joined(separator: "&"))
        }
        guard let text = post.text, !text.isEmpty else {
            return post.params?.isEmpty ?? true
                ? .none : .missing("the HAR holds the parts of its body and not the body; write the step by hand")
        }
        return .text(book.redactAll(named(text)))
    }

    /// Percent encoding that leaves the name of a secret readable.
    private static func encoded(_ text: String) -> String {
        text.hasPrefix("‹") ? text : text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    // MARK: Names

    /// Enters what an answer mints.
    private mutating func learn(_ response: HAR.Response) {
        let body = response.content?.decoded ?? ""
        for match in body.matches(of: /"(access_token|refresh_token|id_token)"\s*:\s*"([^"]+)"/) {
            enter(String(match.output.2), String(match.output.1))
        }
        for match in body.matches(of: /name="(transaction)"[^>]*value="([^"]+)"/) {
            enter(String(match.output.2), String(match.output.1))
        }
        for header in response.headers {
            if header.name.lowercased() == "location", let parts = URLComponents(string: header.value) {
                for item in parts.queryItems ?? [] where item.name == "code" { enter(item.value ?? "", "code") }
            }
            if header.name.lowercased() == "set-cookie" {
                let pair = header.value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { enter(String(pair[1]), "cookie") }
            }
        }
    }

    private mutating func enter(_ value: String, _ kind: String) {
        guard value.count >= 4, !names.contains(where: { $0.value == value }) else { return }
        names.append((value, "‹\(kind) \(names.count + 1)›"))
    }

    /// A text with the names of the secrets that answers gave.
    private func named(_ text: String) -> String {
        names.reduce(text) { text, secret in text.replacing(secret.value, with: secret.name) }
    }

    private func named(field: String, _ value: String, _ user: String?) -> String {
        let text = named(value)
        guard text == value, !value.isEmpty, SecretField.isSecret(field), field != "state", field != "code_challenge"
        else {
            return text
        }
        if field == "client_secret" { return "‹client secret of the application on main›" }
        if field == "password", let user { return "‹password of \(user) on main›" }
        return "‹\(field)›"
    }

    private func named(header: String, _ value: String) -> String {
        switch header.lowercased() {
        case "authorization":
            let scheme = value.prefix { $0 != " " }
            let rest = named(String(value.dropFirst(scheme.count + 1)))
            if scheme.lowercased() == "basic", let data = Data(base64Encoded: rest),
                let text = String(data: data, encoding: .utf8), let colon = text.firstIndex(of: ":")
            {
                let user = String(text[..<colon]).removingPercentEncoding ?? String(text[..<colon])
                return "\(scheme) \(user):‹client secret of the application on main›"
            }
            return "\(scheme) \(rest.hasPrefix("‹") ? rest : "‹credentials›")"
        case "cookie":
            let text = named(value)
            return text == value ? String(value.prefix { $0 != "=" }) + "=‹cookie›" : text
        default: return named(field: header, value, nil)
        }
    }
}
