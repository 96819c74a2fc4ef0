/// Finds the value of a record whose name stands in a field of its own: `{"name": "X-Auth-Token", "value": "…"}`,
/// `<add key="ClientSecret" value="…"/>`, `- name: CLIENT_SECRET` with `value: …` in the next line.
struct RecordScanner {
    let text: ByteText
    let reader: ValueReader

    private static let nameKeys: Set<String> = [
        "name", "key", "k", "id", "field", "header", "label", "param", "parameter", "property", "attribute", "title",
        "variable", "headername", "fieldname", "type", "n", "schlussel", "feld", "nom", "nombre", "displayname", "for",
    ]
    private static let valueKeys: Set<String> = [
        "value", "val", "v", "content", "data", "text", "current", "stringvalue", "wert", "valeur", "valor",
        "defaultvalue", "default", "plaintext", "secretvalue", "currentvalue", "newvalue", "oldvalue", "headervalue",
    ]
    /// How far a name and its value are apart at most.
    private static let reach = 2_000

    static func isValueKey(_ text: ByteText, _ range: Range<Int>) -> Bool { isKey(text, range, valueKeys) }

    private static func isKey(_ text: ByteText, _ range: Range<Int>, _ keys: Set<String>) -> Bool {
        guard range.count <= 16 else { return false }
        return keys.contains(text.string(range).lowercased().filter { $0 != "_" && $0 != "-" })
    }

    /// The values of the record whose name is `name`; none if the name is not in such a record.
    func values(of name: Range<Int>) -> [Range<Int>] {
        guard let key = nameKey(before: name) else { return block(of: name).map { [$0] } ?? [] }
        if let value = forward(from: name.upperBound) { return [value] }
        return backward(from: key).map { [$0] } ?? []
    }

    /// The value in the block whose label a name is: `variable "client_secret" { default = "…" }`.
    private func block(of name: Range<Int>) -> Range<Int>? {
        guard text[at: name.lowerBound - 1] == 0x22, text[at: name.upperBound] == 0x22,
            text[at: name.lowerBound - 2] == 0x20, ByteText.isWord(text[at: name.lowerBound - 3])
        else { return nil }
        let brace = text.skippingBlanks(from: name.upperBound + 1)
        return text[at: brace] == 0x7B ? forward(from: brace + 1) : nil
    }

    /// Where the key of a name begins: `"name": "` before it.
    private func nameKey(before name: Range<Int>) -> Int? {
        var place = name.lowerBound - text.quote(before: name.lowerBound)
        while ByteText.isBlank(text[at: place - 1]) { place -= 1 }
        guard [0x3A, 0x3D].contains(text[at: place - 1]) else { return nil }
        place -= 1
        while ByteText.isBlank(text[at: place - 1]) { place -= 1 }
        place -= text.quote(before: place)
        let end = place
        while place > 0, ByteText.isWord(text[at: place - 1]) || text[at: place - 1] == 0x2D { place -= 1 }
        return place < end && Self.isKey(text, place..<end, Self.nameKeys) ? place : nil
    }

    /// The value behind a name, within the same braces, tag or paragraph.
    private func forward(from start: Int) -> Range<Int>? {
        var (place, depth, blankLines) = (start + text.quote(at: start), 0, 0)
        let limit = min(text.count, start + Self.reach)
        while place < limit {
            let byte = text.bytes[place]
            if byte == 0x0A {
                blankLines = ByteText.isLineEnd(text[at: place + 1]) ? blankLines + 1 : blankLines
                if blankLines > 0 { return nil }
                // The next item of a list.
                let next = text.skippingBlanks(from: place + 1)
                if text[at: next] == 0x2D, ByteText.isBlank(text[at: next + 1]) { return nil }
            }
            if byte == 0x7B { depth += 1 }
            if byte == 0x7D || byte == 0x3E && text[at: place - 1] != 0x3D && text[at: place - 1] != 0x2D {
                if depth == 0 { return nil }
                depth -= 1
            }
            let length = text.quote(at: place)
            if let value = field(at: place, length, limit) { return value }
            if length > 0 {
                place = max(place + length, text.quoted(at: place, length: length).upperBound + length)
                continue
            }
            place += 1
            while place < limit, ByteText.isWord(text.bytes[place]), ByteText.isWord(text.bytes[place - 1]) {
                place += 1
            }
        }
        return nil
    }

    /// The value of a field of a value key that stands at a place.
    private func field(at place: Int, _ length: Int, _ limit: Int) -> Range<Int>? {
        guard !ByteText.isWord(text[at: place - 1]) || length > 0 else { return nil }
        let start = place + length
        var end = start
        while end < limit, ByteText.isWord(text.bytes[end]) || text.bytes[end] == 0x2D { end += 1 }
        guard end > start, Self.isKey(text, start..<end, Self.valueKeys) else { return nil }
        let sign = text.skippingBlanks(from: end + (length > 0 ? text.quote(at: end) : 0), lines: length > 0)
        guard [0x3A, 0x3D].contains(text[at: sign]) else { return nil }
        let isArrow = text[at: sign + 1] == 0x3E
        let first = sign + (isArrow ? 2 : 1)
        let values = reader.values(
            at: first, text[at: sign] == 0x3A ? .colon : .equals, name: start..<end, opening: 0, isQuery: false)
        return values.first?.range
    }

    /// The value before a name, in the same braces or tag.
    private func backward(from key: Int) -> Range<Int>? {
        var start = key
        while start > 0, key - start < Self.reach, ![0x7B, 0x3C].contains(text[at: start]) {
            if text[at: start] == 0x0A, ByteText.isLineEnd(text[at: start - 1]) && text[at: start - 1] == 0x0A { break }
            if text[at: start] == 0x2D, ByteText.isBlank(text[at: start + 1]),
                ByteText.isBlank(text[at: start - 1]) || ByteText.isLineEnd(text[at: start - 1]) || start == 0
            {
                break
            }
            start -= 1
        }
        var place = start
        while place < key {
            let length = text.quote(at: place)
            if let value = field(at: place, length, key), value.upperBound <= key { return value }
            if length > 0 {
                place = max(place + length, text.quoted(at: place, length: length).upperBound + length)
                continue
            }
            place += 1
            while place < key, ByteText.isWord(text.bytes[place]), ByteText.isWord(text.bytes[place - 1]) { place += 1 }
        }
        return nil
    }
}
