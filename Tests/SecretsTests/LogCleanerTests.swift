import Foundation
import Secrets
import Testing

@Suite struct `A cleaned log` {
    private static let token = "q7Zr0PLmN3xV8bK2cD5eF1gH4jS6tU9w"

    private func clean(_ text: String, strict: Bool = false) -> String {
        LogCleaner(strict: strict).clean(text).text
    }

    @Test(arguments: [
        ("Authorization: Bearer \(token)", "Authorization: Bearer <access token 1>"),
        (
            "authorization:\r\n  Basic YWRhOnMzY3JldA==\r\nHost: a",
            "authorization:\r\n  Basic <credentials 1>\r\nHost: a"
        ),
        ("> X-Auth-Token: \(token)\n> Accept: */*", "> X-Auth-Token: <access token 1>\n> Accept: */*"),
        ("Client Secret = \"qwerty\"", "Client Secret = \"<client secret 1>\""),
        ("Client Secret = qwerty", "Client Secret = <client secret 1>"),
        ("API Secret \"Zx9-abc\"", "API Secret \"<client secret 1>\""),
        ("secret=>'qwerty'", "secret=>'<client secret 1>'"), (":secret => 'qwerty'", ":secret => '<client secret 1>'"),
        ("\"client_secret\" => \"qwerty\"", "\"client_secret\" => \"<client secret 1>\""),
        ("imanage:\n  client_secret: qwerty\n", "imanage:\n  client_secret: <client secret 1>\n"),
        ("export IMANAGE_CLIENT_SECRET=qwerty", "export IMANAGE_CLIENT_SECRET=<client secret 1>"),
        ("setx IMANAGE_SECRET qwerty", "setx IMANAGE_SECRET <client secret 1>"),
        ("$env:IMANAGE_CLIENT_SECRET = 'qwerty'", "$env:IMANAGE_CLIENT_SECRET = '<client secret 1>'"),
        ("Connect -ClientSecret qwerty -Url x", "Connect -ClientSecret <client secret 1> -Url x"),
        ("logged in ada with password hunter2", "logged in ada with password <password 1>"),
        ("the password is hunter2.", "the password is <password 1>."),
        ("curl -u ada:hunter2 https://a", "curl -u ada:<password 1> https://a"),
        ("curl --user 'ada:pw' https://a", "curl --user 'ada:<password 1>' https://a"),
        ("curl --user=ada:hunter2 https://a", "curl --user=ada:<password 1> https://a"),
        ("sent Basic YWRhOmh1bnRlcjI= hunter2", "sent Basic <credentials 1> <password 1>"),
        ("Cookie: JSESSIONID=x; other=1", "Cookie: JSESSIONID=<cookie 1>; other=<cookie 2>"),
        (
            "password=hunter2\nhunter2, hunter23, %3Dhunter2",
            "password=<password 1>\n<password 1>, hunter23, %3D<password 1>"
        ),
        ("Cookie: sid=abc123; theme=dark1", "Cookie: sid=<cookie 1>; theme=<cookie 2>"),
        ("Set-Cookie: sid=abc123; Path=/; HttpOnly", "Set-Cookie: sid=<cookie 1>; Path=/; HttpOnly"),
        ("curl -H 'X-Auth-Token: \(token)' https://a", "curl -H 'X-Auth-Token: <access token 1>' https://a"),
        ("curl -H \"Authorization: Bearer \(token)\" a", "curl -H \"Authorization: Bearer <access token 1>\" a"),
        (
            "grant_type=password&username=ADA&password=p%40ss1&client_secret=s3cr3t",
            "grant_type=password&username=ADA&password=<password 1>&client_secret=<client secret 1>"
        ),
        ("GET /cb?code=ab12&state=xy&x=1 HTTP/1.1", "GET /cb?code=<code 1>&state=xy&x=1 HTTP/1.1"),
        ("GET /cb?code=ab12&state=xyz1#top", "GET /cb?code=<code 1>&state=<state 1>#top"),
        ("?u=https%3A%2F%2Fa%3Fcode%3Dab12%26z%3D1", "?u=https%3A%2F%2Fa%3Fcode%3D<code 1>%26z%3D1"),
        (#"{"access_token":"abcd","expires_in":1800}"#, #"{"access_token":"<access token 1>","expires_in":1800}"#),
        ("{\n  \"refresh_token\" :\n    \"abcd\"\n}", "{\n  \"refresh_token\" :\n    \"<refresh token 1>\"\n}"),
        (#"{"text":"{\"password\":\"a\\\"b9\",\"n\":1}"}"#, #"{"text":"{\"password\":\"<password 1>\",\"n\":1}"}"#),
        (#"{"name":"Cookie","value":"a=secret1"}"#, #"{"name":"Cookie","value":"a=<cookie 1>"}"#),
        (#"{"value": "t0ken-x", "name": "X-Auth-Token"}"#, #"{"value": "<access token 1>", "name": "X-Auth-Token"}"#),
        (
            #""cookies":[{"name":"jar","value":"crumb1"}],"b":1"#,
            #""cookies":[{"name":"jar","value":"<cookie 1>"}],"b":1"#
        ),
        (#"{"X-Auth-Token": ["abcd", "efgh"]}"#, #"{"X-Auth-Token": ["<access token 1>", "<access token 2>"]}"#),
        ("<password>hunter2</password>", "<password><password 1></password>"),
        (#"<input name="password" value="hunter2">"#, #"<input name="password" value="<password 1>">"#),
        ("WORKSIM_CLIENT_SECRET=abcdef worksim", "WORKSIM_CLIENT_SECRET=<client secret 1> worksim"),
        ("{\"password\":\"abcd\nnext line", "{\"password\":\"<password 1>\nnext line"),
        ("Client Secret: ab-12-cd", "Client Secret: <client secret 1>"),
        ("https://ada:hunter2@work.example.com/", "https://ada:<password 1>@work.example.com/"),
        ("sent bearer \(token).", "sent bearer <access token 1>."),
        ("id eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl end", "id <token 1> end"),
        (
            "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----",
            "-----BEGIN EC PRIVATE KEY-----\n<private key 1>\n-----END EC PRIVATE KEY-----"
        ),
    ])
    func `keeps what is no secret`(_ text: String, _ cleaned: String) {
        #expect(clean(text) == cleaned)
        #expect(clean(cleaned) == cleaned)
    }

    @Test(arguments: [
        #"{"error":{"code":"NRC_NO_RECORD","code_message":"No record."}}"#, "status code: 403, state: validated",
        #"{"code":403,"state":"logged_in","password":null}"#, "error=invalid_grant&error_description=The code expired",
        "client_id=0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005", "access_token=<access token 1>", "X-Auth-Token: ***",
        "password=$PASSWORD token: none", "The Client Secret is wrong: ask for another.", "code_challenge_method=S256",
        "", "\u{FEFF}§ §", #""cookies":"#, "password=", "Authorization:", #"{"value":"#, "\"password\"",
        "name=\"code\"", "The password was reset by ada.", "a password \"of many words\"", "curl --user-agent a:b1",
        "The basic settings are here.", "password login is off",
    ])
    func `leaves alone`(_ text: String) {
        #expect(clean(text) == text)
    }

    @Test func `calls the same secret by the same name, in every encoding`() {
        let secret = "p@ss/wort+4711"
        let text = """
            POST /auth/oauth2/token password=p%40ss%2Fwort%2B4711
            {"password": "\(secret)"} and then \(secret) again, cDQ=
            Authorization: Bearer \(Self.token)
            the server forgot \(Self.token)
            """
        let cleaned = LogCleaner().clean(text)
        #expect(!cleaned.text.contains(secret) && !cleaned.text.contains("wort") && !cleaned.text.contains(Self.token))
        #expect(cleaned.text.components(separatedBy: "<password 1>").count == 4)
        #expect(cleaned.text.components(separatedBy: "<access token 1>").count == 3)
        #expect(cleaned.counts == ["password": 3, "access token": 2])
        #expect(cleaned.distinct == ["password": 1, "access token": 1])
        #expect(cleaned.text.split(separator: "\n").count == text.split(separator: "\n").count)
    }

    @Test func `keeps a common word that a query calls a state`() {
        #expect(
            clean("GET /x?state=confirmed&n=1\nit is confirmed") == "GET /x?state=<state 1>&n=1\nit is confirmed")
        #expect(clean(#"{"code":"E1001_GRANT"}"#) == #"{"code":"E1001_GRANT"}"#)
    }

    @Test func `takes long tokens too where it is strict`() {
        let text = "session \(Self.token) of 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005 at /work/api/v2/customers/1/libraries"
        #expect(clean(text) == text)
        #expect(clean(text, strict: true) == text.replacingOccurrences(of: Self.token, with: "<long token 1>"))
    }

    @Test func `of a HAR is still JSON, with the same shape`() throws {
        let har = """
            {"log":{"entries":[{"request":{"method":"POST","url":"https://w.example/cb?code=c0de-9911-7f3a-22b8&state=st-77",
            "headers":[{"name":"X-Auth-Token","value":"\(Self.token)"},{"name":"Accept","value":"*/*"}],
            "cookies":[{"name":"JSESSIONID","value":"0000abcd","httpOnly":true}],
            "queryString":[{"name":"code","value":"c0de-9911-7f3a-22b8"}],
            "postData":{"mimeType":"application/x-www-form-urlencoded","text":"client_secret=s3cr3t-1&x=1",
            "params":[{"name":"client_secret","value":"s3cr3t-1"}]}},
            "response":{"status":200,"content":{"text":"{\\"access_token\\":\\"\(Self.token)\\",\\"n\\":1}"}}}]}}
            """
        let cleaned = clean(har)
        for secret in [Self.token, "c0de-9911", "st-77", "0000abcd", "s3cr3t-1"] {
            #expect(!cleaned.contains(secret), "\(secret)")
        }
        let before = try JSONSerialization.jsonObject(with: Data(har.utf8))
        let after = try JSONSerialization.jsonObject(with: Data(cleaned.utf8))
        #expect(Self.shape(after) == Self.shape(before))
    }

    @Test func `any bytes are cleaned, and stay as they are then`() {
        let cleaner = LogCleaner(strict: true)
        var generator = SplitMix(state: 7)
        let parts = [
            "password", "=", ":", "\"", "\\", "\\\"", "{", "}", "[", "<", ">", "%3D", "code", "\n", " ", "eyJ", "x9",
        ]
        for _ in 0..<2_000 {
            let text = (0..<20).map { _ in parts[Int(generator.next() % UInt64(parts.count))] }.joined()
            let cleaned = cleaner.clean(text).text
            #expect(cleaner.clean(cleaned).text == cleaned, "\(text)")
        }
    }

    /// The keys and nesting of JSON, without its values.
    private static func shape(_ value: Any) -> String {
        switch value {
        case let map as [String: Any]:
            "{" + map.keys.sorted().map { "\($0):\(shape(map[$0] ?? ""))" }.joined(separator: ",") + "}"
        case let list as [Any]: "[" + list.map(shape).joined(separator: ",") + "]"
        default: "_"
        }
    }
}
