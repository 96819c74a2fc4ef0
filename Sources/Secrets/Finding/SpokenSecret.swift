/// Finds a secret that follows its name without a sign: `--password value`, `the password for ada is hunter2`.
enum SpokenSecret {
    private static let ends: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x3B, 0x22, 0x27, 0x7D, 0x5D, 0x3C, 0x3E, 0x60]
    /// Words between a name and its value, in the languages of the names.
    private static let verbs: Set<String> = [
        "is", "was", "are", "ist", "war", "lautet", "lautete", "heisst", "est", "etait", "es", "era", "fue", "will",
        "to", "auf", "a", "be", "becomes", "now", "jetzt", "maintenant", "ahora", "with", "by", "=", ":", "value",
        "equals", "->", "of", "sera", "wird", "wurde", "using", "used", "è", "é",
    ]

    /// The secrets behind a name, whose value would begin at `place`; none where a sentence goes on.
    static func secrets(_ kind: SecretKind, _ name: Range<Int>, at place: Int, in text: ByteText) -> [FoundSecret] {
        guard kind.form == .plain else { return [] }
        let isOption = isOption(name, in: text)
        guard kind.strength > .weak || isOption else { return behindVerb(kind, at: place, in: text) }
        let quote = text.quote(at: place)
        if quote > 0 { return quoted(kind, at: place, quote, in: text, isOption: isOption) }
        let end = wordEnd(from: place, in: text, isOption: isOption)
        let value = text.bytes[place..<end]
        if isOption, !verbs.contains(String(decoding: value, as: UTF8.self).lowercased()) {
            guard value.first != 0x2D, value.first != 0x3D,
                SecretShape.isSecret(value, kind, isOpen: false, isQuery: true)
            else { return [] }
            return [FoundSecret(range: place..<end, kind: kind)]
        }
        if isLikely(value, kind) { return [FoundSecret(range: place..<end, kind: kind)] }
        return behindVerb(kind, at: place, in: text)
    }

    private static func quoted(_ kind: SecretKind, at place: Int, _ quote: Int, in text: ByteText, isOption: Bool)
        -> [FoundSecret]
    {
        let value = text.quoted(at: place, length: quote)
        // Words in quotation marks are a title or a message.
        guard isOption || !text.bytes[value].contains(0x20),
            SecretShape.isSecret(text.bytes[value], kind, isOpen: !isOption)
        else { return [] }
        return [FoundSecret(range: value, kind: kind)]
    }

    /// The value behind a verb at most six words on: `password for ada is hunter2`.
    private static func behindVerb(_ kind: SecretKind, at place: Int, in text: ByteText) -> [FoundSecret] {
        var (start, isSaid) = (place, false)
        for _ in 0..<7 {
            let quote = text.quote(at: start)
            if quote > 0, isSaid {
                let value = text.quoted(at: start, length: quote)
                guard kind.strength == .strong || isLikely(text.bytes[value], kind),
                    !SecretShape.isUUID(text.bytes[value]), !text.bytes[value].contains(0x20),
                    SecretShape.isSecret(text.bytes[value], kind, isOpen: true)
                else { return [] }
                return [FoundSecret(range: value, kind: kind)]
            }
            let end = wordEnd(from: start, in: text, isOption: false)
            guard end > start else { return [] }
            let word = text.bytes[start..<end]
            if isSaid, isLikely(word, kind) { return [FoundSecret(range: start..<end, kind: kind)] }
            let isVerb = word.count <= 9 && verbs.contains(String(decoding: word, as: UTF8.self).lowercased())
            isSaid = isSaid || isVerb || text[at: end] == 0x3A
            guard text.blankLength(at: end) > 0 || text[at: end] == 0x3A else { return [] }
            start = text.skippingBlanks(from: text[at: end] == 0x3A ? end + 1 : end)
        }
        return []
    }

    /// The end of a word, without the stop of its sentence.
    private static func wordEnd(from start: Int, in text: ByteText, isOption: Bool) -> Int {
        var end = start
        while end < text.count,
            !ends.contains(text.bytes[end]) && !isEscape(at: end, in: text)
                || (text.bytes[end] == 0x27 || text.bytes[end] == 0x2C || text.bytes[end] == 0x3B)
                    && ByteText.isWord(text[at: end + 1]) && end > start
        { end += 1 }
        while !isOption, end > start, [0x2E, 0x3A, 0x21, 0x3F, 0x29].contains(text[at: end - 1]) { end -= 1 }
        return end
    }

    /// A secret before its name: `hunter2 is the password`.
    static func before(_ name: Range<Int>, _ kind: SecretKind, in text: ByteText) -> FoundSecret? {
        var words: [Range<Int>] = []
        var end = name.lowerBound
        while words.count < 3, text[at: end - 1] == 0x20, name.lowerBound - end < 200 {
            end -= 1
            var start = end
            while start > 0, end - start < 100, !ends.contains(text.bytes[start - 1]) { start -= 1 }
            guard start < end else { return nil }
            words.append(start..<end)
            let word = text.string(start..<end).lowercased()
            if words.count > 1, statements.contains(text.string(words[words.count - 2]).lowercased()) {
                let isName = text[at: end] == 0x20 && isLikely(text.bytes[start..<end], kind)
                return isName ? FoundSecret(range: start..<end, kind: kind) : nil
            }
            guard statements.contains(word) || words.count == 1 && articles.contains(word) else { return nil }
            end = start
        }
        return nil
    }

    private static let statements: Set<String> = ["is", "was", "ist", "war", "est", "es", "è", "é", "=", "as"]
    private static let articles: Set<String> = [
        "the", "my", "our", "your", "his", "her", "their", "a", "das", "mein", "dein", "ihr", "unser", "le", "la",
        "mon", "votre", "notre", "el", "mi", "su",
    ]

    private static func isEscape(at place: Int, in text: ByteText) -> Bool {
        text.bytes[place] == 0x5C && [0x6E, 0x72, 0x22, 0x27].contains(text[at: place + 1])
    }

    /// A word that no sentence has: of letters and digits, and nothing else that is written so.
    private static func isLikely(_ value: ArraySlice<UInt8>, _ kind: SecretKind) -> Bool {
        guard value.count >= 4, value.first != 0x2D, value.first != 0x3D, value.first != 0x28, value.first != 0x2F,
            SecretShape.isSecret(value, kind, isOpen: true)
        else { return false }
        if kind.name == "code", kind.strength == .medium, value.allSatisfy(ByteText.isDigit) { return value.count >= 6 }
        if SecretShape.isCommonForm(value) { return false }
        if value.contains(0x28) || value.contains(0x3D) && value.last != 0x3D { return false }
        switch kind.strength {
        case .weak: return SecretShape.isTokenLike(value)
        case .medium: return value.count >= 8 && SecretShape.isMixed(value) && value.contains(where: ByteText.isDigit)
        case .strong: return SecretShape.isMixed(value) && value.contains(where: ByteText.isLetter)
        }
    }

    /// `--password`, `-ClientSecret`, `/p`, `IMANAGE_CLIENT_SECRET` as `setx` takes it.
    private static func isOption(_ name: Range<Int>, in text: ByteText) -> Bool {
        let first = text.bytes[name.lowerBound]
        if first == 0x2D { return text.bytes[name.lowerBound + 1] != 0x2D || name.count > 2 }
        let letters = text.bytes[name]
        return letters.contains(0x5F) && !letters.contains { (0x61...0x7A).contains($0) }
    }
}
