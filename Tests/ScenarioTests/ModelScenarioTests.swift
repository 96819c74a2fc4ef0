import Rules
import ScenarioLanguage
import ScenarioRunner
import Testing

@Suite struct `Scenarios to begin from` {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    private static let scenarios = ScenarioSuite(paths: ["\(root)/Scenarios"]).scenarios

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
}
