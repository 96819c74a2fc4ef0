/// Traps of YAML that are seen in the text itself, since the parser swallows them or words them badly.
struct SurfaceCheck {
    let source: Source

    /// The first trap that keeps the file from being read.
    var firstFatal: Diagnostic? {
        var documents = 0
        // Inside of a block scalar stands prose, whatever it looks like.
        var block: Int?
        for (index, line) in source.lines.enumerated() {
            let number = index + 1
            if let control = control(in: line, number: number) { return control }
            let indent = line.prefix { $0 == " " || $0 == "\t" }
            if let tab = indent.firstIndex(of: "\t") {
                let column = indent.distance(from: indent.startIndex, to: tab) + 1
                return source.diagnostic(
                    Place(line: number, column: column, length: 1), "a tab indents here: YAML wants spaces")
            }
            if line == "---" || line.hasPrefix("--- ") {
                documents += index == 0 ? 0 : 1
                if documents > 0, source.lines[..<index].contains(where: { !$0.isEmpty && !$0.hasPrefix("#") }) {
                    return source.diagnostic(
                        Place(line: number, column: 1, length: 3),
                        "a second document begins here: one file is one scenario")
                }
            }
            let depth = line.prefix { $0 == " " }.count
            if let outer = block {
                if line.allSatisfy({ $0 == " " }) || depth > outer { continue }
                block = nil
            }
            if let invisible = invisible(in: line, number: number) { return invisible }
            if let special = special(in: line, number: number) { return special }
            // The regular expression is dear, and few lines need it.
            if line.utf8.contains(where: { $0 == UInt8(ascii: "|") || $0 == UInt8(ascii: ">") }),
                line.contains(/[:\-] +[|>][+\-0-9]* *(#.*)?$/)
            {
                block = depth
            }
        }
        return nil
    }

    /// Control characters, which YAML forbids.
    private func control(in line: String, number: Int) -> Diagnostic? {
        guard line.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0D || $0 == 0x7F }),
            let found = line.enumerated().first(where: { _, character in
                character.asciiValue.map { $0 < 0x20 && character != "\t" && !character.isNewline || $0 == 0x7F }
                    ?? false
            }), let value = found.element.asciiValue
        else { return nil }
        let code = String(value, radix: 16, uppercase: true)
        return source.diagnostic(
            Place(line: number, column: found.offset + 1, length: 1),
            "the control character U+\(String(repeating: "0", count: 4 - code.count))\(code) stands here, which YAML forbids",
            suggestion: "remove it, or write \"\\x\(code.count == 1 ? "0" : "")\(code)\" in double quotes")
    }

    /// Characters that look like a blank, or like nothing, and are text to YAML.
    private func invisible(in line: String, number: Int) -> Diagnostic? {
        guard line.utf8.contains(where: { $0 > 0x7F }) else { return nil }
        let names: [Character: String] = [
            "\u{A0}": "a no-break space (U+00A0)", "\u{200B}": "a zero-width space (U+200B)",
            "\u{202F}": "a narrow no-break space (U+202F)", "\u{FEFF}": "a byte order mark (U+FEFF)",
            "\u{2007}": "a figure space (U+2007)", "\u{3000}": "an ideographic space (U+3000)",
        ]
        // Between quotes it may be meant.
        let bare = line.replacing(/"[^"]*"|'[^']*'/) { String(repeating: "x", count: $0.output.count) }
        guard let found = bare.prefix(while: { $0 != "#" }).enumerated().first(where: { names[$0.element] != nil }),
            let name = names[found.element]
        else { return nil }
        return source.diagnostic(
            Place(line: number, column: found.offset + 1, length: 1),
            "\(name) stands here, which YAML reads as part of the text", suggestion: "write a space, or nothing")
    }

    /// Anchors, aliases, merges and tags: shared parts that a reader of the file would have to look up.
    private func special(in line: String, number: Int) -> Diagnostic? {
        guard line.utf8.contains(where: { "&*!<".utf8.contains($0) }) else { return nil }
        var quote: Character?
        var canBegin = true
        let characters = Array(line)
        for (offset, character) in characters.enumerated() {
            if let open = quote {
                if character == open { quote = nil }
                continue
            }
            if canBegin {
                let what: String? =
                    switch character {
                    case "&": "anchors are"
                    case "*": "aliases are"
                    case "!": "tags are"
                    default: nil
                    }
                let rest = characters[offset...]
                let name = rest.dropFirst().prefix { !$0.isWhitespace && !",]}".contains($0) }
                if let what, !name.isEmpty {
                    return source.diagnostic(
                        Place(line: number, column: offset + 1, length: name.count + 1),
                        "\(what) not used in scenarios: write the value out",
                        suggestion: "or put it in quotes if it is text")
                }
                if rest.starts(with: "<<:") {
                    return source.diagnostic(
                        Place(line: number, column: offset + 1, length: 2),
                        "merges are not used in scenarios: write the keys out")
                }
                if character == "\"" || character == "'" {
                    quote = character
                    canBegin = false
                    continue
                }
            }
            if character == "#", offset == 0 || characters[offset - 1] == " " { break }
            if character == " " { continue }
            canBegin =
                ":[{,-?".contains(character)
                && (character != ":" && character != "-"
                    || offset + 1 < characters.count && characters[offset + 1] == " ")
        }
        return nil
    }
}
