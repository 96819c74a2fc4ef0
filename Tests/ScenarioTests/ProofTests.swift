import Rules
import ScenarioLanguage
import ScenarioRunner
import Testing

/// What the scenarios of this package claim, held to what decided in them.
@Suite struct `A claim of coverage` {
    @Test func `is proven by a rule that serves it, wherever a scenario of this package makes one`() async {
        let results = await `Scenarios`.checkedResults()
        #expect(Coverage.unproven(in: results).map { "\($0.file): \($0.claim)" } == [])
        let coverage = Coverage(of: results)
        let open = coverage.failures.filter { $0.state != .proven }
        #expect(open.map(\.id) == ["C10"])
        #expect(open.first?.notPlayable != nil)
        #expect(coverage.requirements.filter { $0.state != .proven }.map(\.id) == [])
    }

    /// Faults, and a rule with a reading for either answer, refuse in some scenarios and grant in others.
    private static let both: Set = [
        "fault.delay", "fault.trickle", "fault.old_tls", "fault.plain_answer", "content.groups.deleted",
    ]

    @Test func `rests on rules that grant or refuse as their declarations say`() async {
        let results = await `Scenarios`.results()
        let rules = RuleLedger.all.catalogue.rules
        let granted = Set(results.flatMap { $0.accepted ?? [] }).subtracting(Self.both)
        let refused = Set(results.flatMap { $0.refused ?? [] }).subtracting(Self.both)
        #expect(rules.filter { $0.isRefusal && granted.contains($0.id) }.map(\.id) == [])
        #expect(rules.filter { !$0.isRefusal && refused.contains($0.id) }.map(\.id) == [])
    }

    @Test func `is not doubted by lint where the scenarios of this package prove it`() {
        #expect(`Scenarios`.suite.diagnostics.map(\.description) == [])
    }

    @Test(arguments: [
        ("C1", "user.list_libraries: { as: ada }", "because: oauth.grant.expired"),
        ("trouble.403-grant-expiry/too-short", "user.log_in: { as: ada }", "because: oauth.grant.expired"),
        ("register.enable", "user.list_libraries: { as: ada }", "do what leads to applications.enabled"),
        ("G5", "network.fault: { kind: delay, for: 5s }", "because: fault.cut_response"),
        ("C10", "user.list_libraries: { as: ada }", "leave it out"),
        ("D7", "user.log_in: { as: ada }", "because: oauth.access.missing"),
    ])
    func `is warned of at its place where nothing in the file can prove it`(
        _ claim: String, _ step: String, _ advice: String
    ) throws {
        let text = """
            title: T
            covers: [login.use, \(claim)]
            given: { preset: connected }
            steps: [ { \(step) }, { user.list_libraries: { as: ada } } ]
            """
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "story.yaml")
        #expect(loaded.scenarios.count == 1)
        let warning = try #require(loaded.diagnostics.first)
        #expect(loaded.diagnostics.count == 1 && warning.severity == .warning)
        #expect(warning.message.contains("'\(claim)'") && warning.suggestion?.contains(advice) == true)
        #expect((warning.line, warning.column, warning.length) == (2, 21, claim.count))
    }

    private func play(_ text: String) async throws -> ScenarioResult {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/story.yaml")
        return await ScenarioPlayer().play(try #require(loaded.scenarios.first))
    }

    @Test func `is no proof where the scenario is about something else`() async throws {
        let result = try await play(
            """
            title: T
            covers: [trouble.403-grant-expiry/too-short, C1, login.use]
            given: { preset: connected }
            steps: [ { user.list_libraries: { as: ada } } ]
            """)
        let coverage = Coverage(of: [result])
        let cell = coverage.requirements.flatMap(\.cells).first { $0.id == "trouble.403-grant-expiry/too-short" }
        #expect(cell?.state == .claimed && cell?.claims == ["9-test/story"] && cell?.scenarios == [])
        #expect(coverage.failures.first { $0.id == "C1" }?.state == .claimed)
        #expect(coverage.requirements.first { $0.id == "login.use" }?.success.state == .proven)
        #expect(Coverage.unproven(in: [result]).map(\.claim) == ["C1", "trouble.403-grant-expiry/too-short"])
    }

    @Test func `is no proof where the repair repairs nothing`() async throws {
        var result = try await play(
            """
            title: T
            covers: [C1]
            given: { preset: registered, server: { settings: { work_token_grant_expiry: 5s } } }
            steps:
              - user.log_in: { as: ada, pause_before_callback: 6s }
                expect: { failure: grant-expired, because: oauth.grant.expired }
            """)
        #expect(Coverage(of: [result]).failures.first { $0.id == "C1" }?.state == .proven)
        result.needlessRepairs = ["the repair in line 9 repairs nothing"]
        #expect(Coverage(of: [result]).failures.first { $0.id == "C1" }?.state == .claimed)
    }
}
