/// A text as bytes, with the few questions that a scan asks of a place in it.
struct ByteText {
    let bytes: [UInt8]
    var count: Int { bytes.count }

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The byte at a place; 0 outside of the text.
    subscript(at place: Int) -> UInt8 {
        bytes.indices.contains(place) ? bytes[place] : 0
    }

    /// Whether a word of ASCII stands at a place, in any case of letters.
    func holds(_ word: StaticString, at place: Int) -> Bool {
        guard place >= 0, place + word.utf8CodeUnitCount <= count else { return false }
        return word.withUTF8Buffer { letters in
            letters.indices.allSatisfy { index in
                let (one, other) = (letters[index], bytes[place + index])
                return one == other || (SecretShape.isLetter(one) && one | 0x20 == other | 0x20)
            }
        }
    }

    /// The length of a quotation mark at a place: `"`, `'`, or one that is escaped inside of a JSON text; 0 for none.
    func quote(at place: Int) -> Int {
        switch self[at: place] {
        case 0x22, 0x27: 1
        case 0x5C where self[at: place + 1] == 0x22: 2
        default: 0
        }
    }

    /// The length of a quotation mark that ends before a place; 0 for none.
    func quote(before place: Int) -> Int {
        guard quote(at: place - 1) == 1 else { return 0 }
        return self[at: place - 1] == 0x22 && self[at: place - 2] == 0x5C ? 2 : 1
    }

    /// The first place from `place` on that holds no blank, nor an end of line where `lines` is set.
    func skippingBlanks(from place: Int, lines: Bool) -> Int {
        var place = place
        while [0x20, 0x09].contains(self[at: place]) || (lines && [0x0A, 0x0D].contains(self[at: place])) { place += 1 }
        return place
    }

    /// What stands between the mark at `place`, of `length` bytes, and the one that closes it; to the line's end for none.
    func quoted(at place: Int, length: Int) -> Range<Int> {
        let start = place + length
        let mark = self[at: start - 1]
        var end = start
        while end < count {
            if length == 2, bytes[end] == 0x5C {
                if self[at: end + 1] == 0x22 { return start..<end }
                // Two backslashes are one of the inner text, and what it escapes does not close.
                end += self[at: end + 1] == 0x5C ? (self[at: end + 2] == 0x5C ? 4 : 3) : 2
                continue
            }
            if length == 1, bytes[end] == mark { return start..<end }
            // A line that was cut off must not take the rest of the log with it.
            if bytes[end] == 0x0A || bytes[end] == 0x0D { return start..<end }
            // What is escaped does not close, whichever it is.
            end += bytes[end] == 0x5C ? 2 : 1
        }
        return min(start, count)..<count
    }

    /// The end of what goes on from `place` until one of these bytes.
    func end(from place: Int, before stops: [UInt8]) -> Int {
        var end = place
        while end < count, !stops.contains(bytes[end]) { end += 1 }
        return end
    }
}
