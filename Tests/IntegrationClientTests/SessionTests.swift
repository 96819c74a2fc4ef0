import IntegrationClient
import Rules
import Testing
import WorkTime

@Suite struct `A session` {
    @Test func `lists libraries with the token in its own header`() async throws {
        var script = WorkScript()
        script.discovery = .json(
            WorkScript.description(customer: #""259""#, url: "https://inner.firm.local:9443/api/v2/"))
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            #expect(try await office.logIn().notices.contains { $0.contains("inner.firm.local") })
            let libraries = try await office.integration.listLibraries(as: "ada", server: "main")
            #expect(libraries.map(\.id) == ["ACTIVE", "ARCHIVE"])
            let call = try #require(office.server.requests.last)
            #expect(call.path == "/api/v2/customers/259/libraries")
            #expect(call.header("X-Auth-Token") == "acc-1" && call.header("Host") == "work.example.com")
        }
    }

    @Test func `refreshes once for all who call at the same time`() async throws {
        var script = WorkScript()
        script.dead = ["acc-1"]
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            _ = try await office.logIn()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        try await office.clock.call("caller \(number)") {
                            try await office.integration.listLibraries(as: "ada", server: "main").count
                        }
                    }
                }
                for try await count in group { #expect(count == 2) }
            }
            #expect(office.integration.attempts.filter { $0.kind == "refresh" }.count == 1)
            let refresh = try #require(office.server.requests.first { $0.form["grant_type"] == "refresh_token" })
            #expect(refresh.form["refresh_token"] == "ref-1")
        }
    }

    @Test func `ends where the refresh is refused, and asks for one log-in`() async throws {
        var script = WorkScript()
        script.dead = ["acc-1"]
        script.refresh = .json(#"{"error":"invalid_grant"}"#, status: 400)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            _ = try await office.logIn()
            let failure = try await office.failure {
                _ = try await office.integration.listLibraries(as: "ada", server: "main")
            }
            #expect(failure.id == .sessionExpired && failure.at == .refresh && failure.remedy?.step == "user.log_in")
            #expect(office.integration.status().sessions["ada"]?["main"] == .loggedOut)
            #expect(office.integration.status().servers["main"] == .validated)
            let next = try await office.failure {
                _ = try await office.integration.listLibraries(as: "ada", server: "main")
            }
            #expect(next.rule == "client.session.missing" && next.at == .office)
        }
    }

    @Test func `survives a refused secret, which can be put right`() async throws {
        var script = WorkScript()
        script.dead = ["acc-1"]
        script.refresh = .json(#"{"error":"invalid_client"}"#, status: 401)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            _ = try await office.logIn()
            let failure = try await office.failure {
                _ = try await office.integration.listLibraries(as: "ada", server: "main")
            }
            #expect(failure.id == .secretRefused)
            #expect(office.integration.status().sessions["ada"]?["main"] == .loggedIn)
        }
    }

    @Test func `without a refresh token ends with the access token and names the switch`() async throws {
        var script = WorkScript()
        script.dead = ["acc-1"]
        script.token = .json(#"{"access_token":"acc-1"}"#)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            _ = try await office.logIn()
            let failure = try await office.failure {
                _ = try await office.integration.listLibraries(as: "ada", server: "main")
            }
            #expect(failure.id == .refreshNotAllowed && failure.message.contains("Allow Refresh Token"))
            #expect(office.integration.status().sessions["ada"]?["main"] == .loggedOut)
        }
    }

    @Test func `repeats a call once, not for ever`() async throws {
        var script = WorkScript()
        script.dead = ["acc-1", "acc-2"]
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            _ = try await office.logIn()
            let failure = try await office.failure {
                _ = try await office.integration.listLibraries(as: "ada", server: "main")
            }
            #expect(failure.id == .sessionExpired && failure.at == .api)
            #expect(
                office.integration.attempts.map(\.kind) == ["token", "discovery", "libraries", "refresh", "libraries"])
        }
    }

    @Test(arguments: [(ClientOptions.TokenStorage.persistent, SessionState.loggedIn), (.memory, .loggedOut)])
    func `outlives a restart where tokens are kept`(tokens: ClientOptions.TokenStorage, state: SessionState)
        async throws
    {
        var options = ClientOptions()
        options.tokens = tokens
        try await Office.play(options) { office in
            try office.addServer()
            _ = try await office.logIn()
            office.integration.restart()
            #expect(office.integration.status().sessions["ada"]?["main"] == state)
            #expect(office.integration.status().servers["main"] == .validated)
        }
    }

    @Test func `is gone after logging out`() async throws {
        try await Office.play { office in
            try office.addServer()
            _ = try await office.logIn()
            try await office.integration.logOut(as: "ada", server: "main")
            #expect(office.integration.status().sessions["ada"]?["main"] == .loggedOut)
        }
    }

    @Test(arguments: [
        (TinyReply.json(#"{"error":{"code":"X"}}"#, status: 403), "no-rights"), (.html("Sign in"), "not-a-work-server"),
    ])
    func `tells why a call failed that had a good token`(reply: TinyReply, id: String) async throws {
        var script = WorkScript()
        script.libraries = reply
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            _ = try await office.logIn()
            let failure = try await office.failure {
                _ = try await office.integration.listLibraries(as: "ada", server: "main")
            }
            #expect(failure.id.rawValue == id && failure.at == .api)
        }
    }
}
