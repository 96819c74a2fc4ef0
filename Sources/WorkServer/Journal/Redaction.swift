import Crypto
import HTTPTypes
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

    /// The SHA-256 of a body that an entry does not show whole; nil for the others.
    static func digest(of body: [UInt8]) -> String? {
        body.count > limit ? ContentDigest(SHA256.hash(data: body)).hexadecimal : nil
    }

    /// As much of a text as `plain` looks at.
    static func beginning(of text: String) -> String {
        text.utf8.count > limit + margin ? String(text.prefix(limit + margin + 1)) : text
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
        return text.hasPrefix("{") || text.hasPrefix("[") ? json(text) : form(text)
    }

    /// JSON in which the values of secret fields stand by name, those that nobody minted too, such as a mistyped password.
    private func json(_ text: String) -> String {
        plain(
            text.replacing(/"([A-Za-z_]+)"(\s*:\s*)"((?:[^"\\]|\\.)*)"/) { match in
                let (name, value) = (String(match.output.1), String(match.output.3))
                guard Self.secretFields.contains(name), !value.isEmpty, book.redact(value) == value else {
                    return String(match.output.0)
                }
                return "\"\(name)\"\(match.output.2)\"‹\(name)›\""
            })
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

    /// Headers as `name: value`; what proves who is calling is never shown, known or not.
    func headers(_ fields: HTTPFields) -> [String] {
        fields.map { field in "\(field.name.canonicalName): \(value(of: field))" }
    }

    private func value(of field: HTTPField) -> String {
        switch field.name {
        case .authorization, .proxyAuthorization:
            let scheme = field.value.prefix { $0 != " " }
            let credentials = field.value.dropFirst(scheme.count).drop { $0 == " " }
            guard !credentials.isEmpty else { return "‹credentials›" }
            let shown = book.redact(String(credentials))
            return "\(plain(String(scheme))) " + (shown == credentials ? "‹credentials›" : plain(shown))
        case .authToken:
            let shown = book.redact(field.value)
            return shown == field.value && !shown.isEmpty ? "‹access_token›" : plain(shown)
        case .cookie, .setCookie:
            return plain(String(field.value.prefix { $0 != "=" })) + "=‹cookie›"
        case .location, .referer: return url(field.value)
        default: return plain(field.value)
        }
    }

    /// A URL with its query redacted.
    func url(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "?") else { return plain(text) }
        return plain(String(text[..<mark])) + "?" + form(text[text.index(after: mark)...])
    }
}
