import ArgumentParser
import Foundation
import Observing
import Rules
import ScenarioLanguage
import ScenarioRunner
import Secrets
import Testing

@testable import worksim

/// Observing from the command line, and adopting what was observed.
@Suite struct `The observing command` {
    @Test(arguments: [
        ["observe"], ["observe", "https://a.example.com", "--compare", "a", "b"], ["observe", "--compare", "a"],
        ["observe", "https://a.example.com", "--password", "word"],
        ["observe", "https://a.example.com", "--client-secret", "word"],
        ["observe", "https://a.example.com", "--browser"],
        ["observe", "https://a.example.com", "--browser", "--user", "ADA", "--client-id", "x", "--redirect", "y"],
        ["observe", "https://a.example.com", "--timeout", "0s"],
        ["observe", "https://a.example.com", "--scratch", "x"],
        ["observe", "https://a.example.com", "--denied", "ACTIVE"],
        ["observe", "https://a.example.com", "--redirect", "callback"],
        ["observe", "https://a.example.com", "--resolve", "a.example.com:999.1.1.1"],
        ["observe", "https://a.example.com", "--resolve", "a:b:c"],
        ["observe", "https://a.example.com", "--calls", "0"], ["observe", "https://a.example.com", "--timeout", "1h"],
        ["serve", "--assume", "http.options"], ["serve", "--assume", "no.such=x"],
        ["serve", "--assume", "http.options=odd"], ["run", "--watch", "--like", "observed.yaml"],
    ])
    func `refuses wrong usage`(_ arguments: [String]) {
        let error = #expect(throws: (any Error).self) { try WorkSim.parseAsRoot(arguments) }
        #expect(error.map { WorkSim.exitCode(for: $0).rawValue } == 64)
    }

    @Test func `a served server has the readings of a preset, of a file, and those that are named, the last one first`()
        throws
    {
        let file = try written("observed: 1\ndate: x\nreadings:\n  http.options: { reading: not_allowed_405 }\n")
        defer { try? FileManager.default.removeItem(atPath: file) }
        let serve = try #require(
            try WorkSim.parseAsRoot([
                "serve", "--like", file, "--assume", "oauth.refresh.rotation=left_out", "--assume",
                "oauth.pkce=ignored",
            ]) as? Serve)
        let readings = try serve.readings.readings(over: [
            "http.options": "answered_204", "oauth.pkce": "checked", "oauth.lifetimes": "new_tokens",
        ])
        #expect(
            readings == [
                "http.options": "not_allowed_405", "oauth.refresh.rotation": "left_out", "oauth.pkce": "ignored",
                "oauth.lifetimes": "new_tokens",
            ])
    }

    @Test(arguments: ["", "observed: 1\ndate: x\nreadings: { no.such: { reading: x } }\n", "[1"])
    func `a file that is no observation ends with 2`(_ text: String) throws {
        let file = try written(text)
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(throws: ExitStatus.invalid) { try ObservedFiles.observation(in: file) }
        #expect(throws: ExitStatus.invalid) { try ObservedFiles.observation(in: file + "-nowhere") }
    }

    @Test func `a scenario that expects the usual reading fails under another one, by its rule`() async throws {
        let text = """
            title: A refresh token that stays
            given: { preset: registered }
            steps:
              - other.request: { path: /auth/oauth2/token, form: { grant_type: password, username: ADA, password: $main.ada.password, client_id: 0ddd2a60-5e0c-4d1e-8a3b-0ff1ceda6005, client_secret: $main.client_secret } }
                gives: { old: refresh_token }
              - other.request: { path: /auth/oauth2/token, form: { grant_type: refresh_token, refresh_token: $old } }
              - other.request: { path: /auth/oauth2/token, form: { grant_type: refresh_token, refresh_token: $old } }

            """
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "stays.yaml")
        let scenario = try #require(loaded.scenarios.first)
        let usual = await ScenarioRun(jobs: 1).play([scenario])
        #expect(usual.first?.result.verdict == .pass)
        let like = scenario.adopting(["oauth.refresh.rotation": "new_old_revoked"])
        let result = try #require(await ScenarioRun(jobs: 1).play([like]).first?.result)
        #expect(result.verdict == .fail)
        #expect(result.refused?.contains("oauth.refresh.revoked") == true)
        let readings = ["oauth.refresh.rotation": "new_old_revoked", "http.options": "not_allowed_405"]
        let explained = await ObservedCauses(readings).explained(result, of: scenario)
        #expect(explained.observed == ["oauth.refresh.rotation=new_old_revoked"])
        #expect(
            RedStory(explained).text.contains(
                "  observed: oauth.refresh.rotation=new_old_revoked; without that the scenario passes"))
        // It failed, but with these readings our own client and server pass: the reason is another one.
        let other = await ObservedCauses(["http.options": "not_allowed_405"]).explained(result, of: scenario)
        #expect(other.observed == nil)
    }

    @Test func `a file that is written to depend on nothing has the observed readings`() throws {
        let observed = try written("observed: 1\ndate: x\nreadings:\n  http.options: { reading: not_allowed_405 }\n")
        defer { try? FileManager.default.removeItem(atPath: observed) }
        let text = "title: Alone\ngiven: { preset: registered, like: \(observed) }\nsteps:\n  - clock.advance: 1s\n"
        let loader = ScenarioLoader(vocabulary: .catalogues)
        let alone = try loader.standalone(text: text, path: "a.yaml") { try Scenario.settled($0, beside: "a.yaml") }
        let scenario = try #require(loader.load(text: alone, path: "alone.yaml").scenarios.first)
        #expect(scenario.world["like"] == nil && scenario.world["assume"]?["http.options"]?.text == "not_allowed_405")
    }

    @Test func `lint names a file of an observation that is not there, at its place`() throws {
        let file = try written(
            "title: Like nothing\ngiven:\n  preset: registered\n  like: nowhere.txt\nsteps:\n  - clock.advance: 1s\n",
            ending: "yaml")
        defer { try? FileManager.default.removeItem(atPath: file) }
        let suite = ScenarioSuite(paths: [file])
        let diagnostic = try #require(suite.diagnostics.first)
        #expect(!suite.isPlayable && diagnostic.line == 4 && diagnostic.column == 9)
        #expect(diagnostic.message.contains("nowhere.txt"))
    }

    @Test(arguments: [
        ["--out", "/"], ["--out", "/nowhere/at/all.yaml"], ["--ca", "/nowhere/ca.pem"], ["--ca", "/"],
    ])
    func `makes no call where its file cannot be written or another not be read`(_ arguments: [String]) async throws {
        // A call would fail: nothing listens there.
        let parsed = try WorkSim.parseAsRoot(["observe", "https://127.0.0.1:1", "--yes"] + arguments)
        let observe = try #require(parsed as? Observe)
        let status = arguments[0] == "--out" ? ExitStatus.environment : ExitStatus.invalid
        await #expect(throws: status) { try await observe.run() }
    }

    @Test func `a pasted address gives the code of its own sign-in alone`() {
        let address = "https://app.example.com/callback?code=a%2Bb&state=mine"
        #expect(BrowserCode.code(in: " \(address)\n", state: "mine")?.reveal() == "a+b")
        #expect(BrowserCode.code(in: address, state: "other") == nil)
        for text in ["", "code", "https://app.example.com/callback?error=access_denied&state=mine"] {
            #expect(BrowserCode.code(in: text, state: "mine") == nil)
        }
    }

    private func written(_ text: String, ending: String = "txt") throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("observed-\(UUID()).\(ending)").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}
