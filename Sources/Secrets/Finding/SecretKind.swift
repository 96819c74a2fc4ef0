/// The kind of a secret: what it is called in a cleaned text, and how sure its field's name makes us.
struct SecretKind: Hashable, Sendable {
    /// How a field's value is written.
    enum Form: Hashable, Sendable {
        /// The value is the secret.
        case plain
        /// A scheme, a blank, and the secret.
        case authorization
        /// Pairs of a name and a secret.
        case cookies
        /// One such pair, and attributes that are none.
        case setCookie
    }

    /// How much the name of a field says about its value.
    enum Strength: Int, Comparable, Sendable {
        /// The name has many meanings, such as `code`: outside of a query the value must look random.
        case weak
        /// The name is a secret's in most texts, such as `ticket`: the value must have more than letters.
        case medium
        /// Any value of such a field is a secret.
        case strong

        static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
    }

    /// The name in a cleaned text: `access token`.
    let name: String
    let form: Form
    let strength: Strength

    init(_ name: String, _ strength: Strength = .strong, _ form: Form = .plain) {
        self.name = name
        self.form = form
        self.strength = strength
    }

    static let accessToken = SecretKind("access token")
    static let credentials = SecretKind("credentials")
    static let cookie = SecretKind("cookie")
    static let password = SecretKind("password")
    static let privateKey = SecretKind("private key")
    static let token = SecretKind("token")
    static let unknown = SecretKind("long token")
}

/// A secret and its place in a text.
struct FoundSecret {
    let range: Range<Int>
    let kind: SecretKind
    /// Where the name begins that says so; `nil` where the secret's look does.
    var name: Int?

    /// The secret and its name.
    var whole: Range<Int> { min(name ?? range.lowerBound, range.lowerBound)..<range.upperBound }
}
