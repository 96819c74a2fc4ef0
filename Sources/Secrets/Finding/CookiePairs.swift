/// The pairs of a `Cookie` or `Set-Cookie` header.
enum CookiePairs {
    private static let attributes: Set<String> = [
        "path", "domain", "expires", "max-age", "samesite", "secure", "httponly", "version", "comment", "priority",
    ]

    /// Where the values of the cookies stand; attributes of a cookie are none.
    ///
    /// - Parameters:
    ///   - range: the header's value.
    ///   - text: the text that it stands in.
    ///   - isFirstOnly: whether only the first pair is a cookie, as in `Set-Cookie`.
    /// - Returns: the values.
    static func values(of range: Range<Int>, in text: ByteText, isFirstOnly: Bool) -> [Range<Int>] {
        var values: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, text.bytes[end] != 0x3B { end += 1 }
            if let sign = text.bytes[start..<end].firstIndex(of: 0x3D), !isAttribute(start..<sign, in: text) {
                values.append(sign + 1..<end)
            }
            if isFirstOnly { break }
            start = end + 1
        }
        return values
    }

    private static func isAttribute(_ name: Range<Int>, in text: ByteText) -> Bool {
        var start = name.lowerBound
        // The log of IIS writes a plus sign for a blank.
        while start < name.upperBound, ByteText.isBlank(text.bytes[start]) || [0x2B, 0x24].contains(text.bytes[start]) {
            start += 1
        }
        return name.upperBound - start <= 8 && attributes.contains(text.string(start..<name.upperBound).lowercased())
    }
}
