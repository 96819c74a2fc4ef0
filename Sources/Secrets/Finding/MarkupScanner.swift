/// Finds secrets in elements of XML and HTML: `<wsse:Password Type="…">value</wsse:Password>`.
///
/// A name may also be the text before: `<key>password</key><string>value</string>`.
struct MarkupScanner {
    private let text: ByteText
    private var found: [FoundSecret] = []

    static func secrets(in text: ByteText) -> [FoundSecret] {
        guard text.bytes.contains(0x3C) else { return [] }
        var scanner = MarkupScanner(text: text)
        scanner.scan()
        return scanner.found
    }

    private init(text: ByteText) {
        self.text = text
    }

    private mutating func scan() {
        var place = 0
        while place < text.count {
            guard text.bytes[place] == 0x3C, ByteText.isLetter(text[at: place + 1]) else {
                place += 1
                continue
            }
            guard let tag = tag(at: place) else {
                place += 1
                continue
            }
            place = tag.end
            guard !tag.isClosed else { continue }
            if let (kind, end) = label(from: tag.end) {
                content(of: kind, from: end, isNested: false)
            } else if let kind = NameClassifier.kind(of: text.bytes[tag.name]) {
                content(of: kind, from: tag.end, isNested: true)
            } else if let (name, kind) = namingAttribute(of: tag) {
                content(of: kind, from: max(tag.end, name), isNested: true)
            }
        }
    }

    private struct Tag {
        /// The local name.
        let name: Range<Int>
        let attributes: Range<Int>
        /// Behind `>`.
        let end: Int
        let isClosed: Bool
    }

    /// The tag that opens at a place.
    private func tag(at place: Int) -> Tag? {
        var start = place + 1
        var end = start
        while text.nameLength(at: end) > 0 || text[at: end] == 0x3A || text[at: end] == 0x2E {
            if text[at: end] == 0x3A { start = end + 1 }
            end += max(1, text.nameLength(at: end))
        }
        guard end > start else { return nil }
        let attributes = end
        while end < text.count, end - attributes < 4_000, text.bytes[end] != 0x3E, text.bytes[end] != 0x3C {
            let mark = text.bytes[end]
            if mark == 0x22 || mark == 0x27 {
                var close = end + 1
                while close < text.count, close - end < 4_000, text.bytes[close] != mark { close += 1 }
                end = close
            }
            end += 1
        }
        guard text[at: end] == 0x3E else { return nil }
        // `<access token 1>` of a cleaned text.
        if ByteText.isDigit(text[at: end - 1]), !text.bytes[attributes..<end].contains(0x3D) { return nil }
        return Tag(
            name: start..<attributes, attributes: attributes..<end, end: end + 1, isClosed: text[at: end - 1] == 0x2F)
    }

    /// `<setting name="ClientSecret">`: an attribute whose value is the name of a secret, in a tag without a value.
    private func namingAttribute(of tag: Tag) -> (end: Int, kind: SecretKind)? {
        // The value is another attribute's: that is a record.
        let attributes = text.string(tag.attributes).lowercased()
        guard !attributes.contains("value="), !attributes.contains("content="),
            !text.holds("input", at: tag.name.lowerBound)
        else { return nil }
        var place = tag.attributes.lowerBound
        while place < tag.attributes.upperBound {
            let quote = text.bytes[place]
            guard quote == 0x22 || quote == 0x27, text[at: place - 1] == 0x3D else {
                place += 1
                continue
            }
            var end = place + 1
            while end < tag.attributes.upperBound, text.bytes[end] != quote { end += 1 }
            var start = place - 1
            while start > tag.attributes.lowerBound, ByteText.isWord(text.bytes[start - 1]) { start -= 1 }
            let key = text.string(start..<place - 1).lowercased()
            if ["name", "key", "id", "for", "class", "property"].contains(key),
                let kind = NameClassifier.kind(of: text.bytes[(place + 1)..<end]),
                kind.strength > .weak
            {
                return (end, kind)
            }
            place = end + 1
        }
        return nil
    }

    /// A text that is the name of a secret and nothing else, with where its element ends.
    private func label(from start: Int) -> (SecretKind, Int)? {
        var end = start
        while end < text.count, end - start <= 60, text.bytes[end] != 0x3C { end += 1 }
        guard text[at: end] == 0x3C, end - start >= 2, end - start <= 60 else { return nil }
        var (first, last) = (text.skippingBlanks(from: start, lines: true), end)
        while last > first,
            ByteText.isBlank(text.bytes[last - 1]) || ByteText.isLineEnd(text.bytes[last - 1])
                || [0x3A, 0x2A, 0x3D].contains(text.bytes[last - 1])
        { last -= 1 }
        if text.quote(at: first) == 1 { first += 1 }
        guard first < last, let kind = NameClassifier.kind(of: text.bytes[first..<last]), kind.strength > .weak else {
            return nil
        }
        return (kind, end)
    }

    /// The text of an element, or of the first one inside of or behind it.
    private mutating func content(of kind: SecretKind, from start: Int, isNested: Bool) {
        var place = start
        for _ in 0..<6 {
            place = text.skippingBlanks(from: place, lines: true)
            if text[at: place] == 0x3A { place = text.skippingBlanks(from: place + 1, lines: true) }
            if text.holds("<![CDATA[", at: place) {
                var end = place + 9
                while end < text.count, end - place < 65_536, !text.holds("]]>", at: end) { end += 1 }
                return add(kind, place + 9..<end, isLabelled: !isNested)
            }
            guard text[at: place] == 0x3C else { break }
            // Out of the element again: it was empty.
            if isNested, text[at: place + 1] == 0x2F { return }
            var end = place + 1
            while end < text.count, end - place < 4_000, text.bytes[end] != 0x3E { end += 1 }
            // The next row or paragraph is about something else.
            if text.holds("<tr", at: place) || text.holds("</table", at: place) || text.holds("<input", at: place) {
                return
            }
            place = end + 1
        }
        var end = place
        while end < text.count, end - place < 65_536, text.bytes[end] != 0x3C { end += 1 }
        // At the end of a text there is no element's end.
        guard text[at: end] == 0x3C else { return }
        add(kind, place..<end, isLabelled: !isNested)
    }

    private mutating func add(_ kind: SecretKind, _ range: Range<Int>, isLabelled: Bool) {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, text.bytes[start] <= 0x20 { start += 1 }
        while end > start, text.bytes[end - 1] <= 0x20 { end -= 1 }
        if kind.form == .authorization {
            for scheme: StaticString in ["bearer ", "basic "] where text.holds(scheme, at: start) {
                start += scheme.utf8CodeUnitCount
            }
        }
        let value = text.bytes[start..<end]
        // What stands beside a label may be a sentence.
        guard !isLabelled || !value.contains(0x20) && (SecretShape.isMixed(value)) else { return }
        guard !SecretShape.isSentence(value),
            SecretShape.isSecret(
                value, kind, isOpen: false,
                isQuery: kind.strength < .strong && !isLabelled && value.count >= 6 && kind.strength == .medium)
        else { return }
        found.append(FoundSecret(range: start..<end, kind: kind))
    }
}
