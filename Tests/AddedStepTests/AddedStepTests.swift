import Foundation
import ScenarioKeys
import ScenarioLanguage
import ScenarioRunner
import Stage
import Testing

/// A step that the language does not have: one type, and its line in a registry.
private struct WaitTwice: StageStep {
    static let name = "clock.wait_twice"
    static let doc = "Lets the same time pass twice."
    static let alone: String? = "by"
    static let keys: [ListedKey<Self>] = [.init(\._time), .init(\._server)]

    @Key("by", "How much, each time.", required: true, example: "clock.wait_twice: 20m")
    var time = Duration.zero
    @Key("server", "A server that must exist.") var server: ServerName?

    func perform(on stage: Stage) async throws -> Waited {
        for _ in 0..<2 { try await stage.clock.sleep(for: time) }
        var waited = Waited()
        waited.version = 2
        return waited
    }
}

private struct Waited: StepReturn {
    static let keys: [ListedKey<Self>] = [.init(\._version)]

    @Key("version", "How often it waited.") var version = 0
}

struct AddedStepTests {
    private static let registry = StepRegistry.standard.adding([WaitTwice.self])

    private static let loader: ScenarioLoader = {
        var vocabulary = Vocabulary.catalogues
        vocabulary.steps = registry.records
        vocabulary.returns = registry.returns
        return ScenarioLoader(vocabulary: vocabulary)
    }()

    private static func load(_ step: String) -> LoadResult {
        loader.load(text: "title: T\ngiven: { preset: registered }\nsteps:\n  - \(step)\n", path: "added.yaml")
    }

    @Test func `a step that is added is read, checked, explained and in the schema`() throws {
        #expect(Self.load("clock.wait_twice: 3s").diagnostics.isEmpty)
        #expect(Self.load("clock.wait_twice: 3").diagnostics.first?.suggestion == "did you mean '3s'?")
        #expect(Self.load("clock.wait_twice: { for: 3s }").diagnostics.count == 2)
        let slip = try #require(Self.load("clock.wait_twice: { by: 3s, server: mian }").diagnostics.first)
        #expect(slip.suggestion == "did you mean 'main'?")
        #expect(explain("clock.wait_twice", in: Self.loader.vocabulary)?.contains("How much, each time.") == true)
        #expect(jsonSchema(for: Self.loader.vocabulary).contains("\"clock.wait_twice\""))
    }

    @Test func `a step that is added is played`() async throws {
        let scenario = try #require(Self.load("clock.wait_twice: 3s").scenarios.first)
        let stage = try await Stage(
            setup: try StageSetup(reading: scenario.world), seed: 1, scenario: "added", steps: Self.registry)
        let outcome = await stage.perform(Action("clock.wait_twice", ["by": .text("3s")]))
        let wrong = await stage.perform(Action("clock.wait_twice", ["by": .text("soon")]))
        await stage.stop()
        #expect(outcome.ok && outcome.elapsed == "6s")
        #expect(outcome.shows == ["version": .number(2)])
        #expect(wrong.trouble == "clock.wait_twice: by: 'soon' is not a duration; write 90s, 30m or 364d23h59m59s")
        #expect(wrong.isTroubleOfTheFile)
    }
}
