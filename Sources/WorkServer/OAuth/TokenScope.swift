import Rules

/// What an access token is for.
enum TokenScope: String, Codable, Sendable {
    /// What its user may do.
    case user
    /// What an administrator may do as well.
    case admin

    /// Scopes of OpenID Connect, which clients ask for out of habit.
    static let ofOpenID: Set<Substring> = ["openid", "profile", "email", "offline_access"]

    /// The scopes of a request that give nothing, as `scope.openid`.
    static func passedOver(in text: String?) -> [String] {
        Set((text ?? "").split(separator: " ")).intersection(ofOpenID).sorted().map { "scope.\($0)" }
    }
}

extension WorkState {
    /// Returns the scope that a request asks for, or `standard` if it names none; `nil` if it asks for what is not offered.
    func scope(asked text: String?, otherwise standard: TokenScope = .user) -> TokenScope? {
        var words = Set((text ?? "").split(separator: " "))
        if reading(of: PasswordRules.openID) == .ignored { words.subtract(TokenScope.ofOpenID) }
        guard let word = words.first else { return standard }
        return words.count == 1 ? TokenScope(rawValue: String(word)) : nil
    }

    /// Returns a note for the journal where a request asks for scopes that are passed over.
    func ignoredScopes(in text: String?) -> String {
        let words = Set((text ?? "").split(separator: " ")).intersection(TokenScope.ofOpenID).sorted()
        return words.isEmpty ? "" : " It asks for \(words.joined(separator: " ")) as well, which is passed over."
    }
}
