import Foundation
import ScenarioKeys
import ScenarioLanguage
import Testing

@Suite struct `The table of fields` {
    static let records = TestVocabulary.full.records

    @Test(arguments: records.map(\.topic))
    func `every field of a table is explained`(_ topic: String) throws {
        let record = try #require(Self.records.first { $0.topic == topic })
        let text = try #require(explain(topic, in: TestVocabulary.full))
        #expect(text.contains(record.doc))
        for field in record.fields {
            #expect(text.contains(field.name) && text.contains(field.doc))
        }
    }

    @Test func `every topic that is offered is explained`() {
        for topic in explainTopics(in: TestVocabulary.full) {
            #expect(explain(topic, in: TestVocabulary.full)?.isEmpty == false, "\(topic)")
        }
    }

    @Test(arguments: ["grant-expired", "oauth.grant.expired", "login.use/no-rights", "C1", "registered"])
    func `a name of the vocabulary is explained`(_ name: String) {
        #expect(explain(name, in: TestVocabulary.full)?.contains(name) == true)
    }

    @Test func `what nobody knows is not explained`() {
        #expect(explain("no.such.thing", in: TestVocabulary.full) == nil)
    }

    @Test(
        arguments: zip(
            ["admin.", "office.", "user.", "work.", "network.", "server.", "clock.", "check."],
            [15, 9, 11, 7, 8, 5, 3, 5]))
    func `a family has all its steps`(_ family: String, _ count: Int) {
        #expect(TestVocabulary.full.steps.count { $0.topic.hasPrefix(family) } == count)
    }

    @Test(arguments: Fixtures.rejected)
    func `where a mistake sends to explain, something is explained`(_ file: Fixtures.Rejected) throws {
        for diagnostic in Fixtures.load(try Fixtures.text("Rejected/\(file.name).yaml")).diagnostics {
            guard let topic = diagnostic.topic else { continue }
            #expect(explain(topic, in: TestVocabulary.full) != nil, "\(topic)")
        }
    }

    @Test(
        arguments: zip(
            ["work_token_grant_expirey", "user.login", "zzzz"], ["work_token_grant_expiry", "user.log_in", nil]))
    func `the nearest name is offered, and none that is far`(_ word: String, _ wanted: String?) {
        #expect(nearest(word, among: ["work_token_grant_expiry", "user.log_in", "user.log_out"]) == wanted)
    }

    @Test func `the schema is JSON, says what it is, and does not change from run to run`() throws {
        let text = jsonSchema(for: TestVocabulary.full)
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect((object["$schema"] as? String)?.contains("json-schema.org") == true)
        #expect(text == jsonSchema(for: TestVocabulary.full))
        for name in ["grant-expired", "oauth.grant.expired", "login.use/no-rights", "user.log_in", "check.told"] {
            #expect(text.contains("\"\(name)\""))
        }
    }
}
