/// What stands behind a name without a sign, and what a value holds.
extension FieldScanner {
    /// `"X-Auth-Token", "value"` in brackets.
    mutating func tuple(_ kind: SecretKind, _ name: Range<Int>, after comma: Int, isQuoted: Bool) {
        let start = text.skippingBlanks(from: comma + 1, lines: isQuoted)
        if isQuoted {
            var place = start
            // `b"value"`
            if ByteText.isLetter(text[at: place]), text.quote(at: place + 1) == 1 { place += 1 }
            let quote = text.quote(at: place)
            guard quote > 0 else { return }
            let value = text.quoted(at: place, length: quote)
            guard kind.form == .cookies ? text.bytes[value].contains(0x3D) : SecretShape.isMixed(text.bytes[value]),
                NameClassifier.kind(of: text.bytes[value]) == nil
            else { return }
            note(kind, value, isOpen: false)
        } else if [0x5B, 0x28].contains(text[at: name.lowerBound - 1]) {
            // `[ClientSecret, value]` of .NET, `(secret,value)` of Scala.
            let close: UInt8 = text[at: name.lowerBound - 1] == 0x5B ? 0x5D : 0x29
            let end = reader.end(from: start, opening: close, isWhole: false)
            guard text[at: end] == close, SecretShape.isMixed(text.bytes[start..<end]) || kind.form != .plain else {
                return
            }
            note(kind, start..<end, isOpen: false)
        }
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
        case 0x28:
            return text.quote(at: place + 1) > 0 || next == 0x29
                || ByteText.isLetter(next) && !text.bytes[place..<value.upperBound].contains(where: ByteText.isDigit)
        case 0x5B: return text.quote(at: place + 1) > 0 || next == 0x5D
        case 0x3C: return ByteText.isLetter(next)
        default: return false
        }
    }

    mutating func note(_ kind: SecretKind, _ value: Range<Int>, isOpen: Bool, isQuery: Bool = false) {
        let range = trimmed(value)
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
            var start = range.lowerBound
            while start < range.upperBound {
                var end = start
                while end < range.upperBound, text.bytes[end] != 0x3B { end += 1 }
                if let sign = text.bytes[start..<end].firstIndex(of: 0x3D) {
                    add(.cookie, sign + 1..<end, isOpen: false, isQuery: true)
                }
                guard kind.form == .cookies else { return }
                start = end + 1
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
        add(isBearer ? .accessToken : .credentials, start..<end, isOpen: false, isQuery: false)
    }

    mutating func add(_ kind: SecretKind, _ range: Range<Int>, isOpen: Bool, isQuery: Bool) {
        guard SecretShape.isSecret(text.bytes[range], kind, isOpen: isOpen, isQuery: isQuery) else { return }
        append(FoundSecret(range: range, kind: kind))
    }

    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, ByteText.isBlank(text.bytes[start]) || ByteText.isLineEnd(text.bytes[start]) { start += 1 }
        while end > start, ByteText.isBlank(text.bytes[end - 1]) || ByteText.isLineEnd(text.bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
