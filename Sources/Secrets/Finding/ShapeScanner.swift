import Foundation

/// Finds what is a secret by its look: bearer tokens in sentences, JSON web tokens, private keys, passwords in URLs.
///
/// Tokens with the mark of their maker count as well, and, if asked, any long run of mixed characters.
struct ShapeScanner {
    private let text: ByteText
    private let isStrict: Bool
    private var found: [FoundSecret] = []

    static func secrets(in text: ByteText, strict: Bool) -> [FoundSecret] {
        var scanner = ShapeScanner(text: text, isStrict: strict)
        scanner.scan()
        return scanner.found
    }

    private init(text: ByteText, isStrict: Bool) {
        self.text = text
        self.isStrict = isStrict
    }

    private mutating func scan() {
        var place = 0
        while place < text.count {
            if let item = secret(at: place) {
                found.append(item)
                place = max(place + 1, item.range.upperBound)
            } else {
                place = behindWord(at: place)
            }
        }
    }

    private func secret(at place: Int) -> FoundSecret? {
        switch text.bytes[place] {
        case 0x2D:
            if text.holds("-----BEGIN ", at: place) { return privateKey(at: place) }
            return UserOption.password(at: place, in: text)
        case 0x3A: return text.holds("://", at: place) ? passwordInURL(at: place + 3) : nil
        default: break
        }
        guard SecretShape.isTokenByte(text.bytes[place]) else { return nil }
        if text.holds("bearer", at: place), let item = scheme(at: place + 6, .accessToken) { return item }
        if text.holds("basic", at: place), let item = scheme(at: place + 5, .credentials) { return item }
        if text.isExactly("eyJ", at: place) {
            let end = run(from: place, dots: true)
            if end - place > 20, text.bytes[place..<end].contains(0x2E) {
                return FoundSecret(range: place..<end, kind: .token)
            }
        }
        if text.holds("oracle:thin:", at: place) { return OracleLogIn.password(at: place + 12, in: text) }
        if let kind = mark(at: place), case let end = run(from: place, dots: false), end - place >= 20 {
            return FoundSecret(range: place..<end, kind: kind)
        }
        guard isStrict else { return nil }
        // In paths, words between slashes are looked at one by one.
        var last = place
        while last < text.count, SecretShape.isTokenByte(text.bytes[last]), text.bytes[last] != 0x2F { last += 1 }
        guard last > place, SecretShape.isSuspicious(text.bytes[place..<last]) else { return nil }
        return FoundSecret(range: place..<last, kind: .unknown)
    }

    /// Tokens that say what they are: of GitHub, Slack, Google, AWS, Stripe, and SAML messages in Base64.
    private func mark(at place: Int) -> SecretKind? {
        guard Self.initials.contains(text.bytes[place]) else { return nil }
        return Self.marks.first { text.isExactly($0.word, at: place) }?.kind
    }

    private static let marks: [(word: StaticString, kind: SecretKind)] = [
        ("ghp_", .token), ("gho_", .token), ("ghs_", .token), ("github_pat_", .token), ("glpat-", .token),
        ("xoxb-", .token), ("xoxp-", .token), ("sk_live_", .token), ("sk_test_", .token), ("AIza", .token),
        ("AKIA", .token), ("ASIA", .token), ("ya29.", .accessToken), ("npm_", .token),
        ("PHNhbWx", SecretKind("SAML response")), ("PD94bWwg", SecretKind("SAML response")),
    ]
    private static let initials = Set(marks.map { $0.word.utf8Start.pointee })

    /// `Bearer token`, `Basic dXNlcjpw`, with a blank or what a form makes of it.
    private func scheme(at place: Int, _ kind: SecretKind) -> FoundSecret? {
        var start = text.skippingBlanks(from: place)
        if start == place, text[at: place] == 0x2B { start += 1 }
        guard start > place else { return nil }
        let end = run(from: start, dots: true)
        guard start < end else { return nil }
        let value = text.bytes[start..<end]
        let isSecret =
            kind == .credentials
            ? BasicCredentials.password(in: value) != nil
            : SecretShape.isTokenLike(value) || SecretShape.isUUID(value)
                || value.count >= 8 && SecretShape.isMixed(value) && value.contains(where: ByteText.isDigit)
                    && !SecretShape.isCommonForm(value)
        var last = end
        while last > start, text.bytes[last - 1] == 0x2E { last -= 1 }
        return isSecret ? FoundSecret(range: start..<last, kind: kind) : nil
    }

    /// What stands between `-----BEGIN PRIVATE KEY-----` and its end, however many lines.
    private func privateKey(at place: Int) -> FoundSecret? {
        var title = place + 11
        while title < text.count, title - place < 80, !text.holds("-----", at: title) { title += 1 }
        guard
            text.string(place..<title).hasSuffix("PRIVATE KEY")
                || text.string(place..<title).hasSuffix("PRIVATE KEY BLOCK")
        else { return nil }
        var start = title + 5
        // Lines end as they are, or as JSON writes their ends.
        while ByteText.isLineEnd(text[at: start]) || text.holds("\\n", at: start) || text.holds("\\r", at: start) {
            start += text[at: start] == 0x5C ? 2 : 1
        }
        var end = start
        while end < text.count, end - start < 65_536, !text.holds("-----END ", at: end) { end += 1 }
        start = text.skippingBlanks(from: start)
        while end > start, ByteText.isLineEnd(text[at: end - 1]) || ByteText.isBlank(text[at: end - 1]) { end -= 1 }
        guard start < end, SecretShape.isSecret(text.bytes[start..<end], .privateKey, isOpen: false) else { return nil }
        return FoundSecret(range: start..<end, kind: .privateKey)
    }

    /// `https://user:password@host`.
    private func passwordInURL(at start: Int) -> FoundSecret? {
        var (end, at) = (start, -1)
        while end < text.count, end - start < 1_000, case let byte = text.bytes[end], byte > 0x20,
            ![0x22, 0x3C, 0x3E, 0x60].contains(byte)
        {
            if byte == 0x40 { at = end }
            if byte == 0x2F { break }
            end += 1
        }
        guard at > start else { return nil }
        guard let colon = text.bytes[start..<at].firstIndex(of: 0x3A) else {
            // A token in the place of the name.
            let isToken = SecretShape.isTokenLike(text.bytes[start..<at])
            return isToken ? FoundSecret(range: start..<at, kind: .token) : nil
        }
        guard colon + 1 < at,
            SecretShape.isSecret(text.bytes[(colon + 1)..<at], .password, isOpen: false)
        else { return nil }
        return FoundSecret(range: (colon + 1)..<at, kind: .password)
    }

    private func run(from place: Int, dots: Bool) -> Int {
        var end = place
        while end < text.count,
            SecretShape.isTokenByte(text.bytes[end]) || (dots && (text.bytes[end] == 0x2E || text.bytes[end] == 0x7E))
        { end += 1 }
        return end
    }

    /// Where to look next: behind a word that was looked at as a whole.
    private func behindWord(at place: Int) -> Int {
        guard SecretShape.isTokenByte(text.bytes[place]), text.bytes[place] != 0x2F, text.bytes[place] != 0x3D,
            text.bytes[place] != 0x2D
        else { return place + 1 }
        var end = place
        while end < text.count, SecretShape.isTokenByte(text.bytes[end]), text.bytes[end] != 0x2F,
            text.bytes[end] != 0x3D
        { end += 1 }
        return end
    }
}

/// The credentials of `Authorization: Basic`, which are Base64 of `name:password`.
enum BasicCredentials {
    /// The password inside; `nil` where the text is no such thing.
    static func password(in encoded: ArraySlice<UInt8>) -> String? {
        guard encoded.count >= 6, encoded.allSatisfy({ TextRuns.isBase64($0) || $0 == 0x3D }) else { return nil }
        let run = Array(encoded.prefix { $0 != 0x3D })
        let decoded = TextRuns.decodedBase64(0..<run.count, of: DecodedText(raw: run)).bytes
        guard let text = String(validating: decoded, as: UTF8.self), let colon = text.firstIndex(of: ":"),
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
        else { return nil }
        return String(text[text.index(after: colon)...])
    }
}
