import Foundation
import Testing
import WorkTime

@testable import IntegrationClient

/// Numbers in the answers of servers that nobody here wrote.
@Suite struct `Numbers from a server` {
    private static let texts = [
        "-1", "-9223372036854775808", "9223372036854775808", "1e400", "1.5", "\"-5\"", "\"99999999999999999999\"",
        "null",
        "[]", "{}", "true", "\"\"", "\"٣\"",
    ]

    @Test(arguments: texts) func `are no size, no version and no total where they cannot be one`(_ text: String) throws
    {
        let body = Array("{\"id\": \"ACTIVE!3.\(text)\", \"size\": \(text), \"version\": \(text)}".utf8)
        if let json = JSONValue(body) {
            let profile = try #require(DocumentProfile(json))
            #expect(profile.size.map { $0 >= 0 } ?? true)
            #expect(profile.version >= 1)
        }
        #expect(JSONValue(Array("{\"n\": \(text)}".utf8))?["n"]?.count == nil)
    }

    @Test(arguments: ["0", "12", "\"12\"", "9223372036854775807"])
    func `are taken as numbers or as text`(_ text: String) throws {
        #expect(try #require(JSONValue(Array("{\"n\": \(text)}".utf8)))["n"]?.count != nil)
    }

    @Test(arguments: [
        "Mon, 99 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 9223372036854775807 09:00:00 GMT",
        "Mon, 02 Mar 2026 24:00:00 GMT",
        "Mon, 02 Mar 2026 09:60:00 GMT", "Mon, -2 Mar 2026 09:00:00 GMT", "Mon, 02 Mar 0 09:00:00 GMT", "",
        "Mon, 02 Mar 2026 09:00:9223372036854775807 GMT",
    ])
    func `are no date where a calendar has none`(_ text: String) {
        #expect(HTTPDate.date(text) == nil)
    }

    @Test(arguments: [
        "-1", "NaN", "inf", "1e400", "9223372036854775807", "864000", "Mon, 02 Mar 99999999999 09:00:00 GMT", "",
    ])
    func `are no time to wait where nobody would wait so long`(_ text: String) {
        let response = WireResponse(status: 429, headers: [("Retry-After", text), ("x-ratelimit-reset", text)])
        #expect(RetryTime.seconds(in: response, now: WorkDate(sinceEpoch: .seconds(1_772_442_000))) == nil)
    }
}
