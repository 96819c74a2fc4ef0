import Foundation
import ScenarioLanguage
import Testing

struct SchemaTests {
    private static func definitions(_ vocabulary: Vocabulary = TestVocabulary.full) throws -> [String: Any] {
        let schema = try JSONSerialization.jsonObject(with: Data(jsonSchema(for: vocabulary).utf8))
        let map = try #require(schema as? [String: Any])
        return try #require(map["definitions"] as? [String: Any])
    }

    /// Every `$ref` below a value.
    private static func pointers(in value: Any) -> [String] {
        switch value {
        case let map as [String: Any]:
            (map["$ref"] as? String).map { [$0] } ?? [] + map.values.flatMap { pointers(in: $0) }
        case let list as [Any]: list.flatMap { pointers(in: $0) }
        default: []
        }
    }

    @Test func `its keys are sorted`() throws {
        let keys = jsonSchema(for: TestVocabulary.full).split(separator: "\n").filter { $0.hasPrefix("  \"") }
        #expect(keys.count == 4)
        #expect(keys.map(String.init) == keys.map(String.init).sorted())
    }

    @Test(arguments: [TestVocabulary.full, Vocabulary()])
    func `every reference inside it leads somewhere`(vocabulary: Vocabulary) throws {
        let definitions = try Self.definitions(vocabulary)
        let known = Set(definitions.keys.map { "#/definitions/\($0)" })
        let pointers = Set(Self.pointers(in: definitions))
        #expect(!pointers.isEmpty)
        #expect(pointers.subtracting(known).isEmpty)
    }

    @Test func `every record of the table has its definition`() throws {
        let definitions = try Self.definitions()
        #expect(Set(TestVocabulary.full.records.map(\.topic)).subtracting(definitions.keys).isEmpty)
    }

    @Test func `a step offers every action`() throws {
        let step = try #require(try Self.definitions()["step"] as? [String: Any])
        let properties = try #require(step["properties"] as? [String: Any])
        #expect(TestVocabulary.full.steps.allSatisfy { properties[$0.topic] != nil })
        #expect(step["additionalProperties"] as? Bool == false)
    }

    @Test func `a map of settings knows their names and no other`() throws {
        let text = jsonSchema(for: TestVocabulary.full)
        let server = try #require(try Self.definitions()["server"] as? [String: Any])
        let properties = try #require(server["properties"] as? [String: Any])
        let settings = try #require(properties["settings"] as? [String: Any])
        let forms = try #require(settings["anyOf"] as? [[String: Any]])
        let map = try #require(forms.first { $0["type"] as? String == "object" })
        #expect(map["additionalProperties"] as? Bool == false)
        #expect(text.contains("work_token_grant_expiry"))
    }

    @Test func `a scalar may be a reference`() throws {
        let definitions = try Self.definitions()
        let expect = try #require(definitions["expect"] as? [String: Any])
        let properties = try #require(expect["properties"] as? [String: Any])
        let status = try #require(properties["status"] as? [String: Any])
        #expect(Self.pointers(in: status).contains("#/definitions/reference"))
    }
}
