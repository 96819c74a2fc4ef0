import ScenarioLanguage
import Testing

struct ExplainTests {
    @Test func `topics are listed once and sorted`() {
        let topics = explainTopics(in: TestVocabulary.full)
        #expect(topics == Set(topics).sorted())
    }

    @Test func `a field names the vocabulary that may stand there`() throws {
        let text = try #require(explain("server.settings", in: TestVocabulary.full))
        #expect(text.contains("work_token_grant_expiry: How long a grant lives."))
        #expect(text.contains("Settings that differ from the standard."))
    }

    @Test func `the way from the file leads to the same field`() {
        #expect(
            explain("given.server.settings", in: TestVocabulary.full)
                == explain("server.settings", in: TestVocabulary.full))
    }

    @Test func `a step tells its arguments and an example`() throws {
        let text = try #require(explain("user.log_in", in: TestVocabulary.full))
        #expect(text.contains("pause_before_callback"))
        #expect(text.contains("example: pause_before_callback: 6s"))
        #expect(!text.contains("cannot be played yet"))
    }

    @Test func `a step that is not built says so`() throws {
        let text = try #require(explain("network.fault", in: TestVocabulary.full))
        #expect(text.contains("It cannot be played yet"))
    }

    @Test func `a name that is a rule and a switch is explained as both`() throws {
        let text = try #require(explain("oauth.grant.expired", in: TestVocabulary.full))
        #expect(text.contains("rule oauth.grant.expired: What oauth.grant.expired means."))
        #expect(text.contains("switch oauth.grant.expired: What answers a grant"))
        #expect(text.contains("forbidden_403: Answers 403. (holds unless said)"))
    }

    @Test func `a requirement lists its cells`() throws {
        let text = try #require(explain("settings.url-https", in: TestVocabulary.full))
        #expect(text.contains("settings.url-https/no-scheme: "))
    }

    @Test(arguments: ["A1", "grant-expired", "settings.url-https/no-scheme", "work_token_grant_expiry", "10.10"])
    func `each kind of name has its meaning`(topic: String) throws {
        let text = try #require(explain(topic, in: TestVocabulary.full))
        #expect(text.contains(topic + ": "))
    }

    @Test(arguments: ["pass", "fail", "vacuous", "error"])
    func `a verdict is explained`(verdict: String) {
        #expect(explain(verdict, in: TestVocabulary.full)?.hasPrefix("verdict \(verdict): ") == true)
    }

    @Test func `words that do not stand together are searched one by one`() {
        var vocabulary = Vocabulary()
        vocabulary.rules = [.init("a.b", "Wrong: no."), .init("user.password-wrong", "The password does not match.")]
        #expect(explainMatches("wrong password", in: vocabulary).map(\.name) == ["user.password-wrong"])
    }

    @Test func `a preset is told with what it begins with, and a person with the presets`() throws {
        var vocabulary = Vocabulary()
        vocabulary.presets = ["one": "people:\n  zoe: { office: user }\n", "two": "preset: one\nserver: {}\n"]
        let preset = try #require(explain("two", in: vocabulary))
        #expect(preset.contains("server: {}") && preset.contains("zoe: { office: user }"))
        let person = try #require(explain("zoe", in: vocabulary))
        #expect(person.contains("In the preset one:") && !person.contains("In the preset two:"))
    }

    @Test func `a preset is shown whole`() throws {
        let text = try #require(explain("registered", in: TestVocabulary.full))
        #expect(text.contains("release: \"10.4\""))
    }

    @Test func `a bare key is explained wherever it stands`() throws {
        let text = try #require(explain("because", in: TestVocabulary.full))
        #expect(text.contains("In known_failing:"))
        #expect(text.contains("In expect:"))
    }

    @Test(arguments: ["", ".", "nonsense", "server.", ".settings", "server.nonsense"])
    func `what nobody knows has no explanation`(topic: String) {
        #expect(explain(topic, in: TestVocabulary.full) == nil)
    }
}
