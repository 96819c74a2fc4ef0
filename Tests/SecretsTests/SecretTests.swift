import Secrets
import Testing

@Suite struct `Secret texts` {
    @Test func `print nothing of themselves`() {
        let secret = Secret("hunter2-hunter2")
        #expect("\(secret) \(String(reflecting: secret)) \([secret])".contains("hunter2") == false)
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(dumped.contains("hunter2") == false)
    }

    @Test(arguments: [
        "a b+c/d=e\"f", "c2VjcmV0LXRva2Vu/+==", "plain-token_with.unreserved~characters",
    ])
    func `are found and replaced raw and in the encodings of the wire`(secret: String) {
        let book = SecretBook()
        book.note(secret, as: "the token")
        let unreserved = secret.utf8.map { byte -> String in
            let character = Character(UnicodeScalar(byte))
            return character.isLetter || character.isNumber || "-._~".contains(character)
                ? String(character) : "%" + String(byte, radix: 16, uppercase: true)
        }.joined()
        for spelling in [secret, unreserved, base64URL(Array(secret.utf8))] {
            #expect(book.leaks(in: "x\(spelling)y") == ["the token"], "\(spelling)")
            #expect(book.redact("x\(spelling)y") == "x‹the token›y")
        }
    }

    @Test func `that hold another one are replaced whole`() {
        let book = SecretBook()
        book.note("abcdef", as: "short")
        book.note("abcdefgh", as: "long")
        #expect(book.redact("abcdefgh abcdef") == "‹long› ‹short›")
    }
}

@Suite struct `Seeded identifiers` {
    @Test func `are the same for the same seed, path, kind and count, and differ in each of them`() {
        func first(_ seed: UInt64, _ path: [String], _ kind: String) -> String {
            SeededIdentifiers(seed: seed, path: path).token(kind)
        }
        #expect(first(1, ["a", "b"], "code") == first(1, ["a", "b"], "code"))
        let all = [
            first(1, ["a", "b"], "code"), first(2, ["a", "b"], "code"), first(1, ["ab"], "code"),
            first(1, ["a", "b"], "token"),
        ]
        #expect(Set(all).count == 4)
        let source = SeededIdentifiers(seed: 1, path: ["a"])
        #expect(source.token("code") != source.token("code"))
    }

    @Test func `do not depend on what other kinds were asked for in between`() {
        let alone = SeededIdentifiers(seed: 1, path: ["a"])
        let mixed = SeededIdentifiers(seed: 1, path: ["a"])
        _ = mixed.token("token")
        #expect(alone.uuid("code") == mixed.uuid("code"))
    }

    @Test func `a UUID has version 8 and the variant of RFC 9562`() throws {
        let uuid = SeededIdentifiers(seed: 7, path: []).uuid("x")
        #expect(try /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/.wholeMatch(in: uuid) != nil)
    }
}
