import Secrets

/// Takes secrets out of texts for the journal: known ones by name, unknown ones by the field they stand in.
struct Redaction {
    let book: SecretBook

    private static let limit = 2_000
    /// Longer than any secret in any spelling: one that begins before the cut is seen whole.
    private static let margin = 6_000
    private static let secretFields: Set<String> = [
        "access_token", "assertion", "client_secret", "code", "code_verifier", "form", "manifest", "password",
        "refresh_token", "state", "transaction",
    ]

    /// A text without known secrets, cut short.
    func plain(_ text: String) -> String {
        guard text.utf8.count > Self.limit else { return text.isEmpty ? text : book.redact(text) }
        let redacted = book.redact(String(text.prefix(Self.limit + Self.margin)))
        return redacted.count > Self.limit ? redacted.prefix(Self.limit) + "…" : redacted
    }

    /// The same; nil if there is no text.
    func optional(_ text: String) -> String? {
        text.isEmpty ? nil : plain(text)
    }

    /// A request's body, field by field; what is not text shows as its length.
    func body(_ bytes: [UInt8]) -> String? {
        guard !bytes.isEmpty else { return nil }
        guard bytes.count <= 4 * Self.limit, let text = String(validating: bytes, as: UTF8.self),
            text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { return "\(bytes.count) bytes" }
        return form(text)
    }

    /// A query or form with the values of secret fields by name.
    func form(_ text: some StringProtocol) -> String {
        let pairs = text.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[1].isEmpty else { return String(pair) }
            let name = percentDecoded(parts[0], plusIsBlank: true) ?? String(parts[0])
            guard Self.secretFields.contains(name) else { return String(pair) }
            let value = percentDecoded(parts[1], plusIsBlank: true) ?? String(parts[1])
            let shown = book.redact(value)
            return "\(name)=" + (shown == value ? "‹\(name)›" : shown)
        }
        return plain(pairs.joined(separator: "&"))
    }

    /// A URL with its query redacted.
    func url(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "?") else { return plain(text) }
        return plain(String(text[..<mark])) + "?" + form(text[text.index(after: mark)...])
    }
}
