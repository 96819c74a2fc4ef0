/// What a value looks like, if a field's name does not say enough.
enum SecretShape {
    /// Values that stand in a secret's place and are none.
    private static let harmless: Set<String> = [
        "true", "false", "null", "nil", "none", "undefined", "nan", "yes", "no", "on", "off", "ok", "empty", "unknown",
        "missing", "invalid", "expired", "wrong", "incorrect", "redacted", "removed", "hidden", "masked", "secret",
        "required", "optional", "string", "text", "number", "integer", "boolean", "object", "array", "bearer", "basic",
        "password", "token", "valid", "present", "absent", "set", "unset", "enabled", "disabled", "failed", "failure",
        "success", "denied", "refused", "revoked", "rejected", "accepted", "refreshed", "rotated", "received", "issued",
        "created", "changed", "deleted", "reset", "not", "n/a", "na", "nul", "void", "default", "todo", "tbd", "http",
        "https", "unauthorized", "forbidden", "mismatch", "unexpected", "jdoe", "username", "user", "email", "name",
        "value", "header", "cookie", "session", "query", "body", "form", "path", "client", "server", "public",
        "private",
        "try", "await", "new", "(null)", "(none)", "(empty)", "-", "--", "?", "...", "…", "vide", "leer", "vacio",
        "manquant", "ungultig",
        "fehlt", "abgelaufen", "expire", "invalide", "invalido", "caducado", "erforderlich", "falsch", "plain", "s256",
    ]

    /// Words that begin a sentence behind a name and a colon.
    private static let sentences: Set<String> = [
        "must", "is", "was", "are", "were", "the", "a", "an", "cannot", "can", "should", "has", "have", "please",
        "your",
        "for", "of", "to", "in", "at", "by", "from", "it", "this", "that", "no", "not", "if", "when", "see", "only",
        "muss", "ist", "war", "der", "die", "das", "ein", "eine", "kein", "keine", "bitte", "nicht", "le", "la", "les",
        "un", "une", "est", "doit", "votre", "el", "los", "las", "una", "es", "debe", "su", "and", "or", "with", "will",
        "could", "may", "same", "unchanged", "siehe", "voir", "vease", "im", "wie", "use", "enter", "check", "ask",
        "contact", "never", "any", "all", "too", "both", "expired",
        "invalid", "missing", "wrong", "required", "at", "minimum", "unable", "error", "failed", "expires", "new",
    ]

    /// Whether a value of a secret's field is one, and not left out, a word or cleaned already.
    ///
    /// - Parameters:
    ///   - value: the value.
    ///   - kind: what its name says.
    ///   - isOpen: whether it stands where any text may stand, such as behind a colon in a log line.
    ///   - isQuery: whether it is a whole parameter of a query, a form or a table.
    /// - Returns: whether it is a secret.
    static func isSecret(_ value: ArraySlice<UInt8>, _ kind: SecretKind, isOpen: Bool, isQuery: Bool = false) -> Bool {
        guard let first = value.first, value.count <= 65_536, !isPlaceholder(value, first) else { return false }
        if kind.name == SecretKind.cookie.name { return value.count >= (isQuery ? 1 : 2) || !isOpen }
        let word = value.count <= 20 ? String(decoding: value, as: UTF8.self).lowercased() : ""
        if harmless.contains(word) { return false }
        switch kind.strength {
        case .strong:
            if isOpen, value.count < 3 { return false }
            if value.count < 4, value.allSatisfy(ByteText.isDigit) { return false }
            return value.count >= 2 && (!isOpen || !isTitle(value)) || kind.name == SecretKind.password.name && !isOpen
        case .medium:
            if isQuery { return value.count >= 3 && !(value.count < 5 && value.allSatisfy(ByteText.isDigit)) }
            if value.count >= 4, kind.name == "PIN" || kind.name == "code", value.allSatisfy(ByteText.isDigit) {
                return true
            }
            return value.count >= 4 && isMixed(value) && !isCommonForm(value)
        case .weak:
            // Any parameter may be called a key.
            if isQuery, kind.name == "key" { return value.count >= 12 && isMixed(value) && !isCommonForm(value) }
            if isQuery { return value.count >= 3 && !(value.count < 5 && value.allSatisfy(ByteText.isDigit)) }
            return isTokenLike(value)
        }
    }

    /// Whether the words of a value are the beginning of a sentence.
    static func isSentence(_ value: ArraySlice<UInt8>) -> Bool {
        let word = value.prefix { ByteText.isWord($0) || $0 == 0x27 }
        guard word.count < value.count, value[word.endIndex] == 0x20 || value[word.endIndex] == 0x2C else {
            return false
        }
        return sentences.contains(String(decoding: word, as: UTF8.self).lowercased())
    }

    /// `<access token 1>`, `‹secret›`, `***`, `[redacted]`, `$TOKEN`, `{{token}}`, `%TOKEN%`.
    private static func isPlaceholder(_ value: ArraySlice<UInt8>, _ first: UInt8) -> Bool {
        let last = value.last ?? 0
        switch first {
        case 0x3C: return value.contains(0x3E)
        case 0x5B: return last == 0x5D && value.count < 24
        case 0x7B, 0x28: return last == 0x7D || last == 0x29
        case 0x24:
            let rest = value.dropFirst()
            guard let next = rest.first else { return true }
            return next == 0x7B || next == 0x28
                || rest.allSatisfy { ByteText.isWord($0) || $0 == 0x3A || $0 == 0x2E }
                    && (ByteText.isLetter(next) || next == 0x5F) && !rest.contains(where: ByteText.isDigit)
        case 0x25: return last == 0x25 && value.count > 2 && value.dropFirst().dropLast().allSatisfy(ByteText.isWord)
        case 0xE2: return value.starts(with: "‹".utf8) || value.starts(with: "•".utf8) || value.starts(with: "…".utf8)
        case 0x2A, 0x78, 0x58, 0x2E, 0x2D, 0x23, 0x5F:
            return value.allSatisfy { $0 == first } && (value.count > 2 || first == 0x2A || first == 0x2D)
        default: return false
        }
    }

    /// A word of letters alone, as a sentence has; a secret that looks like one needs a sign before it.
    private static func isTitle(_ value: ArraySlice<UInt8>) -> Bool {
        value.count <= 4 && value.allSatisfy { (0x61...0x7A).contains($0) }
    }

    /// Whether a value has letters and digits, or letters and signs, as words of a sentence have not.
    static func isMixed(_ value: ArraySlice<UInt8>) -> Bool {
        var (letters, digits, upperInside, signs) = (false, false, false, false)
        for (index, byte) in zip(value.indices, value) {
            if ByteText.isLetter(byte) {
                letters = true
                if index > value.startIndex, byte < 0x61, (0x61...0x7A).contains(value[index - 1]) {
                    upperInside = true
                }
            } else if ByteText.isDigit(byte) {
                digits = true
            } else if byte < 0x80, byte != 0x2D, byte != 0x2E, byte != 0x2C, byte != 0x20, byte != 0x27 {
                signs = true
            }
        }
        return letters && digits || letters && signs && value.count >= 8 || upperInside && value.count >= 12
    }

    /// Whether a value is a thing of another kind that mixes letters and digits: a UUID, a date, an address, a file.
    static func isCommonForm(_ value: ArraySlice<UInt8>) -> Bool {
        if isUUID(value) { return true }
        let text = value.count <= 300 ? String(decoding: value, as: UTF8.self).lowercased() : ""
        if text.hasPrefix("http://") || text.hasPrefix("https://") || text.hasPrefix("/") || text.hasPrefix("urn:") {
            return true
        }
        return isAddress(value) || isDocument(value) || technical.contains(text) || isDate(value) || isNumbered(text)
            || isIssue(text) || isCompound(text)
    }

    /// `base64-encoded`: a technical word with others behind it.
    private static func isCompound(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count > 1 && technical.contains(String(parts[0]))
            && parts.dropFirst().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(ByteText.isLetter) }
    }

    /// `ada@firm.example`: the last part of its host has letters only.
    private static func isAddress(_ value: ArraySlice<UInt8>) -> Bool {
        let parts = value.split(separator: 0x40, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !value.contains(0x3A) else { return false }
        let labels = parts[1].split(separator: 0x2E, omittingEmptySubsequences: false)
        return labels.count > 1 && labels.allSatisfy { !$0.isEmpty }
            && labels[labels.count - 1].allSatisfy(ByteText.isLetter)
    }

    /// `ACTIVE!12.1`: a library, a number and a version.
    private static func isDocument(_ value: ArraySlice<UInt8>) -> Bool {
        let parts = value.split(separator: 0x21, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].first, ByteText.isLetter(first) else { return false }
        return parts[1].contains(0x2E) && parts[1].allSatisfy { ByteText.isDigit($0) || $0 == 0x2E }
    }

    private static let technical: Set<String> = [
        "oauth2", "oauth1", "sha1", "sha256", "sha384", "sha512", "sha-256", "sha-512", "md5", "base64", "base64url",
        "utf8", "utf-8", "utf16", "utf-16", "rs256", "hs256", "es256", "ps256", "s256", "http2", "x509", "aes128",
        "aes256", "aes-256", "pbkdf2", "tls1.2", "tls1.3", "http/1.1", "http/2", "ipv4", "ipv6", "saml2", "saml2.0",
        "oauth2.0", "2fa", "argon2", "bcrypt2", "client_id", "user_id", "i18n", "win32", "x64", "u2f", "fido2", "p12",
        "pkcs8", "pkcs12", "pkcs#8", "pkcs#12", "rfc6749", "rfc7636", "ed25519", "e2e", "k8s", "s3", "ec2",
    ]

    /// `v2`, `10.4.1`, `1.0`, `E1001`, `AADSTS50011`, `NRC_1`: versions and codes of errors.
    private static func isNumbered(_ text: String) -> Bool {
        let letters = text.prefix { $0.isLetter || $0 == "_" }
        let rest = text.dropFirst(letters.count)
        guard rest.allSatisfy({ $0.isNumber || $0 == "." }) else { return false }
        return letters.count <= 1
            || (letters.hasPrefix("aadsts") || letters.hasPrefix("msis") || letters.hasPrefix("nrc"))
    }

    /// `INC-4711`: the number of an issue.
    private static func isIssue(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && (1...10).contains(parts[0].count) && (1...8).contains(parts[1].count)
            && parts[0].allSatisfy(\.isLetter) && parts[1].allSatisfy(\.isNumber)
    }

    private static func isDate(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count >= 8, value.prefix(4).allSatisfy(ByteText.isDigit) else { return false }
        return value.allSatisfy { ByteText.isDigit($0) || [0x2D, 0x3A, 0x2E, 0x54, 0x5A, 0x2B, 0x2F].contains($0) }
    }

    /// Whether a value looks random: long, of letters and digits, without blanks, and no UUID, path or name.
    static func isTokenLike(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count >= 16, value.allSatisfy({ isTokenByte($0) || $0 == 0x25 || $0 == 0x2E || $0 == 0x7E }) else {
            return false
        }
        let digits = value.count(where: ByteText.isDigit)
        guard digits >= 2, value.contains(where: ByteText.isLetter), !isCommonForm(value) else { return false }
        return value.split(whereSeparator: { [0x2D, 0x5F, 0x2E, 0x2F].contains($0) }).contains { part in
            part.count >= 8 && part.contains(where: ByteText.isDigit) && part.contains(where: ByteText.isLetter)
        } || digits >= 6
    }

    /// Whether a run of token characters is long and mixed enough to be a secret though nothing says so.
    static func isSuspicious(_ run: ArraySlice<UInt8>) -> Bool {
        guard run.count >= 24, !isUUID(run), !isDigest(run) else { return false }
        let digits = run.count(where: ByteText.isDigit)
        let upper = run.count { (0x41...0x5A).contains($0) }
        let lower = run.count { (0x61...0x7A).contains($0) }
        guard digits >= 2, upper + lower >= 4 else { return false }
        // Words joined by lines, as in paths and names, have few digits and one case of letters.
        return run.contains(0x2D) || run.contains(0x5F) ? digits * 8 >= run.count || (upper > 2 && lower > 2) : true
    }

    /// The digest of a document: hexadecimal digits of the length of MD5, SHA-1 or SHA-2.
    private static func isDigest(_ run: ArraySlice<UInt8>) -> Bool {
        [32, 40, 56, 64, 96, 128].contains(run.count) && run.allSatisfy { hexadecimalValue($0) != nil }
    }

    /// Client ids and document ids have this form, and are no secrets.
    static func isUUID(_ run: ArraySlice<UInt8>) -> Bool {
        guard run.count == 36 || run.count == 38 else { return false }
        let inner = run.count == 38 ? run.dropFirst().dropLast() : run
        let groups = inner.split(separator: 0x2D, omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy { $0.allSatisfy { hexadecimalValue($0) != nil } }
    }

    /// Letters, digits and `+ / _ - =`.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        ByteText.isLetter(byte) || ByteText.isDigit(byte) || [0x2B, 0x2F, 0x5F, 0x2D, 0x3D].contains(byte)
    }
}
