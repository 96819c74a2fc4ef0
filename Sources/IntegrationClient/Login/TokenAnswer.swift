/// What a token end point gives.
struct TokenAnswer: Equatable {
    let accessToken: String
    /// Nil where it is absent, `null` or empty: the application may not have one.
    let refreshToken: String?

    /// Reads a successful answer; nil where it holds no access token.
    init?(_ response: WireResponse) {
        guard response.status == 200, let json = JSONValue(response.body),
            let token = json["access_token"]?.text, Self.canBeSent(token)
        else { return nil }
        accessToken = token
        refreshToken = json["refresh_token"]?.text
    }

    /// A token goes into a header field, where only visible ASCII may stand.
    private static func canBeSent(_ token: String) -> Bool {
        token.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
