import Testing
import WorkTime

@testable import WorkServer

/// Internet messages as they are read: RFC 5322 and RFC 2047.
@Suite struct `An internet message` {
    private static let text = """
        Received: from relay.example (relay.example [192.0.2.7])\r
        \tby mx.example with ESMTPS; Mon, 2 Mar 2026 10:00:05 +0100\r
        From: =?UTF-8?Q?J=C3=BCrgen_B=C3=B6hm?= <juergen@example.com>\r
        To: ada@example.com, "Ben Blake" <ben@example.com>\r
        Subject: =?utf-8?B?U3R1ZMOp?= =?iso-8859-1?Q?_f=FCr?=\r
         =?UTF-8?Q?_Acme?= v. Bolt\r
        Date: Mon, 02 Mar 2026 09:00:00 GMT\r
        Message-ID: <2@example.com>\r
        References: <1@example.com> <2@example.com>\r
        Content-Type: multipart/mixed; boundary=b\r
        \r
        --b\r
        Content-Disposition: attachment; filename="a.pdf"\r
        \r
        x\r
        --b--\r

        """

    @Test func `gives sender, recipients, subject, dates, conversation and attachments`() throws {
        let headers = try #require(InternetMessage(Self.text.utf8)).headers
        #expect(headers.from == "Jürgen Böhm <juergen@example.com>")
        #expect(headers.to == "ada@example.com, \"Ben Blake\" <ben@example.com>")
        #expect(headers.subject == "Studé für Acme v. Bolt")
        #expect(headers.sent?.plain == "2026-03-02T09:00:00Z")
        #expect(headers.received?.plain == "2026-03-02T09:00:05Z")
        #expect(headers.conversation == "<1@example.com>")
        #expect(headers.hasAttachment)
        #expect(headers.cc == nil)
    }

    @Test(arguments: [
        ("=?utf-8?q?a_b?=", "a b"), ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"), ("=?utf-8?q?a?= b", "a b"),
        ("=?koi8-r?q?=C1?=", "=?koi8-r?q?=C1?="), ("=?utf-8?q?=C3?=", "=?utf-8?q?=C3?="), ("plain", "plain"),
        ("=?windows-1252?Q?=80?=", "€"), ("=?utf-8?B?***?=", "=?utf-8?B?***?="),
    ]) func `resolves encoded words, and leaves alone what cannot be resolved`(_ text: String, _ expected: String) {
        #expect(InternetMessage.decoded(text) == expected)
    }

    @Test(
        arguments: [
            ("2 Mar 2026 09:00 +0000", "2026-03-02T09:00:00Z"),
            ("Mon, 2 Mar 2026 09:00:00 -0530 (X)", "2026-03-02T14:30:00Z"),
            ("soon", nil), ("32 Mar 2026 09:00:00 GMT", nil), ("2 Mär 2026 09:00:00 GMT", nil),
        ] as [(String, String?)]) func `reads dates with their zones`(_ text: String, _ expected: String?)
    {
        #expect(InternetMessage.date(text)?.plain == expected)
    }

    @Test(arguments: ["", "no header at all", " folded: first", "\r\n\r\nbody"])
    func `is none where no header field begins it`(_ text: String) {
        #expect(InternetMessage(text.utf8) == nil)
    }
}
