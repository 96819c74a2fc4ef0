/// Reads the value behind a field's name and sign to its true end, as programs and people write values.
struct ValueReader {
    /// What a value was read from.
    struct Value {
        let range: Range<Int>
        /// Whether any text could stand there, so that the value itself has to look like a secret.
        var isOpen = false
    }

    /// The sign between a name and its value.
    enum Sign { case colon, equals, arrow }

    let text: ByteText

    /// The values behind a sign.
    ///
    /// - Parameters:
    ///   - place: where the sign ends.
    ///   - sign: the sign.
    ///   - name: the name before it.
    ///   - opening: the quotation mark that opens before the name and not behind it; 0 for none.
    ///   - isQuery: whether the name stands in a query or a form.
    ///   - isQuoted: whether the name stands in quotation marks, so that its value may be in the next line.
    /// - Returns: the values; more than one for a list.
    func values(at place: Int, _ sign: Sign, name: Range<Int>, opening: UInt8, isQuery: Bool, isQuoted: Bool = false)
        -> [Value]
    {
        let isFirst = beginsLine(name)
        var start = text.skippingBlanks(from: place, lines: sign == .arrow || isQuoted)
        // `**Client Secret:** value` of Markdown.
        if text[at: start] == 0x2A || text[at: start] == 0x5F, text[at: start] == text[at: name.lowerBound - 1] {
            while text[at: start] == text[at: name.lowerBound - 1] { start += 1 }
            start = text.skippingBlanks(from: start)
        }
        if sign == .equals, start > place, !isFirst, !ByteText.isBlank(text[at: name.upperBound]),
            text.quote(at: start) == 0
        {
            // `password= user=ada` is empty.
            return []
        }
        if isQuery, start > place { return [] }
        start = behindWrappers(start)
        // `<access token 1>` of a cleaned text, `<your password>` of a manual.
        if text[at: start] == 0x3C,
            let end = (start..<min(text.count, start + 48)).first(where: { text.bytes[$0] == 0x3E })
        {
            return [Value(range: start..<end + 1)]
        }
        let quote = text.quote(at: start)
        if quote > 0, opening == 0 || text[at: start] != opening || quote == 2 {
            let value = text.quoted(at: start, length: quote)
            return [Value(range: value)] + change(behind: value.upperBound + quote)
        }
        if let typed = behindType(start, sign) { return [Value(range: typed)] }
        switch text[at: start] {
        case 0x5B where sign != .equals || text[at: start + 1] == 0x22 || text[at: start + 1] == 0x27:
            let list = list(at: start)
            if !list.isEmpty { return list.map { Value(range: $0) } }
        case 0x7B:
            if text[at: start - 1] != 0x20, ByteText.isWord(text[at: start - 1]) {
                // `[]string{"…"}`
                let list = list(at: start)
                if !list.isEmpty { return list.map { Value(range: $0) } }
            }
            if let inner = inner(at: start) { return [Value(range: inner)] }
            // An object that has no value, as a schema has.
            if [0x20, 0x0A, 0x0D, 0x7B].contains(text[at: start + 1]) || text.quote(at: start + 1) > 0 { return [] }
        case 0x7C, 0x3E:
            if let block = block(at: start, name) { return [Value(range: block)] }
        case 0x0A, 0x0D, 0:
            let items = items(after: start, name)
            if !items.isEmpty { return items }
            return nextLine(after: start, name, isFirst: isFirst).map { [$0] } ?? []
        default: break
        }
        if text[at: start] == 0x5B, sign == .equals {
            // `{Authorization=[Bearer x]}` of a Java map.
            return [Value(range: start + 1..<end(from: start + 1, opening: 0x5D, isWhole: false))]
        }
        let isShell = sign == .equals && !ByteText.isBlank(text[at: place]) && isVariable(name)
        // A name with a blank was decoded, and its value too: a sign in it is its own.
        let isDecoded = text.bytes[name].contains(0x20)
        let end =
            isQuery
            ? queryEnd(from: start, name, isDecoded: isDecoded)
            : end(from: start, opening: opening, isWhole: opening != 0 ? isShell : isFirst && !isShell)
        return [Value(range: start..<end, isOpen: sign == .colon)]
    }

    /// `NAME=value command`: in a shell, a blank ends the value.
    private func isVariable(_ name: Range<Int>) -> Bool {
        !text.bytes[name].contains { (0x61...0x7A).contains($0) } && !text.bytes[name].contains(0x20)
    }

    /// `"old" -> "new"`: the second value.
    private func change(behind place: Int) -> [Value] {
        let arrow = text.skippingBlanks(from: place)
        guard arrow > place, text[at: arrow + 1] == 0x3E, [0x2D, 0x3D].contains(text[at: arrow]) else { return [] }
        let start = text.skippingBlanks(from: arrow + 2)
        let quote = text.quote(at: start)
        return quote > 0 ? [Value(range: text.quoted(at: start, length: quote))] : []
    }

    // MARK: Around values

    /// Whether a name is the first of its line, apart from what lists, shells and quotes put before it.
    func beginsLine(_ name: Range<Int>) -> Bool {
        var place = name.lowerBound
        while place > 0, name.lowerBound - place < 24 {
            let byte = text.bytes[place - 1]
            if ByteText.isLineEnd(byte) { return true }
            if !(ByteText.isBlank(byte) || [0x2D, 0x2A, 0x3E, 0x23, 0x24, 0x22, 0x27, 0x3B].contains(byte)) { break }
            place -= 1
        }
        if place == 0 { return true }
        let start = text.lineStart(before: place, limit: 64)
        guard start == 0 || ByteText.isLineEnd(text[at: start - 1]) else { return false }
        let before = text.string(start..<place).trimmingBlanks.lowercased()
        if ["export", "set", "setx", "env", "const", "let", "var", "$env:", "declare -x", "-", "spring"].contains(
            before)
        {
            return true
        }
        // Names of properties: `spring.datasource.`
        return !before.isEmpty && before.hasSuffix(".")
            && before.utf8.allSatisfy { ByteText.isWord($0) || $0 == 0x2E || $0 == 0x2D }
    }

    /// `["value", "value"]`, `[value]`.
    private func list(at start: Int) -> [Range<Int>] {
        var values: [Range<Int>] = []
        var next = text.skippingBlanks(from: start + 1, lines: true)
        while values.count < 1_000 {
            let place = behindWrappers(next)
            let quote = text.quote(at: place)
            guard quote > 0 else { break }
            let value = text.quoted(at: place, length: quote)
            values.append(value)
            next = text.skippingBlanks(from: value.upperBound + quote, lines: true)
            guard text[at: next] == 0x2C else { break }
            next = text.skippingBlanks(from: next + 1, lines: true)
        }
        if values.isEmpty, text.quote(at: next) == 0, !ByteText.isLineEnd(text[at: next]) {
            let end = end(from: next, opening: 0x5D, isWhole: false)
            if end > next { values.append(next..<end) }
        }
        return values
    }

    /// `{"value": "…"}`, `{"…"}`, `{value=…}`: the value inside.
    private func inner(at start: Int) -> Range<Int>? {
        let first = text.skippingBlanks(from: start + 1, lines: true)
        var place = first
        while place < text.count, place - start < 400, text[at: place] != 0x7D {
            let length = text.quote(at: place) == 1 ? 1 : 0
            var end = place + length
            while ByteText.isWord(text[at: end]) { end += 1 }
            guard end > place + length else {
                place += 1
                continue
            }
            if RecordScanner.isValueKey(text, place + length..<end) {
                let sign = text.skippingBlanks(from: end + length, lines: true)
                if [0x3A, 0x3D].contains(text[at: sign]) {
                    let value = behindWrappers(text.skippingBlanks(from: sign + 1, lines: true))
                    let quote = text.quote(at: value)
                    return quote > 0
                        ? text.quoted(at: value, length: quote)
                        : value..<self.end(from: value, opening: 0x7D, isWhole: false)
                }
            }
            place = end
        }
        let quote = text.quote(at: first)
        guard quote > 0 else { return nil }
        let value = text.quoted(at: first, length: quote)
        let behind = text.skippingBlanks(from: value.upperBound + quote)
        return text[at: behind] == 0x7D || text[at: behind] == 0x2C ? value : nil
    }

    /// The lines of a block of YAML, behind `|` or `>`.
    private func block(at start: Int, _ name: Range<Int>) -> Range<Int>? {
        var end = start + 1
        while [0x2B, 0x2D].contains(text[at: end]) || ByteText.isDigit(text[at: end]) { end += 1 }
        end = text.skippingBlanks(from: end)
        guard ByteText.isLineEnd(text[at: end]) else { return nil }
        let indent = indentation(of: text.lineStart(before: name.lowerBound))
        var line = text.nextLine(after: end)
        var (first, last) = (-1, -1)
        while line < text.count {
            let content = text.skippingBlanks(from: line)
            let lineEnd = text.lineEnd(from: content)
            if content < lineEnd {
                guard content - line > indent else { break }
                if first < 0 { first = content }
                last = lineEnd
            }
            line = text.nextLine(after: lineEnd)
        }
        return first < 0 ? nil : first..<last
    }

    private func indentation(of line: Int) -> Int { text.skippingBlanks(from: line) - line }

    /// The items of a list of YAML in the next lines: `- value`.
    private func items(after end: Int, _ name: Range<Int>) -> [Value] {
        guard ByteText.isLineEnd(text[at: end]) else { return [] }
        var items: [Value] = []
        var line = text.nextLine(after: end)
        while items.count < 1_000, line < text.count {
            let dash = text.skippingBlanks(from: line)
            guard text[at: dash] == 0x2D, ByteText.isBlank(text[at: dash + 1]) else { break }
            let start = text.skippingBlanks(from: dash + 1)
            let end = text.lineEnd(from: start)
            let quote = text.quote(at: start)
            let range = quote > 0 ? text.quoted(at: start, length: quote) : start..<end
            // `secrets:` lists names in the files of programs.
            let isMap = quote == 0 && text.string(range).contains(": ")
            if !isMap, NameClassifier.kind(of: text.bytes[range]) == nil {
                items.append(Value(range: range, isOpen: quote == 0))
            }
            line = text.nextLine(after: end)
        }
        return items
    }

    /// The value in the line below a name that has a line of its own, as a page copied from a browser has it.
    func line(below name: Range<Int>) -> Range<Int>? {
        let label = text.skippingBlanks(from: text.lineStart(before: name.lowerBound))..<name.upperBound
        let line = text.nextLine(after: text.lineEnd(from: name.upperBound))
        guard label.count <= 40, text.bytes[label].allSatisfy({ ByteText.isWord($0) || [0x20, 0x2D].contains($0) }),
            NameClassifier.kind(of: text.bytes[label]) != nil, line < text.count
        else { return nil }
        let start = text.skippingBlanks(from: line)
        let value = text.bytes[start..<max(start, text.lineEnd(from: start))]
        guard value.count >= 8, !value.contains(0x20), SecretShape.isMixed(value),
            value.contains(where: ByteText.isDigit), !SecretShape.isCommonForm(value)
        else { return nil }
        return value.startIndex..<value.endIndex
    }

    /// The only word of the next line, where a name ends its line.
    private func nextLine(after end: Int, _ name: Range<Int>, isFirst: Bool) -> Value? {
        guard ByteText.isLineEnd(text[at: end]) else { return nil }
        var line = text.nextLine(after: end)
        if ByteText.isLineEnd(text[at: line]) { line = text.nextLine(after: line) }
        let content = text.skippingBlanks(from: line)
        var stop = text.lineEnd(from: content)
        while stop > content, ByteText.isBlank(text[at: stop - 1]) { stop -= 1 }
        let quote = text.quote(at: content)
        if quote > 0 { return Value(range: text.quoted(at: content, length: quote), isOpen: true) }
        let isIndented = content - line > indentation(of: text.lineStart(before: name.lowerBound))
        guard stop > content, text[at: stop - 1] != 0x3A, text[at: content] != 0x2D || text[at: content + 1] != 0x20
        else {
            return nil
        }
        let words = text.bytes[content..<stop].split(separator: 0x20)
        // `Bearer x`, `Basic x`, or one word.
        guard
            words.count == 1
                || words.count == 2
                    && (isIndented || text.holds("bearer ", at: content) || text.holds("basic ", at: content))
        else { return nil }
        guard words.count == 2 || !words[0].contains(0x3D) || words[0].last == 0x3D, isIndented || isFirst else {
            return nil
        }
        guard isIndented || SecretShape.isMixed(text.bytes[content..<stop]),
            !text.bytes[content..<stop].contains(0x3A) || isIndented && words.count == 1 && !hasSign(words[0])
        else { return nil }
        return Value(range: content..<stop, isOpen: true)
    }

    private func hasSign(_ word: ArraySlice<UInt8>) -> Bool {
        guard let colon = word.firstIndex(of: 0x3A) else { return false }
        return colon == word.index(before: word.endIndex)
    }
}
