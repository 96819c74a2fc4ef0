/// Finds secrets in statements of SQL whose values stand apart from their columns.
///
/// Examples are `INSERT INTO apps (client_id, client_secret) VALUES ('od', '…')` and `IDENTIFIED BY '…'`.
struct StatementScanner {
    private let text: ByteText
    private var found: [FoundSecret] = []

    static func secrets(in text: ByteText) -> [FoundSecret] {
        var scanner = StatementScanner(text: text)
        scanner.scan()
        return scanner.found
    }

    private init(text: ByteText) {
        self.text = text
    }

    private mutating func scan() {
        let places = text.bytes.withUnsafeBufferPointer { bytes in
            bytes.indices.filter { (bytes[$0] | 0x20) == 0x76 || (bytes[$0] | 0x20) == 0x69 }
        }
        for place in places where !ByteText.isWord(text[at: place - 1]) {
            if text.holds("values", at: place) { rows(behind: place) }
            if text.holds("identified by ", at: place) { password(at: place + 14) }
        }
    }

    private mutating func password(at place: Int) {
        let start = text.skippingBlanks(from: text.holds("values ", at: place) ? place + 7 : place)
        let quote = text.quote(at: start)
        guard quote > 0 else { return }
        add(.password, text.quoted(at: start, length: quote))
    }

    /// The rows behind `VALUES`, by the columns that stand before it in brackets.
    private mutating func rows(behind word: Int) {
        var close = word - 1
        while close > 0, text.bytes[close] <= 0x20 { close -= 1 }
        guard text[at: close] == 0x29 else { return }
        var open = close
        while open > 0, close - open < 4_000, text.bytes[open] != 0x28 { open -= 1 }
        guard text[at: open] == 0x28 else { return }
        let kinds = text.bytes[open + 1..<close].split(separator: 0x2C, omittingEmptySubsequences: false).map {
            NameClassifier.kind(of: $0)
        }
        guard kinds.contains(where: { $0 != nil }) else { return }
        var place = text.skippingBlanks(from: word + 6, lines: true)
        while text[at: place] == 0x28 {
            place += 1
            for kind in kinds {
                place = text.skippingBlanks(from: place, lines: true)
                if text[at: place] == 0x4E || text[at: place] == 0x45, text.quote(at: place + 1) == 1 { place += 1 }
                let quote = text.quote(at: place)
                if quote > 0 {
                    let value = text.quoted(at: place, length: quote)
                    if let kind { add(kind, value) }
                    place = value.upperBound + quote
                } else {
                    while place < text.count, ![0x2C, 0x29, 0x0A].contains(text.bytes[place]) { place += 1 }
                }
                place = text.skippingBlanks(from: place, lines: true)
                if text[at: place] == 0x2C { place += 1 }
            }
            guard text[at: place] == 0x29 else { return }
            place = text.skippingBlanks(from: place + 1, lines: true)
            guard text[at: place] == 0x2C else { return }
            place = text.skippingBlanks(from: place + 1, lines: true)
        }
    }

    private mutating func add(_ kind: SecretKind, _ value: Range<Int>) {
        guard SecretShape.isSecret(text.bytes[value], kind, isOpen: false, isQuery: kind.strength > .weak) else {
            return
        }
        found.append(FoundSecret(range: value, kind: kind))
    }
}
