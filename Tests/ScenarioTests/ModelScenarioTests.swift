import Foundation
import Rules
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct `Scenarios to begin from` {
    private static let scenarios = `Scenarios`.suite.scenarios

    @Test(arguments: DocumentedFailures.all.map(\.id))
    func `each documented failure has one that fails, lints and passes, or says why it has none`(_ id: String)
        async throws
    {
        let failure = try #require(DocumentedFailures.failure(id))
        guard let model = ModelScenario(of: id, among: Self.scenarios) else {
            #expect(failure.notPlayable != nil, "no scenario plays \(id)")
            return
        }
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: model.text, path: "mine.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
        #expect(!loaded.scenarios.isEmpty)
        for scenario in loaded.scenarios {
            let result = await ScenarioPlayer().play(scenario)
            #expect(result.verdict == .pass, "\(RedStory(result).text)")
        }
        let played = loaded.scenarios.filter { $0.covers.contains(id) }
        #expect(!played.isEmpty, "\(model.path) does not play \(id) any more")
        // A failure that is repaired by entering the right value at once has no repair step.
        #expect(model.fails, "\(model.path) shows no failure")
    }

    @Test func `the example of the README plays the 403 with its repair`() throws {
        let model = try #require(ModelScenario(of: "C1", among: Self.scenarios))
        #expect(model.fails && model.isRepaired)
        #expect(model.text.contains("repair: true") && model.text.contains("failure:"))
    }

    @Test func `each documented failure that fails is followed by what repairs it`() {
        for id in DocumentedFailures.all.map(\.id) {
            guard let model = ModelScenario(of: id, among: Self.scenarios) else { continue }
            for scenario in ScenarioLoader(vocabulary: .catalogues).load(text: model.text, path: "mine.yaml").scenarios
            {
                let failing = scenario.steps.lastIndex { $0.expectation?["failure"] != nil } ?? 0
                let isRepaired =
                    !RepairCheck.repairs(of: scenario).isEmpty
                    || scenario.steps.dropFirst(failing + 1).contains { $0.expectation?["failure"] == nil }
                #expect(isRepaired, "\(id): nothing in \(model.path) succeeds behind the failure")
            }
        }
    }

    @Test func `a file names the schema as it is seen from where it lies, and none where there is none`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString)")
        let inner = folder.appending(path: "Scenarios/7-trouble")
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = "# yaml-language-server: $schema=../scenario.schema.json\ntitle: a\n"
        func line(_ path: String) -> Substring? {
            SchemaLine.fitting(text, at: folder.appending(path: path).path).split(separator: "\n").first
        }
        #expect(line("a.yaml") == "title: a")
        try Data().write(to: folder.appending(path: "Scenarios/scenario.schema.json"))
        #expect(line("a.yaml") == "# yaml-language-server: $schema=Scenarios/scenario.schema.json")
        #expect(line("Scenarios/a.yaml") == "# yaml-language-server: $schema=scenario.schema.json")
        #expect(line("Scenarios/7-trouble/a.yaml") == "# yaml-language-server: $schema=../scenario.schema.json")
        #expect(
            SchemaLine.fitting("title: a\n", at: folder.appending(path: "Scenarios/a.yaml").path).hasSuffix(
                "\ntitle: a\n"))
    }

    @Test func `a dollar is written twice, wherever it stands in a text`() throws {
        let text = """
            title: Dollars
            given: { preset: registered }
            steps:
              - other.request: { path: /api, json: { a: "$$5", b: "five $$ada" }, query: { c: "x $$main.token", d: "$$$$" } }
            """
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "mine.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
        let step = try #require(loaded.scenarios.first?.steps.first)
        guard case .action(_, let arguments) = step.kind else {
            Issue.record("no action")
            return
        }
        #expect(arguments["json"]?["a"]?.text == "$5" && arguments["json"]?["b"]?.text == "five $ada")
        #expect(arguments["query"]?["c"]?.text == "x $main.token" && arguments["query"]?["d"]?.text == "$$")
    }
}
