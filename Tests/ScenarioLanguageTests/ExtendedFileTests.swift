import ScenarioLanguage
import Testing

@Suite struct `Files that extend others` {
    private static let base = """
        given:
          preset: registered
          server: { settings: { work_token_grant_expiry: 5s } }
        define:
          late: { failure: grant-expired, because: oauth.grant.expired }
        matrix:
          pause: { short: { by: 4s, outcome: ok }, long: { by: 6s, outcome: $late } }
        steps:
          - id: try
            user.log_in: { as: ada, pause_before_callback: $pause.by }
            expect: $pause.outcome

        """

    private func load(_ text: String, _ files: [String: String] = [:]) -> LoadResult {
        let files = ["Scenarios/shared/base.yaml": Self.base].merging(files) { $1 }
        let texts = ExtendedTexts { path in
            files[path].map { .success($0) } ?? .failure(.init("there is no such file"))
        }
        return ScenarioLoader(vocabulary: TestVocabulary.full, texts: texts)
            .load(text: text, path: "Scenarios/7-trouble/own.yaml")
    }

    @Test func `steps come first, the world and the rows lie beneath`() throws {
        let result = load(
            """
            title: Own
            extends: ../shared/base.yaml
            given: { server: { settings: { work_token_grant_expiry: 9s } } }
            steps:
              - again: try
                expect: $pause.outcome
            """)
        #expect(result.diagnostics.map(\.description) == [])
        #expect(result.extended == ["Scenarios/shared/base.yaml"])
        #expect(result.scenarios.map(\.id) == ["7-trouble/own[short]", "7-trouble/own[long]"])
        let long = try #require(result.scenarios.last)
        #expect(long.steps.map(\.number) == [1, 2])
        // A step of the other file is shown at the line that leads there.
        #expect(long.steps.map(\.line) == [2, 5])
        #expect(long.world["servers"]?["main"]?["settings"]?["work_token_grant_expiry"] == .text("9s"))
        #expect(long.world["people"]?["ada"] != nil)
        #expect(long.steps.allSatisfy { $0.expectation?["failure"] == .text("grant-expired") })
    }

    @Test func `steps of one's own may be left out`() {
        let result = load("title: Own\nextends: ../shared/base.yaml\n")
        #expect(result.diagnostics.map(\.description) == [])
        #expect(result.scenarios.map(\.steps.count) == [1, 1])
    }

    @Test func `a mistake is named in the file where it stands`() throws {
        let broken = Self.base.replacing("user.log_in", with: "user.log_on")
        let result = load(
            "title: Own\nextends: ../shared/base.yaml\nnoted: x\n", ["Scenarios/shared/base.yaml": broken])
        #expect(result.diagnostics.map(\.path) == ["Scenarios/7-trouble/own.yaml", "Scenarios/shared/base.yaml"])
        let found = try #require(result.diagnostics.last)
        #expect([found.line, found.column] == [10, 5])
        #expect(found.lineText.contains("user.log_on"))
    }

    @Test(arguments: [
        ("extends: nowhere.yaml", "Scenarios/7-trouble/nowhere.yaml' cannot be extended: there is no such file"),
        ("extends: ../shared/back.yaml", "'extends' leads back to 'Scenarios/shared/back.yaml'"),
        ("extends: own.yaml", "leads back to 'Scenarios/7-trouble/own.yaml'"),
        ("extends: ../shared/list.yaml", "is a map"),
        ("extends: ../shared/broken.yaml", "Scenarios/shared/broken.yaml:2"),
        ("extends: $base", "path of a file"), ("extends: [a.yaml, b.yaml]", "path of a file"),
        ("extends: ../shared/empty.yaml", "it is empty"), ("extends: ../shared/deep1.yaml", "more than 10 files"),
        ("extends: ../shared/steps-map.yaml", "steps-map.yaml:2:8"),
        ("extends: ../shared/given-text.yaml", "given-text.yaml:1:8"),
        ("extends: ../shared/covers.yaml", "'covers' says nothing in a file without a title"),
        ("extends: ../shared/known.yaml", "'known_failing' says nothing in a file without a title"),
    ])
    func `what cannot be extended is one clear error`(_ line: String, _ words: String) {
        let result = load(
            "title: Own\n\(line)\nsteps:\n  - clock.advance: 1s\n",
            [
                "Scenarios/shared/back.yaml": "extends: ./back.yaml\n", "Scenarios/shared/list.yaml": "- a\n",
                "Scenarios/shared/broken.yaml": "given:\n  {", "Scenarios/shared/empty.yaml": "\u{FEFF}\n\n",
                "Scenarios/shared/steps-map.yaml": "note: A part.\nsteps: { a: b }\n",
                "Scenarios/shared/given-text.yaml": "given: hello\n",
                "Scenarios/shared/covers.yaml": "given: {}\ncovers: [C1]\n",
                "Scenarios/shared/known.yaml": "given: {}\nknown_failing: { because: a }\n",
            ].merging(Self.chain) { $1 })
        #expect(result.diagnostics.count == 1 && result.hasErrors)
        #expect(result.diagnostics.first?.description.contains(words) == true, "\(result.diagnostics)")
    }

    /// Twelve files, each of which extends the next.
    private static let chain = Dictionary(
        uniqueKeysWithValues: (1...12).map { ("Scenarios/shared/deep\($0).yaml", "extends: deep\($0 + 1).yaml\n") })

    @Test func `steps of one id name the file in which the first stands`() throws {
        let found = try #require(
            load(
                "title: Own\nextends: ../shared/base.yaml\nsteps:\n  - id: try\n    clock.advance: 1s\n"
            ).diagnostics.first)
        #expect(found.message == "another step is already called 'try'" && found.line == 4)
        #expect(found.suggestion?.contains("Scenarios/shared/base.yaml, line 9") == true)
    }

    @Test(arguments: ["\u{FEFF}", ""], ["\n", "\r\n"])
    func `a file of Windows may be extended`(_ mark: String, _ end: String) {
        let text = mark + Self.base.replacing("\n", with: end)
        let result = load("title: Own\nextends: ../shared/base.yaml\n", ["Scenarios/shared/base.yaml": text])
        #expect(result.diagnostics.map(\.description) == [] && result.scenarios.count == 2)
    }

    @Test func `written as one file, it is the same story`() throws {
        let texts = ExtendedTexts { _ in .success(Self.base) }
        let loader = ScenarioLoader(vocabulary: TestVocabulary.full, texts: texts)
        let text = """
            # A comment.
            title: "Own: 010"
            extends: base.yaml
            steps:
              - note: "true"
                clock.advance: 1s
            """
        let alone = loader.standalone(text: text, path: "own.yaml")
        #expect(!alone.contains("extends") && !alone.contains("preset:") && alone.hasPrefix("# A comment."))
        let (one, other) = (loader.load(text: text, path: "own.yaml"), Fixtures.load(alone, path: "own.yaml"))
        #expect(other.diagnostics.map(\.description) == [])
        #expect(one.scenarios.map(\.id) == other.scenarios.map(\.id))
        for (first, second) in zip(one.scenarios, other.scenarios) {
            #expect(first.title == second.title && first.steps.map(\.note) == second.steps.map(\.note))
            #expect(try first.world.jsonData() == second.world.jsonData())
            #expect(first.steps.map(\.expectation) == second.steps.map(\.expectation))
        }
    }
}

@Suite struct `Values of combinations` {
    private static let text = """
        title: A story
        given: { preset: registered }
        matrix:
          age: { young: { by: 1d }, old: { by: 400d } }
          who: { ada: {}, ben: {} }
          combinations:
            - { outcome: ok, count: 1 }
            - { when: { age: old, who: [ben] }, count: 2 }
        steps:
          - clock.advance: $age.by
          - note: $who
            user.log_in: { as: ada }
            repeat: $combination.count
            expect: $combination.outcome
        """

    @Test func `a later entry wins where it fits, key by key`() {
        let result = Fixtures.load(Self.text)
        #expect(result.diagnostics.map(\.description) == [])
        #expect(result.scenarios.map { $0.steps.map(\.times) } == [[1, 1], [1, 1], [1, 1], [1, 2]])
        #expect(result.scenarios.last?.id.hasSuffix("[old,ben]") == true)
    }

    @Test func `a value that nothing reads is warned of at its key`() {
        let text = Self.text.replacing("{ by: 1d }", with: "{ by: 1d, bye: 2d }")
            .replacing("{ outcome: ok, count: 1 }", with: "{ outcome: ok, count: 1, counts: 2 }")
        let result = Fixtures.load(text)
        #expect(!result.hasErrors && result.scenarios.count == 4)
        #expect(result.diagnostics.map(\.message) == ["nothing uses '$age.bye'", "nothing uses '$combination.counts'"])
        #expect(result.diagnostics.map(\.line) == [4, 7])
        #expect(result.diagnostics.map(\.suggestion) == ["did you mean 'by'?", "did you mean 'count'?"])
    }

    @Test func `one combination alone keeps its values`() {
        let loader = ScenarioLoader(vocabulary: TestVocabulary.full)
        let alone = loader.choosing(["age": "old", "who": "ben"], text: Self.text, path: "a.yaml")
        let result = loader.load(text: alone, path: "a.yaml")
        #expect(result.diagnostics.map(\.description) == [])
        #expect(result.scenarios.map { $0.steps.map(\.times) } == [[1, 2]])
        #expect(loader.axes(text: Self.text, path: "a.yaml").map(\.name) == ["age", "who"])
    }
}

@Suite struct `Presets that stand on each other` {
    @Test func `a ring of presets is an error where the first is named`() throws {
        var vocabulary = TestVocabulary.full
        vocabulary.presets["one"] = "preset: two\n"
        vocabulary.presets["two"] = "preset: [registered, one]\n"
        let result = ScenarioLoader(vocabulary: vocabulary).load(
            text: "title: A\ngiven:\n  preset: one\nsteps:\n  - clock.advance: 1s\n", path: "a.yaml")
        let found = try #require(result.diagnostics.first)
        #expect(found.message == "a preset stands on itself: one, then two, then one")
        #expect([found.line, found.column] == [3, 11])
    }
}
