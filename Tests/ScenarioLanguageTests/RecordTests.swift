import ScenarioKeys
import ScenarioLanguage
import Testing

struct RecordTests {
    /// Every step that the language's description names.
    private static let steps = [
        "admin": [
            "register_application", "import_package", "edit_application", "enable_application", "disable_application",
            "grant",
            "rotate_secret", "delete_application", "set", "look_up_version", "export_registration", "revoke_tokens",
            "lock_user", "unlock_user", "end_check_out",
        ],
        "office": [
            "enable_imanage", "add_server", "edit_server", "remove_server", "announce_server", "review", "confirm",
            "reject", "restart",
        ],
        "user": [
            "log_in", "log_out", "list_libraries", "browse", "search", "open", "save", "resume_save", "lock", "unlock",
            "report",
        ],
        "other": ["request"],
        "work": ["check_out", "check_in", "edit", "delete", "restore", "move", "change_access"],
        "network": ["proxy", "publish", "unpublish", "firewall", "dns", "fault", "clear_faults", "certificate"],
        "server": ["upgrade", "downgrade", "stop", "start", "restart"],
        "clock": ["advance", "set", "skew"],
        "check": ["journal", "documents", "settings", "report", "told"],
    ]

    @Test func `the table holds every step of the language and no other`() {
        let named = Self.steps.flatMap { family, names in names.map { "\(family).\($0)" } }
        #expect(TestVocabulary.full.steps.map(\.topic).sorted() == named.sorted())
    }

    @Test func `every topic is the name of one record only`() {
        let topics = TestVocabulary.full.records.map(\.topic)
        #expect(Set(topics).count == topics.count)
    }

    @Test(arguments: TestVocabulary.full.records.map(\.topic))
    func `a record names each key once`(topic: String) throws {
        let record = try #require(TestVocabulary.full.records.first { $0.topic == topic })
        #expect(Set(record.fields.map(\.name)).count == record.fields.count)
    }

    @Test(arguments: TestVocabulary.full.records.map(\.topic))
    func `every record and key is explained by a sentence`(topic: String) throws {
        let record = try #require(TestVocabulary.full.records.first { $0.topic == topic })
        for doc in [record.doc] + record.fields.map(\.doc) {
            #expect(doc.hasSuffix("."), "\(topic): \(doc)")
            #expect(doc.count <= 150, "\(topic): \(doc)")
        }
    }

    @Test(arguments: TestVocabulary.full.records.map(\.topic))
    func `a value that stands alone is meant for a key that exists`(topic: String) throws {
        let record = try #require(TestVocabulary.full.records.first { $0.topic == topic })
        guard let alone = record.alone else { return }
        #expect(record.field(alone) != nil)
    }

    @Test func `no action hides a key that stands beside it`() {
        let actions = Set(TestVocabulary.full.steps.map(\.topic))
        #expect(Table.step.fields.allSatisfy { !actions.contains($0.name) })
    }

    @Test func `an action is found by its name`() {
        #expect(TestVocabulary.full.step(named: "clock.advance")?.alone == "by")
        #expect(TestVocabulary.full.step(named: "clock.advanced") == nil)
    }

    @Test func `every action but the world's says who may do it`() {
        let worldly = ["other.", "network.", "server.", "clock.", "check."]
        for action in TestVocabulary.full.steps where !worldly.contains(where: { action.topic.hasPrefix($0) }) {
            #expect(action.field("as") != nil, "\(action.topic)")
        }
    }
}
