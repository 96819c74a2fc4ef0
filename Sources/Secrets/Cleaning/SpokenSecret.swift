/// Finds a secret that follows its name without a sign: `--password value`, `API Secret "value"`, `with password hunter2`.
enum SpokenSecret {
    private static let ends: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x3B, 0x22, 0x27, 0x29, 0x7D, 0x5D, 0x3C, 0x3E]

    /// The secret behind a name of a plain kind, whose value would begin at `place`; none where a sentence goes on.
    static func secrets(
        _ kind: SecretKind, _ name: Range<Int>, at place: Int, in text: ByteText
    ) -> [FieldScanner.Found] {
        let quote = text.quote(at: place)
        if quote > 0 {
            let value = text.quoted(at: place, length: quote)
            // Words in quotation marks are a title or a message.
            guard !text.bytes[value].contains(0x20), SecretShape.isSecret(text.bytes[value], shortest: 2) else {
                return []
            }
            return [FieldScanner.Found(range: value, kind: kind)]
        }
        var start = place
        for verb: StaticString in ["is ", "was "] where text.holds(verb, at: start) {
            start = text.skippingBlanks(from: start + verb.utf8CodeUnitCount, lines: false)
        }
        var end = text.end(from: start, before: ends)
        let isOption = start == place && (text.bytes[name.lowerBound] == 0x2D || isVariable(text.bytes[name]))
        // A sentence's full stop is no part of it.
        while !isOption, end > start, [0x2E, 0x3A, 0x21, 0x3F].contains(text[at: end - 1]) { end -= 1 }
        let value = text.bytes[start..<end]
        guard SecretShape.isSecret(value), value.first != 0x2D, value.first != 0x3D else { return [] }
        guard isOption ? !value.elementsEqual(Array("is".utf8)) : isMixed(value) else { return [] }
        return [FieldScanner.Found(range: start..<end, kind: kind)]
    }

    /// `IMANAGE_CLIENT_SECRET`, as `setx` takes it.
    private static func isVariable(_ name: ArraySlice<UInt8>) -> Bool {
        name.contains(0x5F) && !name.contains { (0x61...0x7A).contains($0) }
    }

    /// Whether a word has letters and digits, as words of a sentence have not.
    private static func isMixed(_ value: ArraySlice<UInt8>) -> Bool {
        value.count >= 4 && value.contains { (0x30...0x39).contains($0) } && value.contains { SecretShape.isLetter($0) }
    }
}

/// `-u name:password` and `--user name:password`, as curl takes them.
enum UserOption {
    /// The password of the option that stands at `place`.
    static func password(at place: Int, in text: ByteText) -> FieldScanner.Found? {
        guard text[at: place] == 0x2D, [0, 0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x28].contains(text[at: place - 1])
        else { return nil }
        let options: [StaticString] = ["--proxy-user", "--user", "-u"]
        guard let option = options.first(where: { text.holds($0, at: place) }) else { return nil }
        let behind = place + option.utf8CodeUnitCount
        let isShort = option.utf8CodeUnitCount == 2
        // `--user-agent` is another option.
        guard isShort || [0x20, 0x09, 0x3D].contains(text[at: behind]) else { return nil }
        let start = text.skippingBlanks(from: text[at: behind] == 0x3D ? behind + 1 : behind, lines: false)
        let quote = text.quote(at: start)
        let value =
            quote > 0
            ? text.quoted(at: start, length: quote)
            : start..<text.end(from: start, before: [0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27])
        guard let colon = text.bytes[value].firstIndex(of: 0x3A), !text.holds("://", at: colon),
            colon + 1 < value.upperBound,
            SecretShape.isSecret(text.bytes[(colon + 1)..<value.upperBound], shortest: 1, orWord: true)
        else { return nil }
        return FieldScanner.Found(range: (colon + 1)..<value.upperBound, kind: .password)
    }
}
