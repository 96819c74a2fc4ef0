public import WorkTime

/// What a profile says of an e-mail beside what it says of every document.
public struct EmailHeaders: Hashable, Codable, Sendable {
    /// Who sent it.
    public internal(set) var from: String?
    /// To whom.
    public internal(set) var to: String?
    /// To whom a copy went.
    public internal(set) var cc: String?
    /// To whom a copy went unseen by the others.
    public internal(set) var bcc: String?
    /// What it is about.
    public internal(set) var subject: String?
    /// When it was sent.
    public internal(set) var sent: WorkDate?
    /// When it arrived.
    public internal(set) var received: WorkDate?
    /// What the messages of one conversation have in common.
    public internal(set) var conversation: String?
    /// Whether files are attached.
    public internal(set) var hasAttachment = false

    /// The names of the fields in profiles and uploads.
    package static let names = [
        "bcc", "cc", "conversation_id", "from", "has_attachment", "received_date", "sent_date", "subject", "to",
    ]

    /// The longest text that a field takes, in characters.
    private static let textLimit = 8_000

    /// Headers of which nothing is known.
    init() {}

    /// Reads the fields by their names in a profile, in place of those of `base`; nil where neither has one.
    ///
    /// - Throws: what is wrong with a field.
    init?(
        _ value: (String) -> JSONObject.Member?, over base: EmailHeaders? = nil
    ) throws(ContentRefusal) {
        self = base ?? EmailHeaders()
        var isGiven = base != nil
        for name in Self.names {
            guard let member = value(name) else { continue }
            isGiven = true
            try set(name, member)
        }
        guard isGiven else { return nil }
    }

    private mutating func set(_ name: String, _ member: JSONObject.Member) throws(ContentRefusal) {
        if name == "has_attachment" {
            guard let truth = member.truth else { throw .invalid(name, "\(name) is true or false.") }
            hasAttachment = truth
            return
        }
        guard let text = member.text, text.count <= Self.textLimit else {
            throw .invalid(name, "\(name) is a text of at most \(Self.textLimit) characters.")
        }
        switch name {
        case "bcc": bcc = text
        case "cc": cc = text
        case "conversation_id": conversation = text
        case "from": from = text
        case "subject": subject = text
        case "to": to = text
        default:
            guard let date = WorkDate(apiText: text) else {
                throw .invalid(name, "\(name) is a date such as 2026-03-02T09:00:00Z.")
            }
            if name == "sent_date" { sent = date } else { received = date }
        }
    }
}

extension ContentDocument {
    /// The type of the document: the one that is set, else the one of its ending.
    var shownType: String { profile[.type] ?? LibraryTables.type(ofExtension: fileExtension) }

    /// Whether it is an e-mail: by its class or its type, and so by its ending.
    var isEmail: Bool { isEmail(type: shownType) }

    /// The same where its type is known already.
    func isEmail(type: String) -> Bool { type == "MIME" || type == "MSG" || profile[.documentClass] == "E-MAIL" }

    /// The class of the document: the one that is set, else the one of its kind.
    var shownClass: String { profile[.documentClass] ?? (isEmail ? "E-MAIL" : "DOC") }
}
