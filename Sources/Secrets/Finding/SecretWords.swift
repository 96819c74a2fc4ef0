/// The words by which programs and people name secrets, in English, German, French, Spanish and some others.
///
/// All are folded: lower case, without accents and without what separates words. A name is classified by its end, since
/// the last word of a name says what the thing is: a *password policy* is a policy.
enum SecretWords {
    /// Ends of names, however the name begins: `imanageClientSecret`.
    static let ends: [(String, SecretKind)] =
        strong.flatMap { words, kind in words.map { ($0, SecretKind(kind)) } } + others

    private static let strong: [(words: [String], kind: String)] = [
        (["clientsecret", "apisecret", "appsecret", "secret", "geheimnis", "secreto", "segreto"], "client secret"),
        (
            ["geheimerschlussel", "geheimerschluessel", "clesecrete", "clavesecreta", "geheimschlussel"],
            "client secret"
        ),
        (
            [
                "password", "passwd", "passwort", "kennwort", "passphrase", "passcode", "pwd", "motdepasse",
                "motpasse", "contrasena", "contrasenia", "contrasenya", "palabradepaso", "frasedepaso",
                "phrasedepasse", "phrasesecrete", "wachtwoord", "parolachiave", "passwordhash", "losungswort",
                "zugangswort", "codesecret", "frasedecontrasena", "codigosecreto", "geheimcode",
            ], "password"
        ),
        (
            [
                "accesstoken", "authtoken", "bearertoken", "apitoken", "zugriffstoken", "zugangstoken",
                "jetondacces", "tokendacces", "tokendeacceso", "fichadeacceso",
            ], "access token"
        ),
        (
            [
                "refreshtoken", "aktualisierungstoken", "jetonderafraichissement", "jetondactualisation",
                "tokendeactualizacion", "tokenderefresco",
            ], "refresh token"
        ),
        (["idtoken", "idtokenhint"], "id token"),
        (["samlresponse", "samlrequest", "samlart"], "SAML response"),
        (["relaystate"], "relay state"), (["codeverifier"], "code verifier"), (["assertion"], "assertion"),
        (["csrf", "xsrf", "csrftoken", "xsrftoken"], "CSRF token"),
        (
            [
                "sessionid", "sessid", "sessiontoken", "sessionkey", "sessioncookie", "sitzungsid",
                "sitzungskennung", "sitzungsschlussel", "sitzungsschluessel", "identifiantdesession",
                "idsession", "iddesession", "iddesesion", "idsesion", "sessionstate",
            ], "session"
        ),
        (
            [
                "apikey", "accesskey", "secretkey", "encryptionkey", "signingkey", "subscriptionkey", "masterkey",
                "sharedkey", "accountkey", "functionskey", "storagekey", "authkey", "authenticationkey", "licensekey",
                "hmackey", "apischlussel", "apischluessel", "zugriffsschlussel", "zugriffsschluessel",
                "zugangsschlussel", "zugangsschluessel", "clientschlussel", "clientschluessel", "cleapi", "clefapi",
                "cledapi", "cledelapi", "cledacces", "clefdacces", "claveapi", "clavedeapi", "clavedelapi",
                "clavedeacceso", "accesskeysecret", "sharedaccesssignature",
            ], "api key"
        ),
        (["privatekey", "privaterschlussel", "privaterschluessel", "cleprivee", "claveprivada"], "private key"),
        (["zugangsdaten", "anmeldedaten", "credenciales"], "credentials"),
    ]

    private static let others: [(String, SecretKind)] = [
        ("token", SecretKind("token", .medium)), ("jeton", SecretKind("token", .medium)),
        ("signature", SecretKind("signature", .medium)), ("ticket", SecretKind("ticket", .medium)),
        ("schlussel", SecretKind("key", .medium)), ("schluessel", SecretKind("key", .medium)),
        ("credential", SecretKind("credentials", .medium)), ("credentials", SecretKind("credentials", .medium)),
        ("authcode", SecretKind("code", .medium)), ("authorizationcode", SecretKind("code", .medium)),
        ("verificationcode", SecretKind("code", .medium)), ("zugangscode", SecretKind("code", .medium)),
        ("codedacces", SecretKind("code", .medium)), ("codigodeacceso", SecretKind("code", .medium)),
        ("onetimecode", SecretKind("code", .medium)), ("2facode", SecretKind("code", .medium)),
        ("mfacode", SecretKind("code", .medium)), ("smscode", SecretKind("code", .medium)),
        ("securitycode", SecretKind("code", .medium)),
        ("einmalcode", SecretKind("code", .medium)), ("bestatigungscode", SecretKind("code", .medium)),
        ("codedeverification", SecretKind("code", .medium)), ("codigodeverificacion", SecretKind("code", .medium)),
        ("dpop", SecretKind("token", .medium)), ("tokens", SecretKind("token", .weak)),
        ("secrets", SecretKind("client secret", .medium)),
        ("passwords", SecretKind("password", .medium)), ("challenge", SecretKind("code challenge", .weak)),
        ("proxyauthorization", SecretKind("credentials", .strong, .authorization)),
        ("authorization", SecretKind("credentials", .strong, .authorization)),
        ("setcookie", SecretKind("cookie", .strong, .setCookie)),
        ("setcookie2", SecretKind("cookie", .strong, .setCookie)),
        ("cookie", SecretKind("cookie", .strong, .cookies)),
    ]

    /// Words that are too short to be looked for at the end of another: `pass` is no part of `bypass`.
    static let wholes: [String: SecretKind] = [
        "pass": .password, "pw": .password, "pword": .password, "psw": .password, "mdp": .password,
        "passe": SecretKind("password", .medium), "senha": .password, "clave": SecretKind("password", .medium),
        "psk": .password, "pin": SecretKind("PIN", .medium), "otp": SecretKind("code", .medium),
        "totp": SecretKind("code", .medium), "tan": SecretKind("code", .medium),
        "sig": SecretKind("signature", .medium), "sas": SecretKind("signature", .medium), "jwt": .token,
        "bearer": SecretKind("access token", .weak), "sid": SecretKind("session", .medium),
        "nonce": SecretKind("nonce", .weak), "auth": SecretKind("credentials", .weak),
        "verifier": SecretKind("code verifier", .medium), "key": SecretKind("key", .weak),
        "cle": SecretKind("key", .weak), "clef": SecretKind("key", .weak), "code": SecretKind("code", .weak),
        "state": SecretKind("state", .weak),
        "session": SecretKind("session", .weak), "transaction": SecretKind("transaction", .weak),
    ]

    /// What stands before `pass` in a name without separators: `dbpass`.
    static let passPrefixes: Set<String> = [
        "user", "db", "my", "smtp", "ftp", "sftp", "admin", "root", "login", "mail", "ldap", "proxy", "key", "store",
        "sudo", "imap", "http", "sql", "pg", "redis", "net", "wifi", "dbuser",
        "bind", "bot",
    ]

    /// What makes a key none that opens anything.
    static let openKeys: Set<String> = [
        "public", "primary", "foreign", "cache", "sort", "partition", "row", "object", "registry", "index", "map",
        "hash", "group", "issue", "project", "translation", "message", "resource", "routing", "idempotency", "unique",
        "lookup", "natural", "hot", "shortcut", "correlation", "dictionary", "json", "config", "setting", "enter",
    ]

    /// Words behind the thing that do not change what it is: `password2`, `tokenValue`.
    static let decorations: Set<String> = [
        "value", "val", "text", "string", "str", "plain", "plaintext", "cleartext", "raw", "b64", "base64", "enc",
        "encoded", "encrypted", "confirm", "confirmation", "confirmed", "repeat", "repeated", "again", "retype", "new",
        "old", "current", "env", "wert", "valeur", "valor", "neu", "alt", "bestatigung", "wiederholen", "pair",
    ]
}
