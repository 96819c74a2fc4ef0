/// What a secret looks like, where no field's name tells.
enum SecretShape {
    /// Values that stand in a secret's place and are none.
    private static let harmless: Set<String> = [
        "true", "false", "null", "nil", "none", "yes", "no", "missing", "invalid", "expired", "wrong", "redacted",
        "secret",
        "required", "undefined", "string",
    ]

    /// Whether a value of a secret field is one at all, and not left out or cleaned already.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - shortest: how many bytes it has at least.
    ///   - orWord: whether it may be a word such as `true` or `none`.
    /// - Returns: whether it is a secret.
    static func isSecret(_ value: ArraySlice<UInt8>, shortest: Int = 3, orWord: Bool = false) -> Bool {
        guard let first = value.first, value.count >= shortest else { return false }
        // `<access token 1>`, `‹secret›`, `***`, `[redacted]`, `$TOKEN`, `{{token}}`, `%TOKEN%`.
        if [0x3C, 0x2A, 0x5B, 0x24, 0x7B].contains(first) || value.starts(with: Array("‹".utf8)) { return false }
        return orWord || !harmless.contains(String(decoding: value, as: UTF8.self).lowercased())
    }

    /// Whether a value looks drawn by lot: long, of letters and digits, without blanks.
    static func isTokenLike(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count >= 16, value.allSatisfy({ isTokenByte($0) || $0 == 0x25 || $0 == 0x2E }) else { return false }
        return value.contains { (0x30...0x39).contains($0) } && value.contains { isLetter($0) }
    }

    /// Whether a run of token characters is long and mixed enough to be taken for a secret, though nothing says so.
    static func isSuspicious(_ run: ArraySlice<UInt8>) -> Bool {
        guard run.count >= 24, !isUUID(run) else { return false }
        let digits = run.count { (0x30...0x39).contains($0) }
        let upper = run.count { (0x41...0x5A).contains($0) }
        let lower = run.count { (0x61...0x7A).contains($0) }
        guard digits >= 2, upper + lower >= 4 else { return false }
        // Words joined by lines, as in paths and names, have few digits and one case of letters.
        return run.contains(0x2D) || run.contains(0x5F) ? digits * 8 >= run.count || (upper > 2 && lower > 2) : true
    }

    /// Client ids and document ids have this form, and are no secrets.
    private static func isUUID(_ run: ArraySlice<UInt8>) -> Bool {
        let groups = run.split(separator: 0x2D, omittingEmptySubsequences: false).map(\.count)
        return groups == [8, 4, 4, 4, 12]
    }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    /// Letters, digits and `+ / _ - =`.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || [0x2B, 0x2F, 0x5F, 0x2D, 0x3D].contains(byte)
    }
}
