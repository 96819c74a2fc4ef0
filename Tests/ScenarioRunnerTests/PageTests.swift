import Foundation
import Rules
import ScenarioLanguage
import Stage
import Testing

@testable import ScenarioRunner

/// The report as a page: one file, the same bytes for the same seed, and nothing in it that is read as markup.
@Suite struct `The page of a run` {
    private static let hostile = "</script><script>alert('&\"1')</script>"

    private func report(seed: UInt64 = 1) async throws -> RunReport {
        let text = """
            title: "\(Self.hostile.replacing("\"", with: "\\\""))"
            tags: [red]
            given: { preset: registered, server: { settings: { work_token_grant_expiry: 5s } } }
            steps:
              - user.log_in: { as: ada, pause_before_callback: 6s }
              - note: "<img src=x>"
            """
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/hostile.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
        let played = await ScenarioRun(seed: seed).play(loaded.scenarios)
        return RunReport(played, seed: seed, jobs: 1, milliseconds: played.reduce(0) { $0 + $1.milliseconds })
    }

    // Not within the expectation: a failure would print the whole page.
    private func holds(_ page: String, _ part: String) -> Bool { page.contains(part) }
    private func lacks(_ page: String, _ part: String) -> Bool { !page.contains(part) }

    @Test func `the same seed gives the same bytes`() async throws {
        let (page, again, other) = (
            try await report().page(), try await report().page(), try await report(seed: 2).page()
        )
        let isSame = page == again
        #expect(isSame)
        let isOther = page != other
        #expect(isOther)
    }

    @Test func `a page made from the results is the same`() async throws {
        let report = try await report(seed: 7)
        let results = try report.results()
        let played = try RunReport.results(reading: results).map { ScenarioRun.Played(result: $0, milliseconds: 0) }
        let again = RunReport(
            played, seed: try #require(RunReport.seed(reading: results)), jobs: 9, milliseconds: 0)
        let isSame = try again.page() == report.page()
        #expect(isSame)
    }

    @Test func `what a file says is text`() async throws {
        let page = String(decoding: try await report().page(), as: UTF8.self)
        #expect(lacks(page, "<script>alert"))
        #expect(lacks(page, "<img"))
        // Data and program, and no third script.
        #expect(page.matches(of: /<script/).count == 2)
        #expect(holds(page, "&lt;/script&gt;&lt;script&gt;alert(&#39;&amp;&quot;1&#39;)"))
    }

    @Test func `nothing is loaded, and only its own style and script count`() async throws {
        let page = String(decoding: try await report().page(), as: UTF8.self)
        let head = String(page.prefix { $0 != "{" })
        let isClosed = head.contains("default-src 'none'; style-src 'sha256-") && !head.contains("unsafe")
        #expect(isClosed, "\(head.prefix(600))")
        let links = page.matches(of: /<[^>]*(?:src|href)="(?!data:)[^>]*>/).map { String($0.output) }
        #expect(links == [])
    }

    @Test func `it is of use without a script`() async throws {
        let page = String(decoding: try await report().page(), as: UTF8.self)
        #expect(holds(page, "<h1>The scenario did not pass</h1>"))
        #expect(holds(page, "<li id=\"9-test/hostile\">"))
        #expect(holds(page, "blame: configuration"))
    }

    @Test func `a message has its headers, its body and what it changed`() async throws {
        let result = try #require(try await report().played.first?.result)
        let token = try #require(result.steps.first?.journal.first { $0.what == "POST /auth/oauth2/token" })
        #expect(token.request?.headers.first == "host: work.example.com")
        #expect(token.response?.body?.contains("invalid_grant") == true)
        let signIn = try #require(result.steps.first?.journal.first { $0.what == "POST /auth/oauth2/sign-in" })
        #expect(signIn.changes?.map(\.path) == ["codes/ADA"])
        #expect(signIn.changes?.first?.after == "issued")
    }

    @Test func `what proves who calls is never kept, known or not`() async throws {
        let text = """
            title: Typed by hand
            given: { preset: registered }
            steps:
              - other.request: { path: /api, headers: { X-Auth-Token: typed-token-nobody-gave, Cookie: "sid=typed-cookie-value" } }
                expect: { failure: request-refused, because: oauth.access.unknown }
              - other.request: { path: /api, bearer: typed-bearer-nobody-gave }
                expect: { failure: request-refused, because: oauth.access.unknown }
              - other.request: { method: PUT, path: /api/v1/session/login, json: { user_id: ADA, password: mistyped-password } }
            keep_going: true
            """
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/typed.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
        let result = await ScenarioPlayer().play(try #require(loaded.scenarios.first))
        let lines = result.steps.flatMap(\.journal)
        let kept = lines.flatMap { ($0.request?.headers ?? []) + [$0.request?.body ?? "", $0.response?.body ?? ""] }
            .joined(separator: "\n")
        #expect(lines.count == 3)
        for secret in ["typed-token", "typed-cookie", "typed-bearer", "mistyped"] {
            #expect(!kept.contains(secret), "\(kept)")
        }
        #expect(
            kept.contains("x-auth-token: ‹access_token›") && kept.contains("\"password\":\"‹password›\""), "\(kept)")
    }

    @Test func `the article states known requirements, and all but those of other pages`() {
        let stated = ArticleText.builtIn.requirements
        let known = Set(Requirements.all.map(\.id))
        #expect(stated.subtracting(known) == [])
        #expect(known.subtracting(stated) == ["version.oauth-gap", "register.access", "settings.url-base"])
        for passage in ArticleText.builtIn.blocks.flatMap(\.passages) {
            #expect(!passage.text.contains("{") && !passage.text.contains("|"), "\(passage.text)")
        }
    }
}
