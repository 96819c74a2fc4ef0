import HTTPTypes
import Rules
import Secrets
import WorkTime

/// An exchange as it was, secrets and all: it becomes an entry when the journal is read, since redaction takes longer
/// than most answers and most entries are never read.
///
/// Nothing but the journal holds one, and nothing but `entry` leads out of it. Contents that were sent or received are
/// not kept with it.
struct RawExchange: Sendable {
    private let server: String
    private let exchange: String
    private let date: WorkDate
    private let endpoint: String?
    private let incoming: Incoming
    private let status: Int
    private let error: String?
    private let rule: String
    private let refused: Bool
    private let detail: String
    private let events: [String]
    /// What the entry shows as the answer, as far as it shows it.
    private let shown: String
    private let sent: HTTPFields
    private let responseDigest: String?
    private let redaction: Redaction

    init(
        _ incoming: Incoming, server: String, exchange: String, endpoint: String?, answer: Answer, sent: HTTPFields,
        date: WorkDate, book: SecretBook
    ) {
        self.server = server
        self.exchange = exchange
        self.date = date
        self.endpoint = endpoint
        var incoming = incoming
        incoming.upload = nil
        self.incoming = incoming
        status = answer.status
        error = answer.error
        rule = answer.rule.id
        refused = answer.refused
        detail = answer.detail
        events = answer.events
        redaction = Redaction(book: book)
        shown = answer.headers[.location] == nil ? Redaction.beginning(of: answer.summary ?? answer.body) : ""
        self.sent = sent
        responseDigest =
            answer.file.map { "\($0.blob.checksum) \($0.range)" } ?? Redaction.digest(of: answer.body)
    }

    /// The entry, all texts redacted by the secrets that are known by now.
    var entry: JournalEntry {
        let path = endpoint == nil || refused ? redaction.unknownPath(incoming.path) : redaction.asked(incoming.path)
        let query = redaction.form(incoming.query)
        let location = sent[.location].map { "Location: " + redaction.url($0) }
        let type = incoming.headers[.contentType] ?? ""
        let isForm = type.isEmpty || type.lowercased().contains("x-www-form-urlencoded")
        var entry = JournalEntry(
            kind: .exchange, server: server, party: incoming.party, exchange: exchange, date: date, endpoint: endpoint,
            method: incoming.method, path: path + (query.isEmpty ? "" : "?" + query),
            status: status, error: error, rule: rule, refused: refused, detail: redaction.asked(detail),
            events: events, requestText: redaction.body(incoming.body, isForm: isForm),
            responseText: redaction.optional(location ?? shown))
        (entry.requestDigest, entry.responseDigest) = (Redaction.digest(ofRequest: incoming.body), responseDigest)
        entry.requestHeaders =
            (incoming.authority.map { ["host: " + redaction.asked($0)] } ?? [])
            + redaction.headers(incoming.headers, areAsked: true)
        entry.responseHeaders = redaction.headers(sent, areAsked: false)
        return entry
    }
}
