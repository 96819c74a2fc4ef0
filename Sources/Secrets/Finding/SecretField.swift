/// Says of a field's name whether its value is a secret, for those who know the fields of a text exactly.
package enum SecretField {
    /// Whether the value of a field of a form, a query or a header is a secret by the field's name.
    package static func isSecret(_ name: String) -> Bool {
        guard let kind = NameClassifier.kind(of: name.utf8) else { return false }
        // Any field may be called a key.
        return kind.strength > .weak || kind.name != "key"
    }

    /// Whether a text where a name or a word belongs looks like a random secret: long, of letters and digits, and no UUID.
    package static func isRandom(_ text: String) -> Bool {
        SecretShape.isTokenLike(Array(text.utf8)[...])
    }
}
