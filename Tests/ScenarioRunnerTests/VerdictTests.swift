import Rules
import ScenarioLanguage
import ScenarioRunner
import Testing

/// Whole scenarios that are not green, with the verdict and the blame that they must get.
@Suite struct `Verdicts of whole scenarios` {
    private func play(_ text: String, seed: UInt64 = 1) async throws -> ScenarioResult {
        let loaded = ScenarioLoader(vocabulary: .catalogues).load(text: text, path: "Scenarios/9-test/story.yaml")
        #expect(loaded.diagnostics.map(\.description) == [])
        return await ScenarioPlayer(seed: seed).play(try #require(loaded.scenarios.first))
    }

    private static let expired = """
        title: A story
        given: { preset: registered, server: { settings: { work_token_grant_expiry: 5s } } }
        steps:
          - user.log_in: { as: ada, pause_before_callback: 6s }

        """

    @Test func `an expectation that is met is green`() async throws {
        let result = try await play(
            Self.expired + "    expect: { failure: grant-expired, because: oauth.grant.expired }\n")
        #expect(result.verdict == .pass)
        #expect(result.blame == nil)
        #expect(result.rules.contains("oauth.grant.expired"))
    }

    @Test func `another rule than the expected one proves nothing`() async throws {
        let result = try await play(
            Self.expired + "    expect: { failure: grant-expired, because: oauth.client.disabled }\n")
        #expect(result.verdict == .vacuous)
        #expect(result.blame == .scenario)
    }

    @Test func `another failure for the right reason is the file's, or the client's where that was changed`()
        async throws
    {
        let result = try await play(
            Self.expired + "    expect: { failure: code-refused, because: oauth.grant.expired }\n")
        #expect(result.verdict == .fail)
        #expect(result.blame == .scenario && result.suspects?.sides == [.client, .server])
        #expect(
            RedStory(result).text.contains(
                "If you changed the client or the server of this build, suspect: client or server. Would"))
    }

    @Test func `a refusal where success is expected is the configuration's, with its remedy`() async throws {
        let result = try await play(Self.expired)
        #expect(result.verdict == .fail)
        #expect(result.blame == .configuration)
        #expect(result.redStep?.remedy?.contains("30 seconds") == true)
    }

    @Test func `what the file cannot mean is the scenario's error`() async throws {
        let result = try await play(
            """
            title: A story
            given: { preset: registered }
            steps:
              - id: first
                clock.advance: 1h
              - clock.advance: 1h
              - clock.set: { after: first, by: 1s }
            """)
        #expect(result.verdict == .error)
        #expect(result.blame == .scenario)
    }

    @Test func `a check that fails is not the client's`() async throws {
        let result = try await play(
            "title: A story\ngiven: { preset: registered }\nsteps:\n  - check.settings: { work_token_grant_expiry: 7s }\n"
        )
        #expect(result.verdict == .fail)
        #expect(result.blame == .scenario)
    }

    @Test func `known_failing keeps a failure and no more`() async throws {
        let known = "known_failing: { because: It is being mended }\n"
        #expect(try await play(known + Self.expired).verdict == .known)
        let vacuous = Self.expired + "    expect: { failure: grant-expired, because: oauth.client.disabled }\n"
        #expect(try await play(known + vacuous).verdict == .vacuous)
        let green = Self.expired + "    expect: { failure: grant-expired, because: oauth.grant.expired }\n"
        #expect(try await play(known + green).verdict == .fail)
    }

    @Test func `a failed step gives nothing, whatever an earlier one gave`() async throws {
        let result = try await play(
            """
            title: A story
            given: { preset: registered }
            steps:
              - admin.rotate_secret: { as: nora }
              - user.log_in: { as: ada }
                gives: { secret: server }
                expect: { failure: secret-refused, because: oauth.client.secret-wrong }
              - office.edit_server: { as: omar, client_secret: $secret }
            """)
        #expect(result.verdict == .error)
        #expect(result.redStep?.number == 3)
    }

    @Test func `steps that are played together give each their own, the same in every run`() async throws {
        let story = """
            title: A story
            given: { preset: [empty, small-firm], people: { ben: { office: user } } }
            steps:
              - together:
                  - admin.register_application: { as: nora, name: One, client_id: one, redirect_url: "https://one.example.com/" }
                    gives: { one: client_secret }
                  - admin.register_application: { as: nora, name: Two, client_id: two, redirect_url: "https://two.example.com/" }
                    gives: { two: client_secret }
              - admin.enable_application: { as: nora, application: Two }
              - other.request: { path: /auth/oauth2/token, form: { grant_type: password, username: ADA, password: $main.ada.password, client_id: two, client_secret: $two } }
            """
        for _ in 0..<6 { #expect(try await play(story).verdict == .pass) }
    }

    @Test func `two log-ins of one person at once leave the same result in every run`() async throws {
        let story = """
            title: A story
            given: { preset: registered }
            steps:
              - together:
                  - user.log_in: { as: ada }
                  - user.log_in: { as: ada, pause_at_sign_in: 20s }
              - clock.advance: 1s
            """
        let first = RunReport(
            [ScenarioRun.Played(result: try await play(story), milliseconds: 1)], seed: 1, jobs: 1, milliseconds: 1)
        for _ in 0..<6 {
            let again = RunReport(
                [ScenarioRun.Played(result: try await play(story), milliseconds: 2)], seed: 1, jobs: 1, milliseconds: 2)
            #expect(try first.results() == again.results())
        }
    }

    @Test func `a step that is repeated says which time failed`() async throws {
        let result = try await play(
            """
            title: A story
            given: { preset: connected, server: { settings: { rate_limit: 3 } } }
            steps:
              - clock.advance: 1m
              - user.list_libraries: { as: ada }
                repeat: 5
            """)
        #expect(result.verdict == .fail)
        #expect(result.redStep?.time == "4 of 5")
        #expect(RedStory(result).text.contains("time 4 of 5"))
        #expect(RedStory.headline(of: result).contains("(time 4 of 5)"))
    }

    @Test func `a refresh that comes too early names the rule that caused it`() async throws {
        let result = try await play(
            """
            title: The server's clock is ahead
            given: { preset: registered, server: { settings: { access_token_absolute_timeout: 1h } } }
            steps:
              - user.log_in: { as: ada }
              - clock.advance: 25m
              - user.list_libraries: { as: ada }
              - clock.advance: 25m
              - user.list_libraries: { as: ada }
              - clock.advance: 11m
              - user.list_libraries: { as: ada }
                expect: { requests: { office: { refresh: 0 } } }
            """)
        #expect(result.redStep?.mismatches.first?.seen == "1, after oauth.access.absolute by main")
        #expect(result.blame == .scenario)
    }

    @Test func `a fault that never fires makes a green empty`() async throws {
        let result = try await play(
            """
            title: A story
            given: { preset: registered }
            steps:
              - network.fault: { kind: reset, request: libraries }
              - user.log_in: { as: ada }
            """)
        #expect(result.verdict == .vacuous)
        #expect(result.blame == .scenario)
    }
}
