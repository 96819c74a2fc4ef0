import Yams

/// A file's text, cut into lines, for the places of diagnostics.
struct Source {
    let path: String
    let text: String
    let lines: [String]
    /// The files that this one extends, the nearest first.
    var extended: [Source] = []
    /// The line with `extends`.
    var extendsLine = 1

    init(path: String, text: String) {
        self.path = path
        let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        self.text = unmarked.replacing("\r\n", with: "\n")
        lines = self.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The place of a mark, one character long.
    func place(of mark: Mark?) -> Place {
        guard let mark else { return .whole }
        return Place(line: min(max(1, mark.line), max(1, lines.count)), column: max(1, mark.column), length: 1)
    }

    /// The place of a scalar that begins at `place`: as long as its text, with its quotes where it has some.
    func token(at place: Place, of text: String) -> Place {
        guard place.line > 0, place.line <= lines.count else { return place }
        let rest = lines[place.line - 1].dropFirst(place.column - 1)
        var place = place
        if let quote = rest.first, quote == "\"" || quote == "'" {
            let inner = rest.dropFirst()
            place.length =
                (inner.firstIndex(of: quote).map { inner.distance(from: inner.startIndex, to: $0) } ?? inner.count) + 2
        } else {
            place.length = max(1, min(text.split(separator: "\n").first?.count ?? 1, rest.count))
        }
        return place
    }

    /// Where a key stands for the second time from a line on; the parser tells the map alone.
    func secondPlace(ofKey key: String, after line: Int) -> Place {
        var found = 0
        for number in max(1, line)...max(1, line, lines.count) where number <= lines.count {
            let text = lines[number - 1]
            for match in text.ranges(of: key) {
                let before = text[..<match.lowerBound].last
                let after = text[match.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }.first
                guard after == ":", before == nil || " {,\"'-".contains(before ?? " ") else { continue }
                found += 1
                if found == 2 {
                    return Place(
                        line: number, column: text.distance(from: text.startIndex, to: match.lowerBound) + 1,
                        length: key.count)
                }
            }
        }
        return Place(line: max(1, line), column: 1, length: 1)
    }

    /// The line of this file that leads to a place: of a place in an extended file, the line with `extends`.
    func ownLine(of place: Place) -> Int { place.file == 0 ? place.line : extendsLine }

    /// A mistake at a place.
    func diagnostic(
        _ place: Place, _ message: String, severity: Diagnostic.Severity = .error, suggestion: String? = nil,
        topic: String? = nil
    ) -> Diagnostic {
        if place.file > 0, place.file <= extended.count {
            var own = place
            own.file = 0
            return extended[place.file - 1].diagnostic(
                own, message, severity: severity, suggestion: suggestion, topic: topic)
        }
        let line = place.line > 0 && place.line <= lines.count ? lines[place.line - 1] : ""
        return Diagnostic(
            severity: severity, path: path, line: place.line, column: place.column, length: place.length,
            message: message, lineText: line, suggestion: suggestion, topic: topic)
    }
}
