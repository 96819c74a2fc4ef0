/// Finds secrets in the columns of tables: CSV, tabs, Markdown and boxes, columns of blanks, the logs of IIS, and cookie jars.
struct TableScanner {
    /// What separates the cells of a row.
    fileprivate enum Style: Equatable {
        case separated(UInt8)
        /// Between bars, which may be those of a box.
        case bars
        /// By two blanks or more.
        case blanks
        /// `#Fields:` of a log by the W3C's format: single blanks.
        case fields
    }

    /// A table whose titles were read, to go on with in the next piece of a large text.
    struct Table {
        fileprivate let style: Style
        fileprivate let count: Int
        fileprivate let columns: [(index: Int, kind: SecretKind)]
    }

    private let text: ByteText
    private var found: [FoundSecret] = []
    private var table: Table?

    /// The secrets of a text that may begin within a table.
    static func secrets(in text: ByteText, continuing table: inout Table?) -> [FoundSecret] {
        var scanner = TableScanner(text: text, table: table)
        scanner.scan()
        table = scanner.table
        return scanner.found
    }

    private init(text: ByteText, table: Table?) {
        self.text = text
        self.table = table
    }

    private mutating func scan() {
        var line = 0
        while line < text.count {
            var end = text.lineEnd(from: line)
            if let table, case .separated = table.style, let whole = wholeRow(line, end) { end = whole }
            row(line..<end)
            line = text.nextLine(after: end)
        }
    }

    /// The end of a row of CSV whose quoted cell goes on in further lines.
    private func wholeRow(_ line: Int, _ end: Int) -> Int? {
        var end = end
        for _ in 0..<64 {
            guard text.bytes[line..<end].count(where: { $0 == 0x22 }) % 2 == 1 else { return end }
            let next = text.nextLine(after: end)
            guard next < text.count, end - line < 16_384 else { return nil }
            end = text.lineEnd(from: next)
        }
        return nil
    }

    private mutating func row(_ line: Range<Int>) {
        guard line.count > 2 else {
            table = nil
            return
        }
        if text.holds("#Fields:", at: line.lowerBound) {
            header(line.lowerBound + 8..<line.upperBound, .fields)
            return
        }
        if let table, table.style == .fields {
            if text.bytes[line.lowerBound] != 0x23 { cells(of: table, line) }
            return
        }
        if isRule(line) { return }
        if let table, cells(of: table, line) { return }
        table = nil
        guard line.count < 4_096 else { return }
        for style in styles(of: line) where header(line, style) { return }
        pair(line)
    }

    /// A line of a box or below a header.
    private func isRule(_ line: Range<Int>) -> Bool {
        text.bytes[line].allSatisfy { [0x2D, 0x2B, 0x7C, 0x3D, 0x3A, 0x20, 0x09].contains($0) || $0 >= 0x80 }
    }

    private func styles(of line: Range<Int>) -> [Style] {
        var styles: [Style] = []
        let bytes = text.bytes[line]
        if bytes.contains(0x7C) || text.string(line).contains("│") { styles.append(.bars) }
        if bytes.contains(0x09) { styles.append(.separated(0x09)) }
        if bytes.contains(0x3B) { styles.append(.separated(0x3B)) }
        if bytes.contains(0x2C) { styles.append(.separated(0x2C)) }
        if styles.isEmpty { styles.append(.blanks) }
        return styles
    }

    @discardableResult
    private mutating func header(_ line: Range<Int>, _ style: Style) -> Bool {
        let cells = split(line, style)
        guard cells.count > 1 || style == .fields && !cells.isEmpty else { return false }
        var columns: [(Int, SecretKind)] = []
        for (index, cell) in cells.enumerated() {
            let name = style == .fields ? inParentheses(cell) : cell
            guard style == .fields || isTitle(name) else { return false }
            // Beside a name there is its value, not a title.
            if style != .fields, columns.last?.0 == index - 1, name.count >= 8, SecretShape.isMixed(text.bytes[name]),
                NameClassifier.kind(of: text.bytes[name]) == nil
            {
                return false
            }
            if let kind = NameClassifier.kind(of: text.bytes[name]), kind.strength > .weak || isTokenColumn(kind) {
                columns.append((index, kind))
            }
        }
        guard !columns.isEmpty || style == .fields else { return false }
        table = Table(style: style, count: cells.count, columns: columns)
        return true
    }

    private func isTokenColumn(_ kind: SecretKind) -> Bool {
        kind.name == "key" || kind.name == "token" || kind.name == "code" || kind.name == "state"
    }

    /// Whether a cell is a title of at most four words.
    private func isTitle(_ cell: Range<Int>) -> Bool {
        cell.count <= 40
            && text.bytes[cell].allSatisfy {
                ByteText.isWord($0) || [0x20, 0x2D, 0x2E, 0x2F, 0x28, 0x29, 0x23, 0x27, 0x3A, 0x2A, 0x60].contains($0)
            }
            && text.bytes[cell].count(where: { $0 == 0x20 }) < 4
            && text.bytes[cell].contains(0x28) == text.bytes[cell].contains(0x29)
    }

    /// `cs(Cookie)`: the name inside.
    private func inParentheses(_ cell: Range<Int>) -> Range<Int> {
        guard let open = text.bytes[cell].firstIndex(of: 0x28), text[at: cell.upperBound - 1] == 0x29 else {
            return cell
        }
        return open + 1..<cell.upperBound - 1
    }

    /// Notes the cells of a row; false if the line is no row of the table.
    @discardableResult
    private mutating func cells(of table: Table, _ line: Range<Int>) -> Bool {
        let cells = split(line, table.style)
        switch table.style {
        case .bars, .blanks: guard cells.count > 1 else { return false }
        case .fields: guard cells.count == table.count else { return false }
        case .separated: guard cells.count == table.count else { return false }
        }
        for (index, kind) in table.columns where index < cells.count { note(kind, cells[index], isSure: true) }
        return true
    }

    /// A row of a name and its value, outside of a table with titles.
    private mutating func pair(_ line: Range<Int>) {
        for style in styles(of: line) {
            let cells = split(line, style)
            guard cells.count == 2 || style == .bars && (2...4).contains(cells.count) else {
                if style == .separated(0x09), cells.count == 7 { jar(cells) }
                continue
            }
            for index in 0..<(cells.count - 1) {
                guard isTitle(cells[index]), let kind = NameClassifier.kind(of: text.bytes[cells[index]]),
                    kind.strength > .weak
                else { continue }
                return note(kind, cells[index + 1], isSure: false)
            }
        }
    }

    /// A cookie of a jar as curl and browsers write it: host, flag, path, flag, date, name, value.
    private mutating func jar(_ cells: [Range<Int>]) {
        guard ["TRUE", "FALSE"].contains(text.string(cells[1])), ["TRUE", "FALSE"].contains(text.string(cells[3]))
        else { return }
        note(.cookie, cells[6], isSure: true)
    }

    private mutating func note(_ kind: SecretKind, _ cell: Range<Int>, isSure: Bool) {
        var value = cell
        if text[at: value.lowerBound] == 0x60, value.count > 2 { value = value.lowerBound + 1..<value.upperBound - 1 }
        for scheme: StaticString in ["bearer", "basic"]
        where kind.form == .authorization && text.holds(scheme, at: value.lowerBound) {
            value = min(value.upperBound, value.lowerBound + scheme.utf8CodeUnitCount + 1)..<value.upperBound
        }
        if kind.form == .cookies || kind.form == .setCookie, text.bytes[value].contains(0x3D) {
            for pair in CookiePairs.values(of: value, in: text, isFirstOnly: kind.form == .setCookie)
            where SecretShape.isSecret(text.bytes[pair], .cookie, isOpen: false, isQuery: true) {
                found.append(FoundSecret(range: pair, kind: .cookie))
            }
            return
        }
        let bytes = text.bytes[value]
        guard isSure ? !(bytes.count == 1 && bytes.first == 0x2D) : SecretShape.isMixed(bytes) && !bytes.contains(0x20),
            NameClassifier.kind(of: bytes) == nil || SecretShape.isMixed(bytes),
            SecretShape.isSecret(
                bytes, kind.form == .plain ? kind : .cookie, isOpen: false, isQuery: isSure && kind.strength > .weak)
        else { return }
        found.append(
            FoundSecret(
                range: value, kind: kind.form == .plain ? kind : kind.form == .authorization ? .credentials : .cookie))
    }

    // MARK: Cells

    private func split(_ line: Range<Int>, _ style: Style) -> [Range<Int>] {
        switch style {
        case .separated(let mark): separated(line, mark)
        case .bars: between(line)
        case .blanks: runs(line, atLeast: 2)
        case .fields: runs(line, atLeast: 1)
        }
    }

    /// Cells between a sign; one in quotation marks may hold the sign.
    private func separated(_ line: Range<Int>, _ mark: UInt8) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var place = line.lowerBound
        while place <= line.upperBound {
            let start = mark == 0x09 ? place : text.skippingBlanks(from: place)
            if start < line.upperBound, text.bytes[start] == 0x22 {
                var end = start + 1
                while end < line.upperBound {
                    if text.bytes[end] == 0x22 {
                        if text[at: end + 1] != 0x22 { break }
                        end += 1
                    }
                    end += 1
                }
                cells.append(start + 1..<max(start + 1, min(end, line.upperBound)))
                place = text.skippingBlanks(from: min(end + 1, line.upperBound))
                // `"name": "value",` is no row.
                guard place >= line.upperBound || text.bytes[place] == mark else { return [] }
            } else {
                var end = place
                while end < line.upperBound, text.bytes[end] != mark { end += 1 }
                cells.append(trimmed(place..<end))
                place = end
            }
            place += 1
        }
        return cells
    }

    private func between(_ line: Range<Int>) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var (start, place) = (line.lowerBound, line.lowerBound)
        while place <= line.upperBound {
            let isBar = place < line.upperBound && text.bytes[place] == 0x7C && text[at: place - 1] != 0x5C
            let isBox =
                place < line.upperBound && text.bytes[place] == 0xE2 && text[at: place + 1] == 0x94
                && text[at: place + 2] == 0x82
            if isBar || isBox || place == line.upperBound {
                let cell = trimmed(start..<place)
                if !cell.isEmpty || start > line.lowerBound && place < line.upperBound { cells.append(cell) }
                start = place + (isBox ? 3 : 1)
            }
            place += isBox ? 3 : 1
        }
        return cells
    }

    private func runs(_ line: Range<Int>, atLeast blanks: Int) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var place = line.lowerBound
        while place < line.upperBound {
            while place < line.upperBound, ByteText.isBlank(text.bytes[place]) { place += 1 }
            let start = place
            var last = place
            while place < line.upperBound {
                if ByteText.isBlank(text.bytes[place]) {
                    var end = place
                    while end < line.upperBound, ByteText.isBlank(text.bytes[end]) { end += 1 }
                    if end - place >= blanks { break }
                    place = end
                } else {
                    place += 1
                    last = place
                }
            }
            if last > start { cells.append(start..<last) }
        }
        return cells
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, ByteText.isBlank(text.bytes[start]) { start += 1 }
        while end > start, ByteText.isBlank(text.bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
