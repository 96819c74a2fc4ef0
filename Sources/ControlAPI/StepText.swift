/// The text of steps as programs send it.
enum StepText {
    /// The text, in which a character that JSON writes as two surrogates stands by itself, since YAML has no surrogates.
    static func readable(_ text: String) -> String {
        guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[", text.contains("\\u")
        else { return text }
        var readable = ""
        var rest = Substring(text)
        while let slash = rest.firstIndex(of: "\\") {
            readable += rest[..<slash]
            rest = rest[slash...]
            if let pair = rest.prefixMatch(of: /\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/),
                let high = UInt32(pair.output.1, radix: 16), let low = UInt32(pair.output.2, radix: 16),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            {
                readable.unicodeScalars.append(scalar)
                rest = rest[pair.range.upperBound...]
            } else {
                // With the character that it escapes, which may be another one of its kind.
                readable += rest.prefix(2)
                rest = rest.dropFirst(2)
            }
        }
        return readable + rest
    }
}
