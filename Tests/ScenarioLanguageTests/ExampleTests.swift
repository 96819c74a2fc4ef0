import ScenarioLanguage
import Testing

@Suite struct `The worked examples` {
    @Test(arguments: Fixtures.examples)
    func `an example loads without a word`(_ name: String) throws {
        let result = Fixtures.load(try Fixtures.example(name))
        #expect(result.diagnostics.map(\.description) == [])
        #expect(!result.scenarios.isEmpty)
    }

    @Test func `each row is a scenario of its own, with its row substituted`() throws {
        let result = Fixtures.load(
            try Fixtures.example("403-grant-expiry"), path: "Scenarios/7-trouble/403-grant-expiry.yaml")
        #expect(
            result.scenarios.map(\.id) == [
                "7-trouble/403-grant-expiry[as_documented]", "7-trouble/403-grant-expiry[as_rfc6749]",
            ])
        #expect(
            result.scenarios.map { $0.world["assume"]?["oauth.grant.expired"]?.text }
                == ["forbidden_403", "invalid_grant_400"])
        #expect(result.scenarios.map { $0.steps.first?.expectation?["status"]?.text } == ["403", "400"])
    }

    @Test func `a bare axis is the name of its row`() throws {
        let result = Fixtures.load(try Fixtures.example("allowlist-wrong-address"))
        let defaults = result.scenarios.map { scenario -> String? in
            guard case .action(_, let arguments)? = scenario.steps.first?.kind else { return nil }
            return arguments["default"]?.text
        }
        #expect(defaults == ["drop", "reject"])
    }

    @Test func `presets and given are merged, and a lone server is called main`() throws {
        let world = try #require(Fixtures.load(try Fixtures.example("403-grant-expiry")).scenarios.first).world
        #expect(world["server"] == nil)
        #expect(world["servers"]?["main"]?["settings"]?["work_token_grant_expiry"]?.text == "5s")
        #expect(world["servers"]?["main"]?["release"]?.text == "10.4")
    }

    @Test func `a reference to what a step gives stays a reference until it is played`() throws {
        let scenario = try #require(Fixtures.load(try Fixtures.example("six-steps")).scenarios.first)
        let secrets = scenario.steps.compactMap { step -> Value? in
            guard case .action("office.add_server", let arguments) = step.kind else { return nil }
            return arguments["client_secret"]
        }
        #expect(secrets == [.reference("secret")])
    }

    @Test func `a repair is marked as one`() throws {
        let scenario = try #require(Fixtures.load(try Fixtures.example("403-grant-expiry")).scenarios.first)
        #expect(scenario.steps.filter(\.repair).map(\.number) == [2, 6])
    }

    @Test(arguments: Fixtures.examples)
    func `written as one file without presets, an example is the same world`(_ name: String) throws {
        let text = try Fixtures.example(name)
        let alone = ScenarioLoader(vocabulary: TestVocabulary.full).standalone(text: text, path: "alone.yaml")
        #expect(!alone.contains("preset:"))
        let again = Fixtures.load(alone)
        #expect(again.diagnostics.map(\.description) == [])
        for (first, second) in zip(Fixtures.load(text).scenarios, again.scenarios) {
            #expect(try first.world.jsonData() == second.world.jsonData())
        }
    }
}
