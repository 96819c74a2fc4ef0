/// Finds secrets by the names of their fields, in one pass over the words of a text.
struct FieldScanner {
    let text: ByteText
    let reader: ValueReader
    let records: RecordScanner
    private(set) var found: [FoundSecret] = []
    private var kinds: [[UInt8]: SecretKind?] = [:]
    /// The words just before the present one, as far as only single blanks or signs are between them.
    private var recent: [Range<Int>] = []

    /// The secrets of a text; they may overlap and are in no order.
    static func secrets(in text: ByteText) -> [FoundSecret] {
        var scanner = FieldScanner(text: text)
        scanner.scan()
        return scanner.found
    }

    /// Adds a secret.
    mutating func append(_ secret: FoundSecret) { found.append(secret) }

    /// Where the name begins that is looked at.
    private(set) var place = 0

    private init(text: ByteText) {
        self.text = text
        reader = ValueReader(text: text)
        records = RecordScanner(text: text, reader: reader)
    }

    private mutating func scan() {
        var place = 0
        while place < text.count {
            let length = text.nameLength(at: place)
            guard length > 0 else {
                place += 1
                continue
            }
            let start = place
            while case let length = text.nameLength(at: place), length > 0 { place += length }
            let word = start..<place
            remember(word)
            word.count <= 80 ? look(at: word) : ()
        }
    }

    private mutating func remember(_ word: Range<Int>) {
        if let last = recent.last, !isJoint(last.upperBound..<word.lowerBound) {
            recent.removeAll(keepingCapacity: true)
        }
        recent.append(word)
        if recent.count > 4 { recent.removeFirst() }
    }

    /// Whether words on both sides may be one name: `API key`, `clé d'API`, `client.secret`.
    private func isJoint(_ gap: Range<Int>) -> Bool {
        switch gap.count {
        case 1: [0x20, 0x2E, 0x27, 0x2F].contains(text.bytes[gap.lowerBound])
        case 2: text.blankLength(at: gap.lowerBound) == 2
        case 3: text.bytes[gap.lowerBound] == 0xE2 && text.bytes[gap.lowerBound + 1] == 0x80
        default: false
        }
    }

    /// The kind of a name that ends with a word, and where the name begins.
    private mutating func kind(endingWith word: Range<Int>) -> (kind: SecretKind, start: Int)? {
        var best = kind(of: word).map { ($0, word.lowerBound) }
        guard best?.0.strength != .strong, recent.count > 1 else { return best }
        for first in recent.dropLast().reversed() {
            guard let kind = kind(of: first.lowerBound..<word.upperBound),
                kind.strength > best?.0.strength ?? .weak || best == nil
            else { continue }
            // Words before a name that say nothing do not belong to it.
            if best != nil || kind.strength == .strong || kind.strength == .medium { best = (kind, first.lowerBound) }
            if kind.strength == .strong { break }
        }
        return best
    }

    /// The name with the words before it that are in the same quotation marks, brackets, emphasis or field.
    private func whole(_ name: Range<Int>) -> Range<Int> {
        guard text.quote(before: name.lowerBound) == 0 else { return name }
        let next = text[at: name.upperBound]
        let isQuoted = text.quote(at: name.upperBound) > 0
        let first = recent.reversed().first { word in
            guard word.lowerBound < name.lowerBound else { return false }
            if isQuoted { return text.quote(before: word.lowerBound) > 0 }
            switch text[at: word.lowerBound - 1] {
            case 0x5B, 0x28, 0x7B: return next == 0x2C || next == 0x5D
            case 0x2A, 0x5F: return next == 0x3A || next == 0x2A || next == 0x5F
            case 0x3D: return next == 0x2C || ByteText.isLineEnd(next)
            case 0x20: return text[at: word.lowerBound - 2] == 0x3A && (next == 0x2C || ByteText.isLineEnd(next))
            default: return false
            }
        }
        return (first?.lowerBound ?? name.lowerBound)..<name.upperBound
    }

    private mutating func kind(of name: Range<Int>) -> SecretKind? {
        let bytes = Array(text.bytes[name])
        if let known = kinds[bytes] { return known }
        let kind = NameClassifier.kind(of: bytes)
        // A text may have any number of words.
        if kinds.count > 20_000 { kinds.removeAll() }
        kinds[bytes] = .some(kind)
        return kind
    }

    // MARK: One name

    private mutating func look(at word: Range<Int>) {
        if word.count <= 20, text.holds("cookies", at: word.upperBound - 7) { cookieList(after: word.upperBound) }
        guard let (kind, start) = kind(endingWith: word) else { return }
        let name = whole(start..<word.upperBound)
        place = name.lowerBound
        let opening = text.quote(before: name.lowerBound)
        let closing = text.quote(at: name.upperBound)
        let isQuoted =
            opening > 0 && closing > 0 && text[at: name.lowerBound - 1] == text[at: name.upperBound + closing - 1]
        var end = name.upperBound + (isQuoted ? closing : 0)
        // `["name"] =`, `[name] =>`, `name] =`.
        if text[at: end] == 0x5D { end += 1 }
        if text[at: end] == 0x29, text[at: end + 1] != 0x2E { end += 1 }
        end = behindEmphasis(name, end)
        if text[at: end] == 0x3A { end = behindVisibility(name, end) }
        let isIndexed = text[at: end - 1] == 0x5D
        let mark: UInt8 = opening == 1 && !isQuoted ? text[at: name.lowerBound - 1] : 0
        let after = text.skippingBlanks(from: end, lines: isQuoted)
        if let (sign, value) = sign(at: after, isQuoted) {
            assign(kind, name, sign, at: value, mark, isQuoted: isQuoted)
        } else if text[at: after] == 0x2C {
            isIndexed ? () : tuple(kind, name, after: after, isQuoted: isQuoted)
        } else if text[at: after] == 0x28, !isQuoted {
            setter(kind, name, at: after + 1)
        } else if text[at: after] == 0x2F,
            text[at: name.lowerBound - 1] == 0x2F || text[at: name.lowerBound - 1] == 0x2D
        {
            segment(kind, at: after + 1)
        } else if after > name.upperBound, !isQuoted, text[at: name.lowerBound - 1] != 0x2F {
            found += SpokenSecret.secrets(kind, name, at: after, in: text)
        }
        if kind.strength == .strong, ByteText.isLineEnd(text[at: after]), let value = reader.line(below: name) {
            note(kind, value, isOpen: true)
        }
        if kind.strength == .strong, let said = SpokenSecret.before(start..<word.upperBound, kind, in: text) {
            found.append(said)
        }
        for value in records.values(of: name) { note(kind, value, isOpen: false) }
        formPart(kind, name)
    }

    /// The sign behind a name, and where the value may begin.
    private func sign(at place: Int, _ isQuoted: Bool) -> (ValueReader.Sign, Int)? {
        switch text[at: place] {
        // `password{"value"}` of C++.
        case 0x7B where !isQuoted && text[at: place + 1] == 0x22: return (.equals, place + 1)
        case 0x3B where isQuoted:
            // `s:13:"client_secret";s:16:"value"` of PHP.
            guard text.holds("s:", at: place + 1) else { return nil }
            var value = place + 3
            while ByteText.isDigit(text[at: value]) { value += 1 }
            return text[at: value] == 0x3A && text[at: value + 1] == 0x22 ? (.colon, value + 1) : nil
        case 0x3A:
            // `userPassword:: value` of LDIF.
            if text[at: place + 1] == 0x3A, ByteText.isBlank(text[at: place + 2]) { return (.colon, place + 2) }
            if text[at: place + 1] == 0x3D { return (.equals, place + 2) }
            if text[at: place + 1] == 0x3A || text[at: place + 1] == 0x2F && text[at: place + 2] == 0x2F { return nil }
            return (.colon, place + 1)
        case 0x3D:
            if text[at: place + 1] == 0x3E { return (.arrow, place + 2) }
            if text[at: place + 1] == 0x3D, [0x3D, 0x20].contains(text[at: place + 2]) || text.quote(at: place + 2) > 0
            {
                return nil
            }
            return (.equals, place + 1)
        case 0x2D where text[at: place + 1] == 0x3E: return (.arrow, place + 2)
        case 0xE2 where text[at: place + 1] == 0x86 && text[at: place + 2] == 0x92: return (.arrow, place + 3)
        case 0xEF where text[at: place + 1] == 0xBC && text[at: place + 2] == 0x9A: return (.colon, place + 3)
        default: return nil
        }
    }

    private mutating func assign(
        _ kind: SecretKind, _ name: Range<Int>, _ sign: ValueReader.Sign, at place: Int, _ mark: UInt8, isQuoted: Bool
    ) {
        let before = text[at: name.lowerBound - 1]
        let isQuery =
            sign == .equals && [0x3F, 0x26, 0x23, 0x3B].contains(before) && !ByteText.isBlank(text[at: place])
        // A flag of curl that takes the rest of its argument, ampersands and all.
        if sign == .equals, mark != 0, isData(name.lowerBound - 1) {
            return note(
                kind, place..<max(place, text.quoted(at: name.lowerBound - 1, length: 1).upperBound), isOpen: false)
        }
        if kind.form != .plain, sign != .equals || !isQuery, text.quote(at: text.skippingBlanks(from: place)) == 0 {
            return header(kind, name, at: place, mark)
        }
        for value in reader.values(at: place, sign, name: name, opening: mark, isQuery: isQuery, isQuoted: isQuoted) {
            let isBare = text.quote(at: value.range.lowerBound - 1) == 0
            if isBare, value.isOpen || sign == .equals, isCode(value.range, name) { continue }
            if value.isOpen, !isQuoted,
                SecretShape.isSentence(text.bytes[value.range.lowerBound..<sentenceEnd(from: value.range.upperBound)])
            {
                continue
            }
            note(
                kind, value.range, isOpen: value.isOpen && !isQuoted,
                isQuery: isQuery || sign == .equals && kind.strength == .medium)
        }
    }

    /// The end of the line of a value, or as much of it as the beginning of a sentence needs.
    private func sentenceEnd(from place: Int) -> Int {
        var end = place
        while end < text.count, end - place < 24, !ByteText.isLineEnd(text.bytes[end]) { end += 1 }
        return end
    }

    /// `--data-urlencode "password=a&b"`, whose value is the rest of the argument.
    private func isData(_ quote: Int) -> Bool {
        var place = quote
        while ByteText.isBlank(text[at: place - 1]) { place -= 1 }
        return text.holds("--data-urlencode", at: place - 16) || text.holds("--form-string", at: place - 13)
            || text.holds("-F", at: place - 2) || text.holds("--form", at: place - 6)
    }

    /// `Cookie: a=b; c=d` and `Authorization: Basic …`, which go on to the line's end.
    private mutating func header(_ kind: SecretKind, _ name: Range<Int>, at place: Int, _ mark: UInt8) {
        var start = text.skippingBlanks(from: place)
        // A folded header goes on in the next line, behind a blank.
        if ByteText.isLineEnd(text[at: start]) {
            let next = text.nextLine(after: start)
            guard ByteText.isBlank(text[at: next]) else { return }
            start = text.skippingBlanks(from: next)
        }
        if text[at: start] == 0x5B { start += 1 }
        let before = text[at: name.lowerBound - 1]
        let bracket: UInt8 = before == 0x5B ? 0x5D : before == 0x7B ? 0x7D : text[at: start - 1] == 0x5B ? 0x5D : 0
        var end = start
        while end < text.count, end - start < 16_384, !ByteText.isLineEnd(text.bytes[end]) {
            let byte = text.bytes[end]
            if mark != 0 && byte == mark || bracket != 0 && byte == bracket { break }
            if byte == 0x5C, [0x22, 0x6E, 0x72].contains(text[at: end + 1]) { break }
            if byte == 0x5C, text[at: end + 1] == 0x5C, [0x6E, 0x72].contains(text[at: end + 2]) { break }
            if byte == 0x22, mark == 0, text[at: end - 1] == 0x3D {
                // A cookie in quotation marks.
                end = min(text.quoted(at: end, length: 1).upperBound + 1, text.lineEnd(from: end))
                continue
            }
            if byte == 0x27 || byte == 0x22, mark == 0, !ByteText.isWord(text[at: end + 1]), kind.form == .cookies {
                break
            }
            end += 1
        }
        if kind.form == .plain || text.bytes[start..<end].isEmpty { return }
        if SecretShape.isSentence(text.bytes[start..<end]) { return }
        note(kind, start..<end, isOpen: true)
    }
}
