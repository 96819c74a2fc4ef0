/// A line of a text whose secrets are hidden behind as many stars, so that each other character keeps its column.
package struct MaskedLine: Sendable {
    /// The line without its secrets.
    package let text: String

    /// Hides what the names of fields, or its own look, say is a secret.
    package init(_ line: String) {
        let bytes = Array(line.utf8)
        var (masked, end) = ("", 0)
        for found in SecretFinder().secrets(in: bytes) {
            masked += String(decoding: bytes[end..<found.range.lowerBound], as: UTF8.self)
            masked += String(repeating: "*", count: String(decoding: bytes[found.range], as: UTF8.self).count)
            end = found.range.upperBound
        }
        text = end == 0 ? line : masked + String(decoding: bytes[end...], as: UTF8.self)
    }
}
