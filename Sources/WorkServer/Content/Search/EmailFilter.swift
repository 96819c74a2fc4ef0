import WorkTime

/// What a search asks of e-mails.
struct EmailFilter: Sendable {
    private let wantsEmail: Bool?
    private let hasAttachment: Bool?
    private let sender: String?
    private let recipient: String?
    private let subject: [String]
    private let sent: DateFilter?
    private let received: DateFilter?

    /// Reads the filters by their names.
    ///
    /// - Throws: what is wrong with a filter's value.
    init(_ text: (String) -> String?, now: WorkDate) throws(ContentRefusal) {
        func truth(_ name: String) throws(ContentRefusal) -> Bool {
            guard let value = text(name) else { return false }
            guard let truth = Bool(value.lowercased()) else { throw .invalid(name, "\(name) is true or false.") }
            return truth
        }
        let (only, without) = (try truth("email_only"), try truth("exclude_emails"))
        guard !(only && without) else {
            throw .invalid(
                "exclude_emails", "email_only and exclude_emails leave nothing to be found: give one of them.")
        }
        wantsEmail = only ? true : without ? false : nil
        hasAttachment = try text("has_attachment") == nil ? nil : truth("has_attachment")
        sender = text("sender")?.lowercased()
        recipient = text("recipient")?.lowercased()
        subject = Words.of(text("subject") ?? "")
        sent = try DateFilter("sent_date", relative: "sent_date", text, now: now)
        received = try DateFilter("received_date", relative: "received_date", text, now: now)
    }

    /// Whether nothing is asked.
    var isEmpty: Bool {
        wantsEmail == nil && hasAttachment == nil && sender == nil && recipient == nil && subject.isEmpty && sent == nil
            && received == nil
    }

    /// Whether a document meets what is asked; what is asked of headers is met by e-mails alone.
    func holds(_ document: ContentDocument) -> Bool {
        if let wantsEmail, wantsEmail != document.isEmail { return false }
        if let hasAttachment, hasAttachment != (document.email?.hasAttachment ?? false) { return false }
        guard sender != nil || recipient != nil || !subject.isEmpty || sent != nil || received != nil else {
            return true
        }
        guard let email = document.email else { return false }
        if let sender, !(email.from ?? "").lowercased().contains(sender) { return false }
        if let recipient,
            ![email.to, email.cc, email.bcc].contains(where: { $0?.lowercased().contains(recipient) == true })
        {
            return false
        }
        if !subject.isEmpty {
            let words = Words.of(email.subject ?? "")
            guard subject.allSatisfy({ wanted in words.contains { $0.hasPrefix(wanted) } }) else { return false }
        }
        return sent?.holds(email.sent) ?? true && received?.holds(email.received) ?? true
    }
}
