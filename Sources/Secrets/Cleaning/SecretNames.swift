/// The names that secrets get in a cleaned text, in the order in which they come up, and what is known of them.
struct SecretNames {
    private var byValue: [[UInt8]: String] = [:]
    /// How many different secrets of each kind there are.
    private(set) var distinct: [String: Int] = [:]
    /// What is replaced outside of its field too, raw or encoded.
    private(set) var known = KnownValues()
    /// Shorter ones, which are replaced as whole words only.
    private(set) var short = KnownValues()

    /// From how many bytes on a value is replaced wherever it stands; a shorter one may be a part of a word.
    private static let shortest = 8

    /// Learns a secret and returns its name: `access token 1`.
    mutating func name(of item: SecretFinder.Found) -> String {
        if let name = byValue[item.value] { return name }
        let name = enter(item.value, item.kind)
        // The password inside goes under a name of its own where it stands in the open.
        if item.kind == .credentials, let password = BasicCredentials.password(in: item.value[...]),
            byValue[Array(password.utf8)] == nil
        {
            _ = enter(Array(password.utf8), .password)
        }
        return name
    }

    private mutating func enter(_ value: [UInt8], _ kind: SecretKind) -> String {
        distinct[kind.name, default: 0] += 1
        let name = "\(kind.name) \(distinct[kind.name, default: 0])"
        byValue[value] = name
        guard isKnown(value, kind) else { return name }
        if value.count >= Self.shortest {
            known.insert(value, as: name)
        } else if kind.name != SecretKind.cookie.name {
            short.insert(value, as: name)
        }
        return name
    }

    /// Whether a value is a secret wherever it stands, and no word that a text needs: `state=confirmed`.
    private func isKnown(_ value: [UInt8], _ kind: SecretKind) -> Bool {
        guard NameClassifier.kind(of: value) == nil || SecretShape.isMixed(value[...]),
            !SecretShape.isCommonForm(value[...]) || kind.strength == .strong && value.count > 30
        else { return false }
        if value.allSatisfy(ByteText.isDigit) { return value.count >= 10 }
        if value.count < Self.shortest || kind.strength < .strong {
            return SecretShape.isMixed(value[...]) && value.contains(where: ByteText.isDigit)
        }
        return value.count >= 14 || SecretShape.isMixed(value[...])
    }

    /// Where known secrets stand in a text, in order.
    func matches(in bytes: [UInt8]) -> [KnownValues.Match] {
        var lookups = 0
        var found = KnownSearch(bytes, plusIsBlank: known.hasBlanks).matches(of: known, lookups: &lookups)
        short.eachMatch(in: bytes, lookups: &lookups) { match in
            let isEdge = Self.isEdge(before: match.range.lowerBound, in: bytes)
            guard isEdge, match.range.upperBound == bytes.count || !ByteText.isWord(bytes[match.range.upperBound])
            else { return }
            found.append(match)
        }
        return found
    }

    /// Whether a word may begin here; `%3D` and `\n` end with a letter or a digit and are none.
    private static func isEdge(before place: Int, in bytes: [UInt8]) -> Bool {
        guard place > 0, ByteText.isWord(bytes[place - 1]) else { return true }
        return (place >= 3 && bytes[place - 3] == 0x25) || (place >= 2 && bytes[place - 2] == 0x5C)
    }
}
