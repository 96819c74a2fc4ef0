import Foundation
import HTTPTypes
import Rules
import Secrets
import Testing
import WorkTime

@testable import WorkServer

struct `Values and rules` {
    @Test func `every assumed rule has a switch, and every switch that a rule names is there`() {
        let known = Set(workServerRules.switches.map(\.id))
        #expect(Set(workServerRules.rules.map(\.id)).count == workServerRules.rules.count)
        #expect(known.count == workServerRules.switches.count)
        for rule in workServerRules.rules {
            #expect(rule.evidence != .assumed || !rule.switches.isEmpty, "\(rule.id)")
            #expect(known.isSuperset(of: rule.switches), "\(rule.id)")
        }
        let used = Set(workServerRules.rules.flatMap(\.switches))
        #expect(known.subtracting(used) == [])
    }

    @Test func `every rule serves a requirement or a documented failure that exists`() {
        for rule in workServerRules.rules {
            for served in rule.serves {
                let isFailure = DocumentedFailures.all.contains { $0.id == served }
                #expect(Requirements.entry(served) != nil || isFailure, "\(rule.id) serves \(served)")
            }
        }
    }

    @Test func `releases compare by number`() throws {
        let sorted = Release.known.sorted().map(\.text)
        #expect(sorted == ["9.5", "10.1", "10.2.0", "10.2.1", "10.2.2", "10.3", "10.4", "10.5", "10.10", "cloud"])
        #expect(Release(text: "10.2") == Release(text: "10.2.0"))
        #expect(["10", "ten", "10.", "10.4b", "", "1.2.3.4.5", "-1.2"].allSatisfy { Release(text: $0) == nil })
    }

    @Test(
        arguments: [
            ("203.0.113.0/24", "203.0.113.77", true), ("203.0.113.0/24", "203.0.114.1", false),
            ("203.0.113.10", "203.0.113.10", true), ("203.0.113.10/32", "203.0.113.11", false),
            ("0.0.0.0/0", "198.51.100.1", true), ("2001:db8::/32", "2001:db8:1::5", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("203.0.113.0/24", "::ffff:203.0.113.9", true), ("::/0", "203.0.113.9", false),
            ("203.0.113.0/25", "203.0.113.128", false),
        ])
    func `an address range contains its addresses`(range: String, address: String, contains: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(address) == contains)
    }

    @Test(arguments: [
        "", "203.0.113", "203.0.113.0/33", "203.0.113.0/", "203.0.113.0/-1", "example.com", "::/129", "1.2.3.4/8/9",
    ])
    func `what is no address range is none`(text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func `the first rule that matches decides`() throws {
        let text = #"{"default": "drop", "rules": [{"deny": "203.0.113.66"}, {"allow": "203.0.113.0/24"}]}"#
        let firewall = try JSONDecoder().decode(Firewall.self, from: Data(text.utf8))
        #expect(firewall.judge("203.0.113.66").rule.id == "firewall.denied")
        #expect(firewall.judge("203.0.113.10").rule.id == "firewall.allowed")
        #expect(firewall.judge("198.51.100.1").rule.id == "firewall.no-rule-matched")
        #expect(Firewall().judge("198.51.100.1").manner == .serve)
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "%00=a"])
    func `a broken form is malformed`(text: String) {
        #expect(throws: FormProblem.malformed) { try FormFields(parsing: text) }
    }

    @Test func `a date that a request gives is one that four digits can write, and no other ends the server`() {
        #expect(WorkDate(apiText: "7753-08-10T11:29:39Z")?.plain == "7753-08-10T11:29:39Z")
        #expect(WorkDate(apiText: "0770-12-13T18:49:35-12:00")?.plain == "0770-12-14T06:49:35Z")
        #expect(WorkDate(apiText: "9999-12-31T23:59:59-12:00") == nil)
        #expect(RelativeSpan("-9223372036854775808d") == nil)
    }

    @Test func `a number is what JSON calls one`() {
        for text in ["0", "-1", "1.5", "2e10", "1E-7"] { #expect(JSONValue.isNumber(text), "\(text)") }
        for text in ["", "+5", ".5", "5.", "0x10", "nan", "1e999", "01", " 1"] {
            #expect(!JSONValue.isNumber(text), "\(text)")
        }
    }

    @Test func `a form is read once, decoded, and empty values count as absent`() throws {
        let fields = try FormFields(parsing: "a=1+2%2B3&b=&c&d=%C3%A9")
        #expect(fields["a"] == "1 2+3")
        #expect(fields["b"] == nil)
        #expect(fields["c"] == nil)
        #expect(fields["d"] == "é")
        #expect(throws: FormProblem.duplicate("a")) { try FormFields(parsing: "a=1&a=2") }
    }

    @Test func `a page escapes what it shows`() {
        let form = SignInForm(
            application: "<b>&\"'", transaction: .init("t"), state: "\"><script>", username: "'", message: "<i>")
        let page = Pages.signIn(form, action: "/x")
        #expect(!page.contains("<script>"))
        #expect(!page.contains("<b>"))
        #expect(page.contains("&lt;b&gt;&amp;&quot;&#39;"))
        #expect(page.contains("name=\"state\" value=\"&quot;&gt;&lt;script&gt;\""))
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_772_442_000, "Mon, 02 Mar 2026 09:00:00 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        ])
    func `a date is written as HTTP wants it`(seconds: Int64, text: String) {
        #expect(WorkDate(sinceEpoch: .seconds(seconds)).httpDate == text)
    }

    @Test(
        arguments: [
            ("ACTIVE!17", 17, nil), ("active!17.2", 17, 2), ("A B!1", 1, nil),
            ("ACTIVE!100004256020.1", 100_004_256_020, 1),
        ] as [(String, Int, Int?)])
    func `an id has a library, a number and perhaps a version`(id: String, number: Int, version: Int?) throws {
        let reading = try #require(ContentKey.reading(id))
        #expect(reading.key.library == id.prefix { $0 != "!" }.uppercased())
        #expect(reading.key.number == number && reading.version == version)
    }

    @Test(arguments: [
        "", "!", "!1", "ACTIVE", "ACTIVE!", "ACTIVE!0", "ACTIVE!-1", "ACTIVE!x", "ACTIVE!1.", "ACTIVE!1.0", "ACTIVE!.1",
        "ACTIVE!1.2.3", "ACTIVE!1!2", "ACTIVE!99999999999999999999",
    ])
    func `what is no id is none`(text: String) { #expect(ContentKey.reading(text) == nil) }

    @Test func `the custom fields are those whose names begin so, and no others are`() {
        for field in ProfileField.allCases {
            #expect(field.isCustom == field.rawValue.hasPrefix("custom"), "\(field)")
            #expect(field.isCustom == (field.customNumber != nil), "\(field)")
        }
    }

    @Test func `a field that is there once or several times has the value that the subscript gives`() throws {
        let name = try #require(HTTPField.Name("X-Auth-Token"))
        var fields: HTTPFields = [.accept: "*/*"]
        #expect(fields.value(of: name) == nil)
        fields.append(HTTPField(name: name, value: "one"))
        #expect(fields.value(of: name) == "one" && fields[name] == "one")
        fields.append(HTTPField(name: name, value: "two"))
        #expect(fields.value(of: name) == fields[name])
    }

    @Test func `JSON is written with sorted keys and escaped`() {
        let value: JSONValue = ["b": ["x", 1, true, .null], "a": .text("\"\\\n\u{1}/é")]
        #expect(value.serialized == #"{"a":"\"\\\n\u0001/é","b":["x",1,true,null]}"#)
    }
}

struct `JSON of a request` {
    @Test(arguments: [(64, true), (65, false), (30_000, false)])
    func `is read as deep as calls need it`(depth: Int, isRead: Bool) {
        let lists = String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
        #expect(
            ((try? JSONObject(reading: Array(#"{"a":"\#(#"[\"["#)","b":\#(depth > 1 ? lists : "1")}"#.utf8))) != nil)
                == isRead
        )
    }
}
