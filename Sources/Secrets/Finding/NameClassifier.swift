/// Says of a name whether its value is a secret, by the class of the name and not by a list of names.
enum NameClassifier {
    /// The kind of the value of a field; `nil` if the name does not say that it is a secret.
    ///
    /// - Parameter name: the name in UTF-8, in any case, with anything between its words.
    /// - Returns: the kind.
    static func kind(of name: some Collection<UInt8>) -> SecretKind? {
        guard (2...80).contains(name.count) else { return nil }
        var words = Self.words(of: name)
        while let last = words.last, words.count > 1, SecretWords.decorations.contains(last) || isNumber(last) {
            words.removeLast()
        }
        guard var last = words.last, !last.isEmpty else { return nil }
        // `password1`, `TOKEN2`: the number is a part of the word.
        while let digit = last.last, digit.isNumber, last.count > 1, last != "setcookie2" { last.removeLast() }
        words[words.count - 1] = last
        return byEnd(words.joined()) ?? byWord(words)
    }

    private static func isNumber(_ word: String) -> Bool { word.allSatisfy(\.isNumber) }

    private static let byLength: [(length: Int, kinds: [String: SecretKind])] = {
        let groups = Dictionary(grouping: SecretWords.ends) { $0.0.utf8.count }
        return groups.sorted { $0.key > $1.key }.map { length, pairs in
            (length, Dictionary(pairs) { first, _ in first })
        }
    }()

    private static func byEnd(_ joined: String) -> SecretKind? {
        let bytes = joined.utf8
        for (length, kinds) in byLength where length <= bytes.count {
            if let kind = kinds[String(joined.suffix(length))] { return kind }
        }
        return nil
    }

    private static func byWord(_ words: [String]) -> SecretKind? {
        guard let last = words.last else { return nil }
        if last.hasSuffix("pass"), SecretWords.passPrefixes.contains(String(last.dropLast(4))) { return .password }
        if last.hasSuffix("pw"), SecretWords.passPrefixes.contains(String(last.dropLast(2))) { return .password }
        guard let kind = SecretWords.wholes[last] else { return nil }
        switch last {
        case "key", "cle", "clef":
            guard words.count > 1 else { return kind }
            let before = words[words.count - 2]
            return SecretWords.openKeys.contains(before) ? nil : SecretKind("key", .weak)
        case "auth", "bearer", "nonce", "verifier", "state", "transaction", "code", "tan", "pin", "clave", "passe":
            return kind
        default: return kind
        }
    }

    /// The words of a name: split at separators and where the case changes, folded.
    private static func words(of name: some Collection<UInt8>) -> [String] {
        var words: [[UInt8]] = [[]]
        let bytes = Array(name)
        var place = 0
        var (wasLower, wasUpper) = (false, false)
        while place < bytes.count {
            let byte = bytes[place]
            if (0x41...0x5A).contains(byte) {
                let isNextLower = place + 1 < bytes.count && (0x61...0x7A).contains(bytes[place + 1])
                if wasLower || (wasUpper && isNextLower) { words.append([]) }
                words[words.count - 1].append(byte | 0x20)
                (wasLower, wasUpper) = (false, true)
            } else if (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) {
                words[words.count - 1].append(byte)
                (wasLower, wasUpper) = (true, false)
            } else if byte >= 0x80 {
                let (folded, length) = fold(bytes, at: place)
                words[words.count - 1] += folded
                if !folded.isEmpty { (wasLower, wasUpper) = (true, false) }
                place += length
                continue
            } else {
                words.append([])
                (wasLower, wasUpper) = (false, false)
            }
            place += 1
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A letter outside of ASCII without its accent; nothing for a combining mark or another script.
    private static func fold(_ bytes: [UInt8], at place: Int) -> ([UInt8], Int) {
        let lead = bytes[place]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        guard lead == 0xC3 || lead == 0xC5, place + 1 < bytes.count else { return ([], length) }
        let next = bytes[place + 1]
        if lead == 0xC5 { return (next == 0x93 || next == 0x92 ? Array("oe".utf8) : [], length) }
        if next == 0x9F { return (Array("ss".utf8), length) }
        let letters = "aaaaaaaceeeeiiiidnooooo ouuuuyb".utf8
        let index = Int(next & 0x1F)
        guard index < letters.count else { return ([0x79], length) }
        return ([letters[letters.index(letters.startIndex, offsetBy: index)]], length)
    }
}
