/// What a field that holds a secret is called in a cleaned text.
struct SecretKind: Hashable {
    /// How a field's value is written.
    enum Form: Hashable {
        /// The value is the secret.
        case plain
        /// A word such as `code` or `state` that stands for many things: a secret only in a query, or where it looks like
        /// one.
        case weak
        /// A scheme, a blank, and the secret.
        case authorization
        /// Pairs of a name and a secret.
        case cookies
        /// One such pair, and attributes that are none.
        case setCookie
    }

    /// The name in a cleaned text: `access token`.
    let name: String
    let form: Form

    init(_ name: String, _ form: Form = .plain) {
        self.name = name
        self.form = form
    }

    static let accessToken = SecretKind("access token")
    static let credentials = SecretKind("credentials")
    static let cookie = SecretKind("cookie")
    static let password = SecretKind("password")
    static let privateKey = SecretKind("private key")
    static let token = SecretKind("token")
    static let unknown = SecretKind("long token")

    private static let byName: [String: SecretKind] = [
        "authorization": SecretKind("credentials", .authorization),
        "proxyauthorization": SecretKind("credentials", .authorization),
        "xauthtoken": accessToken, "authtoken": accessToken, "accesstoken": accessToken,
        "refreshtoken": SecretKind("refresh token"), "idtoken": SecretKind("id token"),
        "cookie": SecretKind("cookie", .cookies), "setcookie": SecretKind("cookie", .setCookie),
        "clientsecret": SecretKind("client secret"), "apisecret": SecretKind("client secret"),
        "secret": SecretKind("client secret"), "password": password, "passwd": password, "pwd": password,
        "passphrase": password, "assertion": SecretKind("assertion"), "clientassertion": SecretKind("assertion"),
        "codeverifier": SecretKind("code verifier"), "sessiontoken": SecretKind("session token"),
        "transaction": SecretKind("transaction", .weak), "code": SecretKind("code", .weak),
        "state": SecretKind("state", .weak), "token": SecretKind("token", .weak),
        "apikey": SecretKind("api key", .weak), "samlresponse": SecretKind("SAML response"),
    ]
    /// Names that are secrets also at the end of a longer one: `WORKSIM_CLIENT_SECRET`, `userPassword`.
    private static let endings = [
        "clientsecret", "accesstoken", "refreshtoken", "authtoken", "sessiontoken", "apisecret", "password",
        "passphrase", "passwd", "secret",
    ]

    /// The kind of a field by its name, in any case of letters and with any of `-_` between its words; nil for none.
    init?(field: ArraySlice<UInt8>) {
        guard (3...40).contains(field.count) else { return nil }
        let letters = field.filter { $0 != 0x5F && $0 != 0x2D }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let name = String(decoding: letters, as: UTF8.self)
        if let kind = Self.byName[name] {
            self = kind
        } else if let ending = Self.endings.first(where: { name.hasSuffix($0) }), let kind = Self.byName[ending] {
            self = kind
        } else {
            return nil
        }
    }
}
