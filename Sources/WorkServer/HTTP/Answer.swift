package import HTTPTypes
import Rules
import WorkTime

/// A response, with what the journal has to know of it.
package struct Answer: Sendable {
    /// The HTTP status.
    package var status: Int
    /// The header fields.
    package var headers: HTTPFields
    /// The body.
    package var body: String
    let rule: Rule
    let refused: Bool
    /// The OAuth error or NRC code.
    var error: String?
    var detail: String
    /// Names that the request gave and that made no difference.
    var ignored: [String] = []
    let events: [String]
    /// Contents in place of the body.
    package var file: Part?
    /// What the journal shows in place of the body.
    var summary: String?

    /// A part of some contents, or the whole.
    package struct Part: Sendable {
        /// The contents.
        package let blob: Blob
        let range: Range<Int>

        /// A part of some contents; all of them unless said.
        package init(blob: Blob, range: Range<Int>? = nil) {
            self.blob = blob
            self.range = range ?? 0..<blob.size
        }
    }

    /// How many bytes the body has.
    var length: Int { file?.range.count ?? body.utf8.count }

    /// Answers a decision; the media type decides the content type.
    init<Reply>(_ decision: Decision<Reply>, status: Int, body: String = "", as type: MediaType = .json) {
        self.init(
            rule: decision.rule, refused: decision.refused, detail: decision.detail,
            events: decision.events.map(\.name),
            status: status, body: body, as: type)
    }

    init(
        rule: Rule, refused: Bool, detail: String, events: [String] = [], status: Int, body: String, as type: MediaType
    ) {
        self.status = status
        self.body = body
        self.rule = rule
        self.refused = refused
        self.detail = detail
        self.events = events
        headers = [:]
        if !body.isEmpty { headers[.contentType] = type.rawValue }
    }

    /// What a body is.
    enum MediaType: String, Sendable {
        case json = "application/json"
        case html = "text/html; charset=utf-8"
    }

    /// All headers that are sent with it at a date.
    func sentHeaders(at date: WorkDate) -> HTTPFields {
        var sent = headers
        // No answer has either yet: they are added and not looked for.
        sent.append(HTTPField(name: .date, value: date.httpDate))
        if status != 304 { sent.append(HTTPField(name: .contentLength, value: String(length))) }
        if sent[.location] == nil { sent[.cacheControl] = sent[.cacheControl] ?? "no-store" }
        return sent
    }

    /// The same, never to be kept by a cache.
    func uncached() -> Answer {
        var answer = self
        answer.headers[.cacheControl] = "no-store"
        answer.headers[.pragma] = "no-cache"
        return answer
    }
}

extension HTTPField.Name {
    /// HTTP/1.0's form of `Cache-Control: no-store`, which RFC 6749 asks for.
    static let pragma = HTTPField.Name("Pragma") ?? .cacheControl
    /// iManage's header for an access token.
    static let authToken = HTTPField.Name("X-Auth-Token") ?? .authorization
    /// How many calls are left.
    package static let rateRemaining = HTTPField.Name("x-ratelimit-remaining") ?? .retryAfter
    /// After how many seconds there are calls again.
    package static let rateReset = HTTPField.Name("x-ratelimit-reset") ?? .retryAfter
    /// Forbids showing a page inside another.
    static let frameOptions = HTTPField.Name("X-Frame-Options") ?? .contentSecurityPolicy
    /// Keeps codes and transactions out of the next site's log.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .contentSecurityPolicy
}
