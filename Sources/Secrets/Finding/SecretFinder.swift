/// Finds the secrets of any text: by the names of fields, by records, elements and tables, and by their look.
///
/// It looks at every depth of the text's encodings.
///
/// It is the only finder: journals, reports, recordings and `worksim redact` use it.
struct SecretFinder {
    /// Whether any long run of mixed letters and digits is taken for a secret too.
    var isStrict = false

    /// A secret in the raw text, with its value without any escapes.
    struct Found {
        let range: Range<Int>
        let kind: SecretKind
        let value: [UInt8]
    }

    /// Base64 of a text that is shorter does not hold a field and its value.
    private static let shortestBody = 24
    /// A string in a string in a string is looked into, and none that is deeper.
    private static let deepestString = 5
    /// A table in JSON in JSON in JSON is looked for, and none that is deeper.
    private static let deepestTable = 3

    /// The secrets of a raw text in order, none overlapping another.
    func secrets(in bytes: [UInt8]) -> [Found] {
        var table: TableScanner.Table?
        return secrets(in: bytes, continuing: &table)
    }

    /// The secrets of the next piece of a raw text, which may begin within a table.
    func secrets(in bytes: [UInt8], continuing table: inout TableScanner.Table?) -> [Found] {
        var found: [Found] = []
        search(DecodedText(raw: bytes), depth: 0, &table, &found)
        return Self.merged(found)
    }

    private func search(_ text: DecodedText, depth: Int, _ table: inout TableScanner.Table?, _ found: inout [Found]) {
        if depth == 0 { tables(within: text, depth: 0, &found) }
        var layer = text
        var inner = PlaceSet()
        for number in 0..<6 {
            let strings = depth < Self.deepestString ? InnerTexts.strings(of: layer.bytes) : []
            var none: TableScanner.Table?
            let items = number == 0 ? scan(layer, &table) : scan(layer, &none)
            let inside = PlaceSet(strings)
            // What has its name in such a string is found in that string.
            let outside = items.filter { item in
                let start = item.whole.lowerBound..<item.whole.lowerBound + 1
                return !inside.holds(start) && !inner.holds(layer.rawRange(of: start))
            }
            note(outside, of: layer, &found)
            for string in strings {
                let raw = layer.rawRange(of: string)
                guard !inner.holds(raw), let text = EscapeDecoder.decode(layer.part(string), isString: true) else {
                    continue
                }
                var none: TableScanner.Table?
                search(text, depth: depth + 1, &none, &found)
            }
            inner.insert(strings.map { layer.rawRange(of: $0) })
            if depth < 2 { bodies(of: layer, depth, &found) }
            guard let next = EscapeDecoder.decode(layer) else { return }
            layer = next
        }
    }

    private func scan(_ layer: DecodedText, _ table: inout TableScanner.Table?) -> [FoundSecret] {
        let text = ByteText(layer.bytes)
        return FieldScanner.secrets(in: text) + MarkupScanner.secrets(in: text)
            + TableScanner.secrets(in: text, continuing: &table)
            + ShapeScanner.secrets(in: text, strict: isStrict) + CommandScanner.secrets(in: text)
            + StatementScanner.secrets(in: text)
    }

    /// Adds what was found in a layer, apart from the names that a cleaned text has in the place of its secrets.
    private func note(_ items: [FoundSecret], of layer: DecodedText, _ found: inout [Found]) {
        let text = ByteText(layer.bytes)
        for item in items where !text.isCleaned(at: item.range.lowerBound) {
            found.append(
                Found(
                    range: layer.rawRange(of: item.range), kind: item.kind,
                    value: DecodedLayers.plain(layer.bytes[item.range])))
        }
    }

    /// Looks for tables in what is a text of several lines within a line: a string of JSON, a parameter of a query.
    ///
    /// Their first line begins where the inner text does, which the layers of the whole text do not show.
    private func tables(within text: DecodedText, depth: Int, _ found: inout [Found]) {
        guard depth < Self.deepestTable else { return }
        for piece in InnerTexts.pieces(of: text.bytes) {
            guard let inner = EscapeDecoder.decode(text.part(piece)) else { continue }
            if inner.bytes.contains(where: ByteText.isLineEnd) {
                var table: TableScanner.Table?
                note(TableScanner.secrets(in: ByteText(inner.bytes), continuing: &table), of: inner, &found)
            }
            tables(within: inner, depth: depth + 1, &found)
        }
    }

    /// Looks into what is a text in Base64: the bodies of a HAR, SAML messages, credentials.
    private func bodies(of layer: DecodedText, _ depth: Int, _ found: inout [Found]) {
        TextRuns.eachBase64Run(in: layer.bytes, shortest: Self.shortestBody) { run in
            let body = TextRuns.decodedBase64(run, of: layer)
            guard Self.isText(body.bytes) else { return }
            var inner: TableScanner.Table?
            search(body, depth: depth + 1, &inner, &found)
        }
    }

    /// Whether bytes are a text that a person or a program wrote: no Base64 of random bytes is.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
            return false
        }
        return String(validating: bytes, as: UTF8.self) != nil
    }

    /// The secrets in order; of those that overlap one, whose range holds all.
    private static func merged(_ found: [Found]) -> [Found] {
        var merged: [Found] = []
        for item in found.sorted(by: {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        }) {
            guard let last = merged.last, item.range.lowerBound < last.range.upperBound else {
                if !item.range.isEmpty { merged.append(item) }
                continue
            }
            guard item.range.upperBound > last.range.upperBound else { continue }
            merged[merged.count - 1] = Found(
                range: last.range.lowerBound..<item.range.upperBound, kind: last.kind, value: last.value)
        }
        return merged
    }
}
