/// Where a value without quotation marks ends.
extension ValueReader {
    /// The end of a parameter of a query, or of one in a path: `;jsessionid=value?lang=en`.
    func queryEnd(from start: Int, _ name: Range<Int>, isDecoded: Bool) -> Int {
        var end = start
        if text[at: start] == 0x7B {
            // `{token}` of a manual.
            while ByteText.isWord(text[at: end + 1]) { end += 1 }
            if text[at: end + 1] == 0x7D { return end + 2 }
            end = start
        }
        let isInPath = text[at: name.lowerBound - 1] == 0x3B && text.holds("id", at: name.upperBound - 2)
        while end < text.count {
            let byte = text.bytes[end]
            if byte <= 0x20 || [0x26, 0x22, 0x27, 0x3C, 0x3E, 0x5D, 0x7D, 0x5C, 0x60].contains(byte) { break }
            if byte == 0x23, !isDecoded { break }
            if byte == 0x3F, isInPath { break }
            // `)` and `,` end a URL in a sentence, and are a part of a value before more of it.
            if [0x29, 0x2C, 0x3B].contains(byte), !ByteText.isWord(text[at: end + 1]) { break }
            if byte == 0x3B || byte == 0x2C, isField(at: end + 1) { break }
            end += 1
        }
        return end
    }

    /// The end of a value without quotation marks.
    ///
    /// - Parameters:
    ///   - start: where the value begins.
    ///   - opening: the mark that stands before the name or the value, and ends it.
    ///   - isWhole: whether the value may hold blanks, as it does where the field has a line of its own.
    /// - Returns: the place behind the value.
    func end(from start: Int, opening: UInt8, isWhole: Bool) -> Int {
        var (end, depth) = (start, 0)
        while end < text.count {
            let byte = text.bytes[end]
            let next = text[at: end + 1]
            let isEdge =
                next <= 0x20
                || !ByteText.isWord(next)
                    && ![0x21, 0x23, 0x24, 0x25, 0x2A, 0x2B, 0x2D, 0x3F, 0x40, 0x5E, 0x7E].contains(next)
            if ByteText.isLineEnd(byte) { break }
            if byte == opening, opening != 0, depth == 0 { break }
            switch byte {
            case 0x20, 0x09:
                guard isWhole, !stops(at: end) else { return end }
            case 0x22, 0x27, 0x60: if isEdge, end > start { return end }
            case 0x5C:
                if [0x22, 0x27, 0x6E, 0x72].contains(next),
                    !(next != 0x22 && ByteText.isWord(text[at: end + 2]) && opening == 0 && next != 0x6E
                        && next != 0x72)
                {
                    return end
                }
                // `\\r\\n` in a string of a string.
                if next == 0x5C, [0x6E, 0x72].contains(text[at: end + 2]) { return end }
            case 0x2C, 0x3B:
                if next <= 0x20 || next == 0x22 || next == 0x27 || next == 0x7D || next == 0x5D || next == 0x29
                    || isField(at: end + 1)
                {
                    return end
                }
            case 0x26:
                if next <= 0x20 || isField(at: end + 1) || text.holds("&amp;", at: end) || text.holds("&quot;", at: end)
                    || text.holds("&lt;", at: end) || text.holds("&gt;", at: end)
                {
                    return end
                }
            case 0x3C: if ByteText.isLetter(next) || next == 0x2F || next == 0x21 { if end > start { return end } }
            case 0x3E: if isEdge { return end }
            case 0x7C: if next <= 0x20 || isField(at: end + 1) { return end }
            case 0x28, 0x5B, 0x7B: depth += 1
            case 0x29, 0x5D, 0x7D:
                if depth == 0, isEdge { return end }
                depth = max(0, depth - 1)
            case 0xE2 where next == 0x80 && (0x98...0x9F).contains(text[at: end + 2]): return end
            default: break
            }
            end += 1
        }
        return end
    }

    /// Whether what follows a blank is no part of a value: another field, an option, a comment, an operator.
    func stops(at blank: Int) -> Bool {
        let next = text.skippingBlanks(from: blank)
        switch text[at: next] {
        case 0x0A, 0x0D, 0: return true
        case 0x23, 0x2D:
            return ByteText.isBlank(text[at: next + 1]) || text[at: next + 1] == 0x2D
                || ByteText.isLetter(text[at: next + 1])
        case 0x2F: return text[at: next + 1] == 0x2F
        case 0x26, 0x7C: return true
        case 0x28: return true
        default: return isField(at: next)
        }
    }

    /// Whether a name and its sign stand at a place: `user=`, `User ID=`, `"user":`.
    func isField(at place: Int) -> Bool {
        var end = place
        if text.quote(at: end) == 1 { end += 1 }
        let start = end
        while end - start < 40,
            ByteText.isWord(text[at: end]) || text[at: end] == 0x2D || text[at: end] == 0x2E
                || (text[at: end] == 0x20 && ByteText.isLetter(text[at: end + 1]))
        { end += 1 }
        guard end > start, ByteText.isLetter(text[at: start]) || text[at: start] == 0x5F else { return false }
        if text.quote(at: end) == 1 { end += 1 }
        return text[at: end] == 0x3D && (text[at: end + 1] != 0x3D || end - start > 2) && text[at: end + 1] > 0x20
            || text[at: end] == 0x3A && ByteText.isBlank(text[at: end + 1]) && !text.bytes[start..<end].contains(0x20)
    }
}
