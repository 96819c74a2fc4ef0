/// Cuts a text into words, each with the features that a model weighs: runs of four characters, and the word itself.
struct TextPieces {
    /// One word of the text.
    struct Piece {
        /// The word as the text has it, in lower case.
        let written: Substring
        /// The word's features; runs of characters are packed into 32 bits, words have the highest bit set.
        let features: [UInt64]
    }

    let pieces: [Piece]

    /// How often the text has each feature, sorted by feature.
    let counts: [(feature: UInt64, count: Int)]

    init(_ text: String) {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        pieces = words.map { Piece(written: $0, features: Self.features(of: Self.general(Array($0.utf8)))) }
        var counted: [UInt64: Int] = [:]
        for piece in pieces {
            for feature in piece.features { counted[feature, default: 0] += 1 }
        }
        counts = counted.map { (feature: $0.key, count: $0.value) }.sorted { $0.feature < $1.feature }
    }

    // MARK: Features

    private static let run = 4
    private static let wordMark: UInt64 = 1 << 63

    /// The features of a word whose particulars were replaced.
    private static func features(of words: [[UInt8]]) -> [UInt64] {
        var features: [UInt64] = []
        for word in words {
            let padded = [UInt8(ascii: " ")] + word + [UInt8(ascii: " ")]
            for start in 0..<max(0, padded.count - run + 1) {
                features.append(padded[start..<start + run].reduce(0) { $0 << 8 | UInt64($1) })
            }
            for part in word.split(whereSeparator: { !isWordByte($0) }) {
                // FNV-1a, which is the same in each process.
                let hash = part.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
                features.append(hash | wordMark)
            }
        }
        return features
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    // MARK: Particulars

    /// The word with each host name, IP address and long number replaced, since they differ from one customer to the next.
    ///
    /// A host name or an address ends a word.
    private static func general(_ word: [UInt8]) -> [[UInt8]] {
        var words: [[UInt8]] = [[]]
        func isNamePart(_ byte: UInt8) -> Bool {
            isDigit(byte) || isLetter(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        }
        var rest = word[...]
        while let first = rest.first {
            guard isNamePart(first) else {
                words[words.count - 1].append(first)
                rest = rest.dropFirst()
                continue
            }
            let name = rest.prefix(while: isNamePart)
            rest = rest[name.endIndex...]
            if let kind = particular(name) {
                words += [kind, []]
            } else {
                words[words.count - 1] += withoutLongNumbers(name)
            }
        }
        return words.filter { !$0.isEmpty }
    }

    private static func particular(_ name: ArraySlice<UInt8>) -> [UInt8]? {
        let labels = name.split(separator: UInt8(ascii: "."))
        guard labels.count > 1, let last = labels.last else { return nil }
        if labels.count >= 4, labels.allSatisfy({ $0.allSatisfy(isDigit) }) { return Array("ip".utf8) }
        return hostEndings.contains(Array(last)) ? Array("host".utf8) : nil
    }

    private static let hostEndings = Set(
        [
            "com", "net", "org", "test", "example", "local", "internal", "invalid", "de", "uk", "eu", "io", "corp",
            "lan",
            "law", "legal",
        ]
        .map { Array($0.utf8) })

    private static func withoutLongNumbers(_ name: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var rest = name
        while let first = rest.first {
            let digits = rest.prefix(while: isDigit)
            if digits.count >= 4 {
                kept.append(UInt8(ascii: "#"))
            } else {
                kept += digits.isEmpty ? [first] : Array(digits)
            }
            rest = rest.dropFirst(max(1, digits.count))
        }
        return kept
    }
}
