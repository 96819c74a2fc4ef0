/// Finds what is a secret by its look: bearer tokens in sentences, JSON web tokens, private keys, passwords in URLs, and,
/// where asked, any long run of mixed characters.
enum ShapeScanner {
    /// The secrets of a text outside of `known` places.
    static func secrets(
        in text: ByteText, outside known: [FieldScanner.Found], strict: Bool
    ) -> [FieldScanner.Found] {
        var found: [FieldScanner.Found] = []
        var (place, next) = (0, 0)
        while place < text.count {
            while next < known.count, known[next].range.upperBound <= place { next += 1 }
            if next < known.count, known[next].range.contains(place) {
                place = known[next].range.upperBound
                continue
            }
            let limit = next < known.count ? known[next].range.lowerBound : text.count
            guard let item = secret(at: place, in: text, limit: limit, strict: strict) else {
                place = end(ofRunAt: place, in: text, limit: limit)
                continue
            }
            found.append(item)
            place = item.range.upperBound
        }
        return found
    }

    private static func secret(
        at place: Int, in text: ByteText, limit: Int, strict: Bool
    ) -> FieldScanner.Found? {
        if text.holds("-----BEGIN ", at: place) { return privateKey(at: place, in: text) }
        if text.holds("://", at: place) { return passwordInURL(at: place + 3, in: text) }
        if text.holds("bearer ", at: place) {
            let start = place + 7
            let end = min(run(from: start, in: text, dots: true), limit)
            guard start < end, SecretShape.isTokenLike(text.bytes[start..<end]) else { return nil }
            return FieldScanner.Found(range: start..<end, kind: .accessToken)
        }
        if text.holds("basic ", at: place) {
            let start = text.skippingBlanks(from: place + 6, lines: false)
            let end = min(run(from: start, in: text, dots: false), limit)
            guard start < end, BasicCredentials.password(in: text.bytes[start..<end]) != nil else { return nil }
            return FieldScanner.Found(range: start..<end, kind: .credentials)
        }
        if let item = UserOption.password(at: place, in: text), item.range.upperBound <= limit { return item }
        if text.holds("eyJ", at: place), text.bytes[place] == 0x65 {
            let end = min(run(from: place, in: text, dots: true), limit)
            guard end > place, text.bytes[place..<end].count(where: { $0 == 0x2E }) >= 2 else { return nil }
            return FieldScanner.Found(range: place..<end, kind: .token)
        }
        guard strict else { return nil }
        // In paths, words between slashes are looked at one by one.
        let end = min(text.end(from: place, before: [0x2F]), run(from: place, in: text, dots: false), limit)
        guard end > place, SecretShape.isSuspicious(text.bytes[place..<end]) else { return nil }
        return FieldScanner.Found(range: place..<end, kind: .unknown)
    }

    /// What stands between `-----BEGIN PRIVATE KEY-----` and its end, however many lines.
    private static func privateKey(at place: Int, in text: ByteText) -> FieldScanner.Found? {
        var title = place + 11
        while title < text.count, !text.holds("-----", at: title) { title += 1 }
        guard String(decoding: text.bytes[place..<title], as: UTF8.self).hasSuffix("PRIVATE KEY") else { return nil }
        var start = title + 5
        // Lines end as they are, or as JSON writes their ends.
        while [0x0A, 0x0D].contains(text[at: start]) || text.holds("\\n", at: start) {
            start += text[at: start] == 0x5C ? 2 : 1
        }
        var end = start
        while end < text.count, !text.holds("-----END ", at: end) { end += 1 }
        while end > start, [0x0A, 0x0D].contains(text[at: end - 1]) { end -= 1 }
        guard start < end, SecretShape.isSecret(text.bytes[start..<end]) else { return nil }
        return FieldScanner.Found(range: start..<end, kind: .privateKey)
    }

    /// `https://user:password@host`.
    private static func passwordInURL(at start: Int, in text: ByteText) -> FieldScanner.Found? {
        let end = text.end(from: start, before: [0x2F, 0x3F, 0x23, 0x22, 0x27, 0x20, 0x0A, 0x0D, 0x3C, 0x3E])
        guard let at = text.bytes[start..<end].lastIndex(of: 0x40),
            let colon = text.bytes[start..<at].firstIndex(of: 0x3A), colon + 1 < at,
            SecretShape.isSecret(text.bytes[(colon + 1)..<at], shortest: 1, orWord: true)
        else { return nil }
        return FieldScanner.Found(range: (colon + 1)..<at, kind: .password)
    }

    private static func run(from place: Int, in text: ByteText, dots: Bool) -> Int {
        var end = place
        while end < text.count, SecretShape.isTokenByte(text.bytes[end]) || (dots && text.bytes[end] == 0x2E) {
            end += 1
        }
        return end
    }

    /// Where to look next: behind a word that was looked at as a whole.
    private static func end(ofRunAt place: Int, in text: ByteText, limit: Int) -> Int {
        guard SecretShape.isTokenByte(text.bytes[place]), text.bytes[place] != 0x2F else { return place + 1 }
        var end = place
        while end < limit, SecretShape.isTokenByte(text.bytes[end]), text.bytes[end] != 0x2F { end += 1 }
        // `key=value` is two words.
        if let sign = text.bytes[place..<end].firstIndex(of: 0x3D), sign + 1 < end { end = sign + 1 }
        return max(end, place + 1)
    }
}
