import Foundation
import ScenarioLanguage
import ScenarioRunner
import Testing

/// The frozen sets of scenarios by which clients are judged.
@Suite struct `A profile` {
    private static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Scenarios"
    private static let suite = ScenarioSuite(paths: [folder])

    @Test func `is one of three, each with scenarios that must and should pass, and a date`() {
        #expect(Profile.all.map(\.name) == ["core 1.0", "content 1.0", "resilience 1.0"])
        for profile in Profile.all {
            #expect(profile.must.count >= 20 && !profile.should.isEmpty)
            #expect(Set(profile.must.keys).isDisjoint(with: profile.should.keys))
            #expect(profile.date.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil && !profile.about.isEmpty)
        }
        #expect(Profile.named("core") == Profile.named("core-1.0") && Profile.named("core") != nil)
        #expect(Profile.named("core-9.9") == nil && Profile.named("kern") == nil)
    }

    @Test(arguments: Profile.all.map(\.profile))
    func `has its scenarios as they were frozen, each of which asks the client for something`(_ name: String) throws {
        let profile = try #require(Profile.named(name))
        let scenarios = try profile.scenarios(in: Self.suite.scenarios)
        #expect(scenarios.map(\.id) == profile.ids)
        for scenario in scenarios {
            #expect(scenario.steps.contains(where: Self.asksClient), "\(scenario.id) asks the client for nothing")
        }
    }

    private static func asksClient(_ step: Step) -> Bool {
        switch step.kind {
        case .action(let name, _): name.hasPrefix("user.")
        case .together(let steps): steps.contains(where: asksClient)
        case .again, .note: false
        }
    }

    // MARK: What a digest is of

    private func scenario(_ text: String) throws -> Scenario {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/story.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
        return try #require(loaded.scenarios.first)
    }

    private static let story = """
        title: A story
        given:
          preset: connected
          server: { settings: { work_token_grant_expiry: 5s, sign_in_expiry: 5m } }
        steps:
          - user.list_libraries: { as: ada }
            expect: { shows: { libraries: [ACTIVE, ARCHIVE] } }

        """

    @Test(arguments: [
        ("title: A story", "note: For readers.\n# A comment.\ntitle: Another title"),
        ("{ work_token_grant_expiry: 5s, sign_in_expiry: 5m }", "{ sign_in_expiry: 5m, work_token_grant_expiry: 5s }"),
        ("{ as: ada }", "\n      as: ada"),
    ])
    func `that is worded or laid out anew means the same`(_ old: String, _ new: String) throws {
        let changed = Self.story.replacing(old, with: new)
        #expect(changed != Self.story)
        #expect(try ScenarioDigest(of: scenario(changed)) == ScenarioDigest(of: scenario(Self.story)))
    }

    @Test(arguments: [
        ("[ACTIVE, ARCHIVE]", "[ACTIVE]"), ("work_token_grant_expiry: 5s", "work_token_grant_expiry: 6s"),
        ("preset: connected", "preset: [connected]\n  clock: 2026-03-02T10:00Z"),
        ("steps:\n", "steps:\n  - clock.advance: 1s\n"), ("  - user", "  - repeat: 2\n    user"),
        ("expect: { shows", "expect: { requests: { office: { refresh: 0 } }, shows"),
        ("title: A story", "title: A story\nkeep_going: yes"),
    ])
    func `that is changed means something else`(_ old: String, _ new: String) throws {
        let changed = Self.story.replacing(old, with: new)
        #expect(changed != Self.story)
        #expect(try ScenarioDigest(of: scenario(changed)) != ScenarioDigest(of: scenario(Self.story)))
    }

    @Test func `refuses a suite in which a scenario of it is changed or missing, and names it`() throws {
        let profile = try #require(Profile.named("core"))
        var scenarios = Self.suite.scenarios.filter { $0.id != "6-login/log-out" }
        let place = try #require(scenarios.firstIndex { $0.id == "6-login/proof-key" })
        let old = scenarios[place]
        scenarios[place] = Scenario(
            id: old.id, path: old.path, title: old.title, covers: old.covers, note: old.note, tags: old.tags,
            ticket: old.ticket, leaves: old.leaves, knownFailing: old.knownFailing, keepGoing: old.keepGoing,
            world: old.world, given: old.given, steps: old.steps.dropLast())
        let error = #expect(throws: ProfileError.self) { try profile.scenarios(in: scenarios) }
        #expect(error?.missing == ["6-login/log-out"] && error?.changed == ["6-login/proof-key"])
        #expect(error?.description.contains("1 changed: 6-login/proof-key") == true)
        // Frozen anew it has the digest of the changed one, and that of no other one is another.
        let frozen = try profile.frozen(in: scenarios + Self.suite.matching("6-login/log-out"))
        #expect(profile.ids.filter { frozen.digest(of: $0) != profile.digest(of: $0) } == ["6-login/proof-key"])
    }
}
