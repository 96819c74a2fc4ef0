import ScenarioLanguage
import ScenarioRunner
import Testing

/// What the scenarios of this package claim, held to what decided in them.
@Suite struct `A claim of coverage` {
    private static let suite = ScenarioSuite(paths: [`Scenarios`.folder])

    @Test func `is proven by a rule that serves it, wherever a scenario of this package makes one`() async {
        let results = await ScenarioRun(jobs: 2, checksRepairs: true).play(Self.suite.scenarios).map(\.result)
        #expect(Coverage.unproven(in: results).map { "\($0.file): \($0.claim)" } == [])
        let coverage = Coverage(of: results)
        let open = coverage.failures.filter { $0.state != .proven }
        #expect(open.map(\.id) == ["C10"])
        #expect(open.first?.notPlayable != nil)
        #expect(coverage.requirements.filter { $0.state != .proven }.map(\.id) == [])
    }

    private func play(_ text: String) async throws -> ScenarioResult {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/story.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
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
