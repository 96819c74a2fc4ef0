import Foundation
import ScenarioLanguage
import Stage
import Testing

@testable import ScenarioRunner

@Suite struct `Comparing plays` {
    private func play(_ text: String, path: String = "Scenarios/9-test/story.yaml") async throws -> ScenarioResult {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: path)
        #expect(loaded.diagnostics.map(\.description) == [])
        return await ScenarioPlayer().play(try #require(loaded.scenarios.first))
    }

    private func story(expiry: String) -> String {
        """
        title: A story
        given: { preset: registered, server: { settings: { work_token_grant_expiry: \(expiry) } } }
        steps:
          - user.log_in: { as: ada, pause_before_callback: 6s }
          - user.list_libraries: { as: ada }
        """
    }

    @Test func `the same play parts nowhere`() async throws {
        let (one, other) = (try await play(story(expiry: "30s")), try await play(story(expiry: "30s")))
        #expect(RunComparison([one], [other]).isSame)
    }

    @Test func `two plays part at the first message that differs`() async throws {
        let (good, bad) = (try await play(story(expiry: "30s")), try await play(story(expiry: "5s")))
        let comparison = RunComparison([good], [bad])
        let parting = try #require(comparison.partings.first)
        #expect(parting.step == 1)
        #expect(parting.message == 3)
        #expect(parting.line == "POST /auth/oauth2/token")
        let status = try #require(parting.fields.first { $0.what == "status" })
        #expect([status.first, status.second] == ["200", "403"])
        #expect(comparison.same == 0)
    }

    @Test func `single scenarios are compared whatever they are called, others by their id`() async throws {
        let one = try await play(story(expiry: "30s"))
        let other = try await play(story(expiry: "30s"), path: "Scenarios/9-test/customer.yaml")
        #expect(RunComparison([one], [other]).onlyFirst == [])
        #expect(RunComparison([one], [one, other]).onlySecond == ["9-test/customer"])
    }

    private static let axes = """
        title: Axes
        given: { preset: registered, server: { settings: { work_token_grant_expiry: $expiry.is } } }
        matrix:
          person: { ada: { name: ada }, again: { name: ada } }
          expiry: { long: { is: 60s }, short: { is: 5s } }
          pause: { none: { lasts: 0s }, some: { lasts: 6s }, more: { lasts: 20s } }
        steps:
          - user.log_in: { as: $person.name, pause_before_callback: $pause.lasts }
        """

    @Test func `a red combination is shrunk to what makes it red`() async throws {
        let shrinker = MatrixShrinker(text: Self.axes, path: "Scenarios/9-test/axes.yaml")
        let shrunk = try #require(await shrinker.shrink(["again", "short", "more"]))
        #expect(shrunk.essential.map { "\($0.axis)=\($0.row)" } == ["expiry=short", "pause=more"])
        let again = try await play(shrunk.text, path: "Scenarios/9-test/axes.yaml")
        #expect(again.verdict == .fail)
        #expect(again.id == "9-test/axes[ada,short,more]")
        #expect(await shrinker.shrink(["again", "long", "more"]) == nil)
    }

    @Test func `values of combinations are kept for the rows that are left, and may be what makes it red`() async throws
    {
        let text = """
            title: T
            given: { preset: registered, server: { settings: { work_token_grant_expiry: $grant.v } } }
            matrix:
              grant: { long: { v: 60s }, short: { v: 5s } }
              who: { ada: {}, ben: {} }
              size: { small: {}, large: {} }
              combinations:
                - { pause: 1s }
                - { when: { who: ben, grant: short }, pause: 6s }
                - { when: { size: large }, note: large }
                - { when: { size: small }, note: small }
            steps:
              - user.log_in: { as: ada, pause_before_callback: $combination.pause }
                note: $combination.note
            """
        let path = "Scenarios/9-test/both.yaml"
        #expect(
            ScenarioLoader(vocabulary: .catalogues).load(text: text, path: path).diagnostics.map(\.description) == [])
        let shrinker = MatrixShrinker(text: text, path: path)
        let shrunk = try #require(await shrinker.shrink(id: "9-test/both[short,ben,large]"))
        #expect(shrunk.essential.map { "\($0.axis)=\($0.row)" } == ["grant=short", "who=ben"])
        #expect(shrunk.text.contains("pause: 6s") && !shrunk.text.contains("pause: 1s"))
        let again = try await play(shrunk.text, path: path)
        #expect(again.verdict == .fail && again.id == "9-test/both[short,ben,small]")
        #expect(await shrinker.shrink(id: "9-test/both[short,ada,large]") == nil)
    }

    @Test func `an axis matters where another of its rows changes what comes out, also at its first row`() async throws
    {
        let text = """
            title: T
            given: { preset: registered, server: { settings: { work_token_grant_expiry: $a.v } } }
            matrix:
              a: { "s5,x": { v: 5s }, s30: { v: 30s }, s60: { v: 60s } }
              b: { p1: { v: 1s }, "p[6]": { v: 6s }, p40: { v: 40s } }
              c: { fast: { v: 0s }, slow: { v: 3s } }
            steps:
              - user.log_in: { as: ada, pause_before_callback: $b.v, pause_at_sign_in: $c.v }
            """
        let shrinker = MatrixShrinker(text: text, path: "Scenarios/9-test/two.yaml")
        let shrunk = try #require(await shrinker.shrink(id: "9-test/two[s5,x,p[6],slow]"))
        #expect(shrunk.essential.map { "\($0.axis)=\($0.row)" } == ["a=s5,x", "b=p[6]"])
        #expect(try await play(shrunk.text, path: "Scenarios/9-test/two.yaml").verdict == .fail)
        #expect(await shrinker.shrink(id: "9-test/two[s5,p1,fast]") == nil)
    }

    @Test func `long bodies that differ only at their end differ`() async throws {
        func story(_ end: String) -> String {
            """
            title: A long text
            given: { preset: connected, server: { content: { ACTIVE: { Acme v. Bolt: { Pleadings: { Long.docx: { id: long, versions: ["\(String(repeating: "x", count: 3_000))\(end)"] } } } } } } }
            steps:
              - user.open: { as: ada, document: $long }
            """
        }
        func digests(_ end: String) async throws -> [String] {
            try await play(story(end)).steps.flatMap(\.journal).compactMap { $0.response?.digest }
        }
        let (one, other, again) = (try await digests("a"), try await digests("b"), try await digests("a"))
        #expect(!one.isEmpty && one == again && one != other)
    }

    @Test(arguments: ["empty", "small-firm", "added", "registered", "connected", "cloud", "firm"])
    func `a new scenario is green as it stands`(_ preset: String) async throws {
        let text = try #require(NewScenario.text(preset: preset, title: "It's new: a \"story\""))
        #expect(try await play(text).verdict == .pass)
    }

    @Test func `a run that ends at a red scenario skips the others and says so`() async throws {
        let loader = ScenarioLoader(vocabulary: .catalogues)
        let scenarios = ["5s", "30s"].flatMap {
            loader.load(text: story(expiry: $0), path: "Scenarios/9-test/\($0).yaml").scenarios
        }
        let played = await ScenarioRun(jobs: 1, endsAtRed: true).play(scenarios)
        #expect(played.map(\.result.verdict) == [.fail, .skip])
        #expect(played.last?.result.reason?.contains("not played") == true)
    }
}
