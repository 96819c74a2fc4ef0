/// What programs print between a sign and the value itself.
extension ValueReader {
    /// Behind `Optional(`, `string(8) `, `b`, `N`, `@`, `!!str ` and the like.
    func behindWrappers(_ start: Int) -> Int {
        var place = start
        for _ in 0..<4 {
            if let inner = behindType(at: place) {
                place = inner
                continue
            }
            var end = place
            while end - place < 24,
                ByteText.isWord(text[at: end]) || text[at: end] == 0x2E || text[at: end] == 0x21
                    || text[at: end] == 0x40 || text[at: end] == 0x26
            { end += 1 }
            if end == place, text[at: place] == 0x28 { end = place }
            if text[at: end] == 0x28 {
                var inner = text.skippingBlanks(from: end + 1)
                // `string(8) "value"`
                var digits = inner
                while ByteText.isDigit(text[at: digits]) { digits += 1 }
                if digits > inner, text[at: digits] == 0x29 { inner = text.skippingBlanks(from: digits + 1) }
                guard text.quote(at: inner) > 0 ? isWrapper(place..<end) : isKnownWrapper(place..<end) else { break }
                place = inner
                continue
            }
            if end > place, end - place <= 2, text.quote(at: end) == 1, text[at: end] != 0x60 {
                place = end
                continue
            }
            if end > place, text[at: place] == 0x21, ByteText.isBlank(text[at: end]) {
                place = text.skippingBlanks(from: end)
                continue
            }
            break
        }
        return place
    }

    /// Whether a call makes a value and does not fetch one: `Optional(…)`, `SecureString(…)`, `string(8)`, `(…)`.
    private func isWrapper(_ range: Range<Int>) -> Bool {
        let name = text.string(range)
        return name.isEmpty || isKnownWrapper(range)
            || (0x41...0x5A).contains(text[at: range.lowerBound]) && !name.contains(".")
                && !name.lowercased().contains("get")
    }

    /// A wrapper that is printed around a value without quotation marks, too.
    private func isKnownWrapper(_ range: Range<Int>) -> Bool {
        ["optional", "some", "string", "secret", "just", "redacted", "str"].contains(text.string(range).lowercased())
    }

    /// `password: String = "value"`: the value behind a type.
    func behindType(_ start: Int, _ sign: Sign) -> Range<Int>? {
        guard sign == .colon, ByteText.isLetter(text[at: start]) else { return nil }
        var end = start
        while end - start < 40,
            ByteText.isWord(text[at: end]) || [0x3F, 0x21, 0x3C, 0x3E, 0x26].contains(text[at: end])
        { end += 1 }
        let equals = text.skippingBlanks(from: end)
        guard text[at: equals] == 0x3D else { return nil }
        let value = behindWrappers(text.skippingBlanks(from: equals + 1))
        let quote = text.quote(at: value)
        return quote > 0 ? text.quoted(at: value, length: quote) : nil
    }

    /// Behind what stands between a sign and a value in quotation marks: `0x55e0 "…"` of a debugger,
    /// `<<"…">>` of Erlang, `[]string{"…"}` of Go, `ConvertTo-SecureString "…"` of PowerShell.
    private func behindType(at place: Int) -> Int? {
        switch text[at: place] {
        case 0x30 where text.holds("0x", at: place):
            var end = place + 2
            while hexadecimalValue(text[at: end]) != nil { end += 1 }
            let inner = text.skippingBlanks(from: end)
            return inner > end && text.quote(at: inner) > 0 ? inner : nil
        case 0x3C: return text[at: place + 1] == 0x3C && text.quote(at: place + 2) > 0 ? place + 2 : nil
        case 0x5B where text[at: place + 1] == 0x5D:
            var end = place + 2
            while ByteText.isWord(text[at: end]) || text[at: end] == 0x2E { end += 1 }
            return end > place + 2 && text[at: end] == 0x7B ? end : nil
        case 0x43, 0x63:
            guard text.holds("ConvertTo-SecureString", at: place) else { return nil }
            var inner = text.skippingBlanks(from: place + 22)
            if text.holds("-String ", at: inner) { inner = text.skippingBlanks(from: inner + 7) }
            return text.quote(at: inner) > 0 ? inner : nil
        default: return nil
        }
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        var view = Substring(self)
        while let first = view.first, first == " " || first == "\t" { view.removeFirst() }
        while let last = view.last, last == " " || last == "\t" { view.removeLast() }
        return String(view)
    }
}
