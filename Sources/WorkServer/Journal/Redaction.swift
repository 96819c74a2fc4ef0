import Crypto
import Foundation
import HTTPTypes
import Secrets

/// Takes secrets out of the texts of an exchange for the journal.
///
/// A caller's text may hold secrets that nobody knows, such as a mistyped password, and an answer may quote them, or a file
/// name that holds one: the names of fields and the look of values count as well as the secrets that are known.
struct Redaction {
    let book: SecretBook

    private static let limit = 2_000
    /// The most of a request's body that an entry shows: a recording sends it again.
    private static let bodyLimit = 64_000
    /// Longer than any secret in any spelling: one that begins before the cut is seen whole.
    private static let margin = 6_000
    /// Fields of Control Center that hold a secret and are called by no secret's name.
    private static let formFields: Set<String> = ["form", "manifest"]
    /// Headers that hold a secret and are called by no secret's name.
    private static let secretHeaders: Set<String> = ["authentication"]
    /// Headers whose values are a secret's only in a parameter, and come with each request.
    private static let plainHeaders: Set<String> = [
        "accept", "accept-encoding", "accept-language", "connection", "content-length", "content-type", "host",
    ]

    /// A text of the server's own without known secrets, cut short.
    private func plain(_ text: String) -> String { cut(text, book.redact) }

    /// A text of a caller, or one that may quote it, without any secrets, cut short.
    func asked(_ text: String) -> String { cut(text, book.redactAll) }

    private func cut(_ text: String, _ redact: (String) -> String) -> String {
        guard text.utf8.count > Self.limit else { return text.isEmpty ? text : redact(text) }
        let redacted = redact(String(text.prefix(Self.limit + Self.margin)))
        return redacted.count > Self.limit ? redacted.prefix(Self.limit) + "…" : redacted
    }

    /// The SHA-256 of an answer that an entry does not show whole; nil for the others.
    static func digest(of body: String) -> String? {
        body.utf8.count > limit ? digest(of: Array(body.utf8), over: limit) : nil
    }

    /// The SHA-256 of a request's body that an entry does not show whole; nil for the others.
    static func digest(ofRequest body: [UInt8]) -> String? {
        digest(of: body, over: bodyLimit)
    }

    private static func digest(of body: [UInt8], over limit: Int) -> String? {
        body.count > limit ? ContentDigest(SHA256.hash(data: body)).hexadecimal : nil
    }

    /// As much of a text as `asked` looks at.
    static func beginning(of text: String) -> String {
        text.utf8.count > limit + margin ? String(text.prefix(limit + margin + 1)) : text
    }

    /// The same as `asked`; `nil` if there is no text.
    func optional(_ text: String) -> String? {
        text.isEmpty ? nil : asked(text)
    }

    /// A path that leads to nothing: of a segment nobody can say what it is, so that a random one counts as a secret.
    func unknownPath(_ path: String) -> String {
        asked(path.split(separator: "/", omittingEmptySubsequences: false).map { name($0) }.joined(separator: "/"))
    }

    /// The name of a parameter, or what stands in its place: a random one counts as a secret.
    static func name(_ text: some StringProtocol) -> String {
        SecretField.isRandom(percentDecoded(text, plusIsBlank: true) ?? String(text)) ? "‹token›" : String(text)
    }

    private func name(_ text: some StringProtocol) -> String { Self.name(text) }

    /// A request's body, field by field; what is not text shows as its length.
    func body(_ bytes: [UInt8], isForm: Bool) -> String? {
        guard !bytes.isEmpty else { return nil }
        guard bytes.count <= Self.bodyLimit, let text = String(validating: bytes, as: UTF8.self),
            text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || [0x09, 0x0A, 0x0D].contains($0) })
        else { return "\(bytes.count) bytes" }
        return isForm ? form(text) : book.redactAll(text)
    }

    /// A query or form with the values of secret fields by name.
    func form(_ text: some StringProtocol) -> String {
        let pairs = text.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[1].isEmpty else { return asked(self.name(pair)) }
            let name = percentDecoded(parts[0], plusIsBlank: true) ?? String(parts[0])
            guard Self.formFields.contains(name.lowercased()) || SecretField.isSecret(name) else {
                return asked(self.name(parts[0])) + "=" + asked(String(parts[1]))
            }
            let value = percentDecoded(parts[1], plusIsBlank: true) ?? String(parts[1])
            return "\(name)=" + secret(value, name)
        }
        return plain(pairs.joined(separator: "&"))
    }

    /// Headers as `name: value`; what proves who is calling is never shown, known or not.
    func headers(_ fields: HTTPFields, areAsked: Bool) -> [String] {
        fields.map { field in "\(field.name.canonicalName): \(value(of: field, isAsked: areAsked))" }
    }

    private func value(of field: HTTPField, isAsked: Bool) -> String {
        switch field.name {
        case .authorization, .proxyAuthorization:
            let scheme = field.value.prefix { $0 != " " }
            let credentials = field.value.dropFirst(scheme.count).drop { $0 == " " }
            // Without a scheme, the whole is the secret.
            guard !credentials.isEmpty else { return secret(field.value, "credentials") }
            if scheme.lowercased() == "basic", let (name, password) = Self.basic(credentials) {
                return "\(plain(String(scheme))) \(asked(name)):" + secret(password, "password")
            }
            return "\(plain(String(scheme))) " + secret(String(credentials), "credentials")
        case .authToken: return secret(field.value, "access_token")
        case .cookie, .setCookie:
            guard let mark = field.value.firstIndex(of: "=") else { return "‹cookie›" }
            return asked(name(field.value[..<mark])) + "=‹cookie›"
        case .ignored: return asked(field.value.components(separatedBy: ", ").map(Self.name).joined(separator: ", "))
        case .location, .referer: return url(field.value)
        default:
            let name = field.name.canonicalName
            let isSecret = SecretField.isSecret(name) || Self.secretHeaders.contains(name.lowercased())
            if isAsked, isSecret { return secret(field.value, name) }
            let isPlain = Self.plainHeaders.contains(name.lowercased()) && !field.value.utf8.contains(UInt8(ascii: "="))
            return isPlain ? plain(field.value) : asked(field.value)
        }
    }

    /// The name and the password of Basic credentials, which an application encodes as a form does (RFC 6749, 2.3.1).
    private static func basic(_ credentials: Substring) -> (name: String, password: String)? {
        guard let data = Data(base64Encoded: String(credentials)), let text = String(validating: data, as: UTF8.self),
            let colon = text.firstIndex(of: ":"), text.utf8.allSatisfy({ $0 >= 0x20 })
        else { return nil }
        let (name, password) = (text[..<colon], text[text.index(after: colon)...])
        guard !password.isEmpty, !name.contains("‹") else { return nil }
        return (
            percentDecoded(name, plusIsBlank: true) ?? String(name),
            percentDecoded(password, plusIsBlank: true) ?? String(password)
        )
    }

    /// A value that is a secret as a whole: by its known name, else by that of its field.
    private func secret(_ value: String, _ field: String) -> String {
        guard !value.isEmpty else { return value }
        let shown = book.redact(value)
        // A known secret in a longer value: the rest is as secret.
        let isWhole = shown.hasPrefix("‹") && shown.hasSuffix("›") && !shown.dropFirst().contains("‹")
        return isWhole && shown != value ? plain(shown) : "‹\(field)›"
    }

    /// A URL with its query redacted.
    func url(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "?") else { return asked(text) }
        return asked(String(text[..<mark])) + "?" + form(text[text.index(after: mark)...])
    }
}
