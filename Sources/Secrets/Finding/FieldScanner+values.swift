/// What stands behind a name without a sign, and what a value holds.
extension FieldScanner {
    /// `"X-Auth-Token", "value"` in brackets.
    mutating func tuple(_ kind: SecretKind, _ name: Range<Int>, after comma: Int, isQuoted: Bool) {
        let start = text.skippingBlanks(from: comma + 1, lines: isQuoted)
        var place = start
        // `b"value"`, `<<"value">>`
        if ByteText.isLetter(text[at: place]), text.quote(at: place + 1) == 1 { place += 1 }
        if text[at: place] == 0x3C, text[at: place + 1] == 0x3C { place += 2 }
        let quote = text.quote(at: place)
        let before = text[at: name.lowerBound - 1]
        if isQuoted || quote > 0 && before == 0x7B {
            guard quote > 0 else { return }
            let value = text.quoted(at: place, length: quote)
            // `"id": "…pass", "expires_in": 1800`: what a colon follows is the next name of a map, and no value.
            guard text[at: text.skippingBlanks(from: value.upperBound + quote)] != 0x3A else { return }
            guard kind.form == .cookies ? text.bytes[value].contains(0x3D) : SecretShape.isMixed(text.bytes[value]),
                NameClassifier.kind(of: text.bytes[value]) == nil
            else { return }
            note(kind, value, isOpen: false)
        } else if [0x5B, 0x28].contains(before) {
            // `[ClientSecret, value]` of .NET, `(secret,value)` of Scala.
            let close: UInt8 = before == 0x5B ? 0x5D : 0x29
            let end = reader.end(from: start, opening: close, isWhole: false)
            guard text[at: end] == close, SecretShape.isMixed(text.bytes[start..<end]) || kind.form != .plain else {
                return
            }
            note(kind, start..<end, isOpen: false)
        }
    }

    /// `setPassword("value")`, `.clientSecret("value")`: what a call sets, and none that fetches it by a name.
    mutating func setter(_ kind: SecretKind, _ name: Range<Int>, at place: Int) {
        let start = text.skippingBlanks(from: place)
        let quote = text.quote(at: start)
        let word = text.string(name).lowercased()
        guard quote > 0, kind.form == .plain,
            text[at: name.lowerBound - 1] == 0x2E || ["set", "with", "add", "put"].contains(where: word.hasPrefix)
        else { return }
        let value = text.quoted(at: start, length: quote)
        guard SecretShape.isMixed(text.bytes[value]), NameClassifier.kind(of: text.bytes[value]) == nil else { return }
        note(kind, value, isOpen: false)
    }

    /// Behind the signs that close the emphasis of a name: `**Client Secret**: value`.
    func behindEmphasis(_ name: Range<Int>, _ place: Int) -> Int {
        let mark = text[at: name.lowerBound - 1]
        guard mark == 0x2A || mark == 0x5F else { return place }
        var end = place
        while text[at: end] == mark, end - place < 3 { end += 1 }
        return text[at: end] == 0x3A ? end : place
    }

    /// Behind what PHP prints between the name of a property and its bracket: `[token:OdClient:private]`.
    func behindVisibility(_ name: Range<Int>, _ place: Int) -> Int {
        let bracket = name.lowerBound - text.quote(before: name.lowerBound) - 1
        guard text[at: bracket] == 0x5B else { return place }
        var end = place
        while end - place < 200, ByteText.isWord(text[at: end]) || [0x3A, 0x22, 0x5C].contains(text[at: end]) {
            end += 1
        }
        guard text[at: end] == 0x5D,
            text.holds("private", at: end - 7) || text.holds("protected", at: end - 9)
        else { return place }
        return end + 1
    }

    /// `"cookies": [{"name": "a", "value": "…"}]` of a HAR, whatever their names are.
    mutating func cookieList(after name: Int) {
        let quote = text.quote(at: name)
        let colon = text.skippingBlanks(from: name + quote, lines: true)
        let start = text.skippingBlanks(from: colon + 1, lines: true)
        guard quote > 0, text[at: colon] == 0x3A, text[at: start] == 0x5B else { return }
        var place = start
        while place < text.count, text[at: place] != 0x5D, place - start < 100_000 {
            let quote = text.quote(at: place)
            guard quote > 0 else {
                place += 1
                continue
            }
            let inner = text.quoted(at: place, length: quote)
            place = inner.upperBound + quote
            let colon = text.skippingBlanks(from: place, lines: true)
            guard text[at: colon] == 0x3A, RecordScanner.isValueKey(text, inner) else { continue }
            let value = text.skippingBlanks(from: colon + 1, lines: true)
            guard case let length = text.quote(at: value), length > 0 else { continue }
            let range = text.quoted(at: value, length: length)
            note(.cookie, range, isOpen: false, isQuery: true)
            place = range.upperBound + length
        }
    }

    /// `/dialog-tokens/value`: what a path calls a token.
    mutating func segment(_ kind: SecretKind, at start: Int) {
        var end = start
        while end < text.count,
            SecretShape.isTokenByte(text.bytes[end]) && text.bytes[end] != 0x2F || text.bytes[end] == 0x2E
                || text.bytes[end] == 0x7E
        { end += 1 }
        let value = text.bytes[start..<end]
        guard kind.form == .plain, value.count >= 12, SecretShape.isMixed(value), !SecretShape.isCommonForm(value)
        else { return }
        note(kind, start..<end, isOpen: false)
    }

    /// A part of a multipart body: `Content-Disposition: form-data; name="password"`, a blank line, the value.
    mutating func formPart(_ kind: SecretKind, _ name: Range<Int>) {
        let before = name.lowerBound - text.quote(before: name.lowerBound)
        guard text.holds("name=", at: before - 5) else { return }
        let line = text.lineStart(before: name.lowerBound, limit: 400)
        guard text.bytes[line..<name.lowerBound].contains(0x2D),
            text.string(line..<name.lowerBound).contains("form-data")
        else { return }
        var place = text.lineEnd(from: name.upperBound)
        // Further headers of the part.
        while place < text.count {
            let next = text.nextLine(after: place)
            let end = text.lineEnd(from: next)
            place = end
            if end == next { break }
            guard text.bytes[next..<end].contains(0x3A) else { return }
        }
        let start = text.nextLine(after: place)
        var end = start
        while end < text.count,
            !(ByteText.isLineEnd(text.bytes[end]) && text.holds("--", at: text.nextLine(after: end)))
        { end += 1 }
        guard start < end else { return }
        note(kind, start..<end, isOpen: false)
    }

    /// Whether a value without quotation marks is code: a call, a member, a name like the field's own.
    func isCode(_ value: Range<Int>, _ name: Range<Int>) -> Bool {
        var place = value.lowerBound
        if text[at: place] == 0x24 || text[at: place] == 0x26 || text[at: place] == 0x40 || text[at: place] == 0x2A {
            place += 1
        }
        guard ByteText.isLetter(text[at: place]) || text[at: place] == 0x5F else { return false }
        var (hasDigit, hasMember) = (false, false)
        while place < value.upperBound, case let byte = text.bytes[place],
            ByteText.isLetter(byte) || ByteText.isDigit(byte) || byte == 0x5F || byte == 0x2E || byte == 0x3F
                || byte == 0x21
        {
            hasDigit = hasDigit || ByteText.isDigit(byte)
            if byte == 0x2E, place + 1 < value.upperBound { hasMember = true }
            place += 1
        }
        if hasDigit { return false }
        if place == value.upperBound {
            if hasMember { return true }
            // `token: accessToken`: the end of the value is the end of the name.
            let last = text.bytes[name].split { [0x20, 0x5F, 0x2D].contains($0) }.last ?? text.bytes[name]
            let tail = last.suffix(6).map { $0 | 0x20 }
            let head = text.bytes[value].filter { $0 != 0x3F && $0 != 0x21 }.suffix(tail.count).map { $0 | 0x20 }
            return tail.count >= 3 && head.elementsEqual(tail)
        }
        let next = text[at: place + 1]
        switch text.bytes[place] {
        case 0x20:
            return ["try", "try?", "try\u{21}", "await", "new", "yield"].contains(text.string(value.lowerBound..<place))
        case 0x2D: return isCmdlet(value.lowerBound..<place, in: value)
        case 0x28:
            return text.quote(at: place + 1) > 0 || next == 0x29
                || ByteText.isLetter(next) && !text.bytes[place..<value.upperBound].contains(where: ByteText.isDigit)
        case 0x5B: return text.quote(at: place + 1) > 0 || next == 0x5D
        case 0x3C: return ByteText.isLetter(next)
        default: return false
        }
    }

    /// `Read-Host -AsSecureString "Password"` of PowerShell.
    private func isCmdlet(_ verb: Range<Int>, in value: Range<Int>) -> Bool {
        var end = verb.upperBound + 1
        while ByteText.isLetter(text[at: end]) { end += 1 }
        return end > verb.upperBound + 1 && [0, 0x20, 0x0A, 0x0D, 0x28, 0x29].contains(text[at: end])
            && ["get", "read", "new", "convertto", "convertfrom", "import", "invoke", "select", "join"].contains(
                text.string(verb).lowercased())
    }

    mutating func note(_ kind: SecretKind, _ value: Range<Int>, isOpen: Bool, isQuery: Bool = false) {
        var range = trimmed(value)
        // The stop of a sentence behind a code of digits.
        if isOpen, text[at: range.upperBound - 1] == 0x2E, text.bytes[range].dropLast().allSatisfy(ByteText.isDigit) {
            range = range.lowerBound..<range.upperBound - 1
        }
        guard !range.isEmpty else { return }
        switch kind.form {
        case .plain:
            if text.holds("bearer ", at: range.lowerBound) || text.holds("basic ", at: range.lowerBound) {
                return authorization(.credentials, range)
            }
            add(kind, range, isOpen: isOpen, isQuery: isQuery)
        case .authorization: authorization(kind, range)
        case .cookies, .setCookie:
            if !text.bytes[range].contains(0x3D) { return add(.cookie, range, isOpen: false, isQuery: false) }
            for value in CookiePairs.values(of: range, in: text, isFirstOnly: kind.form == .setCookie) {
                add(.cookie, value, isOpen: false, isQuery: true)
            }
        }
    }

    /// `Bearer …`, `Basic …`: the scheme stays.
    mutating func authorization(_ kind: SecretKind, _ value: Range<Int>) {
        var blank = value.lowerBound
        while blank < value.upperBound,
            ByteText.isLetter(text.bytes[blank]) || ByteText.isDigit(text.bytes[blank]) || text.bytes[blank] == 0x2D
        { blank += 1 }
        guard blank < value.upperBound, text.blankLength(at: blank) > 0 || text.bytes[blank] == 0x2B,
            blank > value.lowerBound
        else {
            return add(.credentials, value, isOpen: true, isQuery: false)
        }
        let start = text.skippingBlanks(from: text.bytes[blank] == 0x2B ? blank + 1 : blank)
        let isBearer = text.holds("bearer", at: value.lowerBound)
        var end = value.upperBound
        if isBearer || text.holds("basic", at: value.lowerBound) {
            // One word; what a log prints behind it is no part of it.
            end = start
            while end < value.upperBound,
                SecretShape.isTokenByte(text.bytes[end]) || [0x2E, 0x7E, 0x25].contains(text.bytes[end])
            { end += 1 }
        }
        guard start < end else { return }
        if end == value.upperBound, !isBearer, text.bytes[start..<end].contains(0x3D),
            text.bytes[start..<end].contains(0x2C) || text.bytes[start..<end].contains(0x22)
        {
            return parameters(of: start..<end)
        }
        add(isBearer ? .accessToken : .credentials, start..<end, isOpen: false, isQuery: false)
    }

    /// The parameters of an `Authorization` header: `Digest username="ada", response="…"`.
    private mutating func parameters(of range: Range<Int>) {
        var place = range.lowerBound
        while place < range.upperBound {
            let start = place
            while place < range.upperBound, text.nameLength(at: place) > 0 { place += 1 }
            guard place > start, text[at: place] == 0x3D else {
                place += 1
                continue
            }
            let name = text.string(start..<place).lowercased()
            place += 1
            let quote = text.quote(at: place)
            var value = quote > 0 ? text.quoted(at: place, length: quote) : place..<place
            if quote == 0 {
                while value.upperBound < range.upperBound, ![0x2C, 0x20].contains(text.bytes[value.upperBound]) {
                    value = value.lowerBound..<value.upperBound + 1
                }
            }
            place = max(place, value.upperBound + quote)
            guard !Self.openParameters.contains(name), value.upperBound <= range.upperBound, !value.isEmpty else {
                continue
            }
            add(.credentials, value, isOpen: false, isQuery: true)
        }
    }

    private static let openParameters: Set<String> = [
        "username", "realm", "uri", "algorithm", "qop", "nc", "domain", "stale", "charset", "oauth_version",
        "oauth_timestamp", "oauth_signature_method", "signedheaders", "version", "scope", "error", "error_description",
    ]

    mutating func add(_ kind: SecretKind, _ range: Range<Int>, isOpen: Bool, isQuery: Bool) {
        guard SecretShape.isSecret(text.bytes[range], kind, isOpen: isOpen, isQuery: isQuery) else { return }
        append(FoundSecret(range: range, kind: kind, name: place))
    }

    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, ByteText.isBlank(text.bytes[start]) || ByteText.isLineEnd(text.bytes[start]) { start += 1 }
        while end > start, ByteText.isBlank(text.bytes[end - 1]) || ByteText.isLineEnd(text.bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
