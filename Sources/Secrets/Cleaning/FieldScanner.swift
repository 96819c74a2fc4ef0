/// Finds the values of secret fields in headers, URLs, forms, JSON, HAR, XML and HTML, by the names of the fields.
struct FieldScanner {
    /// A secret's place.
    struct Found {
        let range: Range<Int>
        let kind: SecretKind
    }

    private let text: ByteText
    private var found: [Found] = []

    /// The secrets of a text, in the order of their places, none inside another.
    static func secrets(in text: ByteText) -> [Found] {
        var scanner = FieldScanner(text: text)
        scanner.scan()
        return scanner.found
    }

    private init(text: ByteText) {
        self.text = text
    }

    private mutating func scan() {
        var place = 0
        while place < text.count {
            guard Self.isName(text.bytes[place]) else {
                place += 1
                continue
            }
            var start = place
            while Self.isName(text[at: place]) { place += 1 }
            // `%3Fcode%3D…`: a percent sign takes two of the letters.
            if text[at: start - 1] == 0x25, place - start > 2 { start += 2 }
            if text.holds("cookies", at: start), place - start == 7 {
                cookieList(after: place)
            } else if let kind = SecretKind(field: text.bytes[start..<place]) {
                field(kind, start..<place)
            }
        }
        found.sort { $0.range.lowerBound < $1.range.lowerBound }
        var end = 0
        found = found.filter { item in
            defer { end = max(end, item.range.upperBound) }
            return item.range.lowerBound >= end
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        SecretShape.isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x5F || byte == 0x2D
    }

    // MARK: One field

    private mutating func field(_ kind: SecretKind, _ name: Range<Int>) {
        let opening = text.quote(before: name.lowerBound)
        let closing = text.quote(at: name.upperBound)
        let isQuoted = opening > 0 && opening == closing
        let after = text.skippingBlanks(from: name.upperBound + (isQuoted ? closing : 0), lines: isQuoted)
        switch text[at: after] {
        case 0x3A where isQuoted: member(kind, at: after + 1)
        // `name := value`.
        case 0x3A where text[at: after + 1] == 0x3D: assignment(kind, name, at: after + 2, isSpaced: true)
        case 0x3A: header(kind, at: after + 1, opening: opening, name: name)
        // `name => value`.
        case 0x3D where text[at: after + 1] == 0x3E: assignment(kind, name, at: after + 2, isSpaced: true)
        case 0x3D: assignment(kind, name, at: after + 1, isSpaced: after > name.upperBound)
        case 0x25 where text.holds("%3D", at: after): parameter(kind, name, at: after + 3, isEncoded: true)
        case 0x3E where text[at: name.lowerBound - 1] == 0x3C: element(kind, at: after + 1)
        case _ where isQuoted: pair(kind, name)
        case _ where after > name.upperBound && kind.form == .plain:
            found += SpokenSecret.secrets(kind, name, at: after, in: text)
        default: break
        }
    }

    /// `"name": "value"`, `"name": ["value"]`.
    private mutating func member(_ kind: SecretKind, at place: Int) {
        let start = text.skippingBlanks(from: place, lines: true)
        if text[at: start] == 0x5B {
            var next = text.skippingBlanks(from: start + 1, lines: true)
            while text.quote(at: next) > 0 {
                let value = text.quoted(at: next, length: text.quote(at: next))
                note(kind, value)
                next = text.skippingBlanks(from: value.upperBound + text.quote(at: next), lines: true)
                if text[at: next] == 0x2C { next = text.skippingBlanks(from: next + 1, lines: true) }
            }
            return
        }
        let quote = text.quote(at: start)
        if quote > 0 { note(kind, text.quoted(at: start, length: quote)) }
    }

    /// `Name: value`, also between the quotation marks of a shell.
    private mutating func header(_ kind: SecretKind, at place: Int, opening: Int, name: Range<Int>) {
        guard kind.form != .weak else { return }
        var start = text.skippingBlanks(from: place, lines: false)
        // A folded header goes on in the next line, behind a blank.
        let next = text[at: start] == 0x0D ? start + 2 : start + 1
        if [0x0A, 0x0D].contains(text[at: start]), [0x20, 0x09].contains(text[at: next]) {
            start = text.skippingBlanks(from: next, lines: false)
        }
        var stops: [UInt8] = [0x0A, 0x0D]
        if opening > 0 {
            stops += [text[at: name.lowerBound - 1], 0x5C]
        } else if text.quote(at: start) > 0 {
            note(kind, text.quoted(at: start, length: text.quote(at: start)))
            return
        }
        if kind.form == .plain { stops += [0x20, 0x09, 0x2C, 0x3B, 0x22, 0x27, 0x7D, 0x29] }
        note(kind, start..<text.end(from: start, before: stops))
    }

    /// `Name = value` and `name=value`: blanks go on to the value where they stand before the sign, or before quotes.
    private mutating func assignment(_ kind: SecretKind, _ name: Range<Int>, at place: Int, isSpaced: Bool) {
        let after = text.skippingBlanks(from: place, lines: false)
        parameter(kind, name, at: isSpaced || text.quote(at: after) > 0 ? after : place, isEncoded: false)
    }

    /// `name=value` in a query, a form or an environment.
    private mutating func parameter(_ kind: SecretKind, _ name: Range<Int>, at place: Int, isEncoded: Bool) {
        let quote = text.quote(at: place)
        var value: Range<Int>
        if quote > 0 {
            value = text.quoted(at: place, length: quote)
        } else {
            let stops: [UInt8] = [
                0x26, 0x3B, 0x22, 0x27, 0x3C, 0x3E, 0x20, 0x09, 0x0A, 0x0D, 0x29, 0x5D, 0x7D, 0x2C, 0x5C, 0x23,
            ]
            value = place..<text.end(from: place, before: stops)
            if isEncoded, let end = value.first(where: { text.holds("%26", at: $0) }) { value = place..<end }
        }
        // In a query the name alone tells; elsewhere a common word needs a value that looks like a secret.
        let isQuery = isEncoded || [0x3F, 0x26, 0x23].contains(text[at: name.lowerBound - 1])
        if kind.form == .weak, !isQuery, !SecretShape.isTokenLike(text.bytes[value]) { return }
        add(kind, value)
    }

    /// `<name>value</name>`.
    private mutating func element(_ kind: SecretKind, at place: Int) {
        note(kind, place..<text.end(from: place, before: [0x3C]))
    }

    /// `{"name": "Authorization", "value": "…"}` in either order, and `<input name="password" value="…">`.
    private mutating func pair(_ kind: SecretKind, _ name: Range<Int>) {
        let isMarkup = text.holds("name=", at: name.lowerBound - 6) || text.holds("name=", at: name.lowerBound - 7)
        var start = name.lowerBound
        while start > 0, name.lowerBound - start < 20_000, text[at: start] != (isMarkup ? 0x3C : 0x7B) { start -= 1 }
        var place = start
        while place < text.count, place - start < 100_000 {
            let quote = text.quote(at: place)
            if quote > 0 {
                let inner = text.quoted(at: place, length: quote)
                if !isMarkup, text.holds("value", at: inner.lowerBound), inner.count == 5 {
                    let colon = text.skippingBlanks(from: inner.upperBound + quote, lines: true)
                    if text[at: colon] == 0x3A { return member(kind, at: colon + 1) }
                }
                place = inner.upperBound + quote
                continue
            }
            if isMarkup, text.holds("value=", at: place), text.quote(at: place + 6) > 0 {
                return note(kind, text.quoted(at: place + 6, length: text.quote(at: place + 6)))
            }
            if place > start, text[at: place] == (isMarkup ? 0x3E : 0x7D) { return }
            place += 1
        }
    }

    /// `"cookies": [{"name": "a", "value": "…"}]`: whatever their names are.
    private mutating func cookieList(after name: Int) {
        let quote = text.quote(at: name)
        let colon = text.skippingBlanks(from: name + quote, lines: true)
        let start = text.skippingBlanks(from: colon + 1, lines: true)
        guard quote > 0, text[at: colon] == 0x3A, text[at: start] == 0x5B else { return }
        var place = start
        while place < text.count, text[at: place] != 0x5D {
            let quote = text.quote(at: place)
            guard quote > 0 else {
                place += 1
                continue
            }
            let inner = text.quoted(at: place, length: quote)
            place = inner.upperBound + quote
            let colon = text.skippingBlanks(from: place, lines: true)
            if text.holds("value", at: inner.lowerBound), inner.count == 5, text[at: colon] == 0x3A {
                member(.cookie, at: colon + 1)
            }
        }
    }

    // MARK: What a value holds

    /// Notes the secrets of a field's whole value.
    private mutating func note(_ kind: SecretKind, _ value: Range<Int>) {
        switch kind.form {
        case .plain: add(kind, value)
        case .weak: if SecretShape.isTokenLike(text.bytes[value]) { add(kind, value) }
        case .authorization: authorization(value)
        case .cookies, .setCookie:
            var start = value.lowerBound
            while start < value.upperBound {
                let end = min(text.end(from: start, before: [0x3B]), value.upperBound)
                let sign = text.end(from: start, before: [0x3D])
                if sign < end { add(.cookie, (sign + 1)..<end) }
                guard kind.form == .cookies else { return }
                start = end + 1
            }
        }
    }

    /// `Bearer …`, `Basic …`: the scheme stays.
    private mutating func authorization(_ value: Range<Int>) {
        let blank = text.end(from: value.lowerBound, before: [0x20])
        guard blank < value.upperBound else { return add(.credentials, value) }
        let isBearer = text.holds("bearer", at: value.lowerBound)
        add(isBearer ? .accessToken : .credentials, text.skippingBlanks(from: blank, lines: false)..<value.upperBound)
    }

    private mutating func add(_ kind: SecretKind, _ range: Range<Int>) {
        // In a jar, any value may be the session, however short.
        let isCookie = kind.name == SecretKind.cookie.name
        let shortest = isCookie ? 1 : kind.form == .weak ? 3 : 2
        guard SecretShape.isSecret(text.bytes[range], shortest: shortest, orWord: isCookie) else { return }
        found.append(Found(range: range, kind: kind))
    }
}
