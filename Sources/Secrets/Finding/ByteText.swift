/// A text as bytes, with the few questions that a scan asks about a place in it.
struct ByteText {
    let bytes: [UInt8]
    var count: Int { bytes.count }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The byte at a place; 0 outside of the text.
    subscript(at place: Int) -> UInt8 {
        place >= 0 && place < bytes.count ? bytes[place] : 0
    }

    /// Whether a word of ASCII stands at a place, in any case of letters.
    func holds(_ word: StaticString, at place: Int) -> Bool {
        guard place >= 0, place + word.utf8CodeUnitCount <= count else { return false }
        return word.withUTF8Buffer { letters in
            for index in letters.indices {
                let (one, other) = (letters[index], bytes[place + index])
                guard one == other || (Self.isLetter(one) && one | 0x20 == other | 0x20) else { return false }
            }
            return true
        }
    }

    /// Whether a word of ASCII stands at a place, in the same case of letters.
    func isExactly(_ word: StaticString, at place: Int) -> Bool {
        guard place >= 0, place + word.utf8CodeUnitCount <= count else { return false }
        return word.withUTF8Buffer { letters in letters.indices.allSatisfy { letters[$0] == bytes[place + $0] } }
    }

    /// The text of a range.
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    // MARK: Kinds of bytes

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == 0x5F || byte >= 0x80 }
    static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// The length of the character of a name that stands at a place: a letter of any Latin alphabet, a digit, `_`, `-`;
    /// 0 for another.
    func nameLength(at place: Int) -> Int {
        let byte = self[at: place]
        if Self.isLetter(byte) || Self.isDigit(byte) || byte == 0x5F || byte == 0x2D { return 1 }
        // Not C2, which leads no-break spaces and signs.
        return (0xC3...0xDF).contains(byte) && (0x80...0xBF).contains(self[at: place + 1]) ? 2 : 0
    }

    /// The length of a blank at a place, no-break spaces among them; 0 for none.
    func blankLength(at place: Int) -> Int {
        switch self[at: place] {
        case 0x20, 0x09: 1
        case 0xC2 where self[at: place + 1] == 0xA0: 2
        case 0xE2 where self[at: place + 1] == 0x80 && [0x89, 0xAF].contains(self[at: place + 2]): 3
        default: 0
        }
    }

    /// The first place from `place` on that holds no blank, nor an end of line if `lines` is set.
    func skippingBlanks(from place: Int, lines: Bool = false) -> Int {
        var place = place
        while true {
            let length = lines && Self.isLineEnd(self[at: place]) ? 1 : blankLength(at: place)
            guard length > 0 else { return place }
            place += length
        }
    }

    /// The end of the line that `place` is in.
    func lineEnd(from place: Int) -> Int {
        var end = place
        while end < count, !Self.isLineEnd(bytes[end]) { end += 1 }
        return end
    }

    /// The beginning of the line that `place` is in, at most `limit` bytes before.
    func lineStart(before place: Int, limit: Int = 4_096) -> Int {
        var start = place
        while start > 0, place - start < limit, !Self.isLineEnd(bytes[start - 1]) { start -= 1 }
        return start
    }

    /// The beginning of the line after the one that ends at `end`.
    func nextLine(after end: Int) -> Int {
        self[at: end] == 0x0D && self[at: end + 1] == 0x0A ? end + 2 : end + 1
    }

    /// Whether a place is within a name that stands for a secret in a cleaned text: `<access token 1>`.
    func isCleaned(at place: Int) -> Bool {
        var start = place
        while self[at: start] != 0x3C {
            guard place - start < 40, isOfName(start) else { return false }
            start -= 1
        }
        var end = start + 1
        while end - start < 48, isOfName(end) { end += 1 }
        guard self[at: end] == 0x3E else { return false }
        let words = bytes[start + 1..<end].split(separator: 0x20)
        return words.count > 1 && words[words.count - 1].allSatisfy(Self.isDigit)
            && words.dropLast().allSatisfy { $0.allSatisfy(Self.isLetter) }
    }

    private func isOfName(_ place: Int) -> Bool {
        self[at: place] == 0x20 || Self.isLetter(self[at: place]) || Self.isDigit(self[at: place])
    }

    // MARK: Quotation marks

    /// The length of an opening quotation mark at a place; 0 for none.
    ///
    /// A typographic one takes two or three bytes, an escaped one two.
    func quote(at place: Int) -> Int {
        switch self[at: place] {
        case 0x22, 0x27, 0x60: 1
        case 0x5C where self[at: place + 1] == 0x22: 2
        case 0xC2 where self[at: place + 1] == 0xAB: 2
        case 0xE2 where self[at: place + 1] == 0x80 && (0x98...0x9F).contains(self[at: place + 2]): 3
        default: 0
        }
    }

    /// The length of a quotation mark that ends before a place; 0 for none.
    func quote(before place: Int) -> Int {
        switch self[at: place - 1] {
        case 0x22: self[at: place - 2] == 0x5C ? 2 : 1
        case 0x27, 0x60: 1
        default:
            self[at: place - 3] == 0xE2 && self[at: place - 2] == 0x80 && (0x98...0x9F).contains(self[at: place - 1])
                ? 3 : 0
        }
    }

    /// What stands between the mark at `place`, of `length` bytes, and the one that closes it, or to the line's end.
    func quoted(at place: Int, length: Int) -> Range<Int> {
        let start = place + length
        let mark = self[at: start - 1]
        if length == 1, self[at: place + 1] == mark, self[at: place + 2] == mark {
            return tripleQuoted(at: place, mark)
        }
        if mark >= 0x80 {
            // French leaves a blank at both ends.
            let (first, end) = (skippingBlanks(from: start), typographicEnd(from: start))
            guard first > start, first < end else { return start..<end }
            return first..<blanksStart(before: end, first)
        }
        var (end, first) = (start, -1)
        while end < count, !Self.isLineEnd(bytes[end]) {
            let byte = bytes[end]
            if length == 2, byte == 0x5C {
                if self[at: end + 1] == 0x22 { return start..<end }
                // Two backslashes are one of the inner text, and what it escapes does not close.
                end += self[at: end + 1] == 0x5C ? (self[at: end + 2] == 0x5C ? 4 : 3) : 2
                continue
            }
            if length == 1, byte == mark {
                // A mark inside of a word does not close, if a later one does: `'it''s'`, `"pa"ss"`.
                if end == start || !Self.isWord(self[at: end + 1]) && self[at: end + 1] != mark { return start..<end }
                if first < 0 { first = end }
                // Two marks are one of the text.
                if self[at: end + 1] == mark { end += 1 }
                if end - first > 64 { break }
            }
            // What is escaped does not close, whichever it is.
            end += byte == 0x5C && length == 1 && !Self.isLineEnd(self[at: end + 1]) ? 2 : 1
        }
        return start..<(first >= 0 ? first : max(start, min(end, count)))
    }

    private func blanksStart(before place: Int, _ first: Int) -> Int {
        var end = place
        while end > first, let length = [1, 2, 3].first(where: { blankLength(at: end - $0) == $0 }) { end -= length }
        return max(first, end)
    }

    private func tripleQuoted(at place: Int, _ mark: UInt8) -> Range<Int> {
        let start = place + 3
        var end = start
        while end < count, end - start < 4_096,
            !(bytes[end] == mark && self[at: end + 1] == mark && self[at: end + 2] == mark)
        {
            end += 1
        }
        return self[at: end] == mark ? start..<end : place + 1..<place + 1
    }

    private func typographicEnd(from start: Int) -> Int {
        var end = start
        while end < count, !Self.isLineEnd(bytes[end]) {
            if bytes[end] == 0xC2, self[at: end + 1] == 0xBB { break }
            if bytes[end] == 0xE2, self[at: end + 1] == 0x80, (0x98...0x9F).contains(self[at: end + 2]) { break }
            end += 1
        }
        return end
    }
}
