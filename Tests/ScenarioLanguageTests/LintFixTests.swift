import ScenarioLanguage
import Testing

@Suite struct `What lint corrects` {
    private func correct(_ text: String) -> LintFix.Corrected {
        LintFix.correct(text, path: "Scenarios/a.yaml", by: ScenarioLoader(vocabulary: TestVocabulary.full))
    }

    private static func file(_ steps: String, given: String = "preset: registered") -> String {
        "title: A story\ngiven: { \(given) }\nsteps:\n\(steps)\n"
    }

    @Test func `a word is corrected where one alone is near`() {
        let corrected = correct(Self.file("  - user.log_in: { as: adda }", given: "preset: registred"))
        #expect(corrected.text == Self.file("  - user.log_in: { as: ada }"))
        #expect(corrected.fixes.map(\.new) == ["registered", "ada"])
        #expect(corrected.fixes.map(\.line) == [2, 4])
    }

    @Test func `a release is quoted`() {
        let corrected = correct(
            Self.file("  - clock.advance: 1s", given: "preset: registered, server: { release: 10.4 }"))
        #expect(corrected.text.contains("release: \"10.4\" }"))
    }

    @Test func `tabs become spaces and a leading zero goes`() {
        let corrected = correct(Self.file("\t- clock.advance: 1s\n\t  repeat: 03"))
        #expect(corrected.text == Self.file("  - clock.advance: 1s\n    repeat: 3"))
    }

    @Test(arguments: [
        "  - clock.advance: 30",
        "  - user.log_in: { as: zebedee }",
        "  - user.log_in: { as: ada }\n    expect: { failure: grant-expired }",
        "  - user.log_in: [",
    ])
    func `what a person has to decide is left as it is`(_ steps: String) {
        let corrected = correct(Self.file(steps))
        #expect(corrected.text == Self.file(steps))
        #expect(corrected.fixes == [])
    }

    @Test func `each line ends as it did, and a byte order mark goes`() {
        let text = "\u{FEFF}title: A story\r\ngiven: { preset: registred }\nsteps:\r\n  - clock.advance: 1s\r\n"
        let corrected = correct(text)
        #expect(
            corrected.text
                == "title: A story\r\ngiven: { preset: registered }\nsteps:\r\n  - clock.advance: 1s\r\n")
        #expect(corrected.fixes.map(\.old) == ["a byte order mark", "registred"])
        let marked = "\u{FEFF}" + Self.file("  - clock.advance: 1s")
        #expect(correct(marked).text == Self.file("  - clock.advance: 1s"))
    }

    @Test func `a file without mistakes keeps its bytes`() {
        let text = Self.file("  - clock.advance: 1s").replacing("\n", with: "\r\n")
        #expect(correct(text).text == text)
    }
}

@Suite struct `Presets of one's own` {
    private func mistakes(_ text: String) -> [Diagnostic] {
        ScenarioLoader(vocabulary: TestVocabulary.full).check(preset: text, path: "Scenarios/presets/own.yaml")
    }

    @Test func `a mistake is told at its own place`() throws {
        let found = try #require(mistakes("# Ours.\npreset: registered\nserver: { hostng: cloud }\n").first)
        #expect([found.line, found.column] == [3, 11])
        #expect(found.description.contains("presets/own.yaml:3:11"), "\(found)")
        #expect(found.lineText == "server: { hostng: cloud }")
    }

    @Test(arguments: [
        "preset: registered\n", "# nothing but a word\npreset: registered\nserver:\n  release: \"10.4\"\n",
    ])
    func `one that is right has none`(_ text: String) {
        #expect(mistakes(text) == [])
    }

    @Test(arguments: ["preset: [\n", "bad\n", "\tpreset: registered\n"])
    func `one that cannot be read is told, never passed over`(_ text: String) {
        #expect(!mistakes(text).isEmpty)
    }
}
