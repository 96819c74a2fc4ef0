import IntegrationClient
import Rules
import Secrets
import Testing
import WorkTime

@Suite struct `A log-in` {
    @Test func `exchanges the code from the service and keeps the session encrypted`() async throws {
        try await Office.play { office in
            try office.addServer()
            let result = try await office.logIn()
            #expect(result.server == "main" && result.notices == [])
            #expect(office.integration.attempts.map(\.kind) == ["token", "discovery"])
            let form = try #require(office.server.requests.first).form
            #expect(form["grant_type"] == "authorization_code" && form["client_secret"] == "s3cret-of-main")
            #expect(form["client_id"] == Deployment.clientID && form["code_verifier"]?.count == 43)
            #expect(office.integration.status().sessions["ada"]?["main"] == .loggedIn)
            #expect(office.integration.status().sessions["ben"]?["main"] == .loggedOut)
            #expect(office.secrets.leaks(in: "\(office.integration.status()) \(office.integration.attempts)") == [])
        }
    }

    @Test func `begins with a URL that holds all that the server has to know`() async throws {
        try await Office.play(deployment: .us) { office in
            try office.addServer()
            let url = try await office.integration.beginLogIn(as: "ada", server: "main")
            #expect(url.hasPrefix("https://work.example.com/auth/oauth2/authorize?response_type=code&client_id="))
            #expect(
                url.contains(
                    "redirect_uri=https%3A%2F%2Fapp.us.officeanddragons.com%2Fsettings%2Fprofile%2Fintegrations"))
            #expect(url.contains("&scope=user&state=") && url.contains("code_challenge_method=S256"))
            #expect(office.integration.attempts == [])
        }
    }

    @Test func `is refused for a forged state, a replayed one, another person's, and after a restart`() async throws {
        try await Office.play { office in
            try office.addServer()
            let adas = try await office.beginLogIn()
            let lost = try await office.beginLogIn()
            var failures = [try await finish(office, "ada", "code=c0de&state=forged")]
            failures.append(try await finish(office, "ben", "code=c0de&state=\(adas)"))
            _ = try await office.integration.finishLogIn(
                as: "ada", callback: office.callback("code=c0de&state=\(adas)"))
            failures.append(try await finish(office, "ada", "code=c0de&state=\(adas)"))
            office.integration.restart()
            failures.append(try await finish(office, "ada", "code=c0de&state=\(lost)"))
            #expect(
                failures.allSatisfy {
                    $0.id == .stateMismatch && $0.rule == "client.state.mismatch" && $0.at == .callback
                })
            #expect(office.integration.attempts.filter { $0.kind == "token" }.count == 1)
        }
    }

    @Test(arguments: ["code=c0de", "", "error=access_denied"])
    func `is refused without a state`(query: String) async throws {
        try await Office.play { office in
            try office.addServer()
            let failure = try await finish(office, "ada", query)
            #expect(failure.id == .callbackIncomplete && failure.rule == "client.callback.incomplete")
        }
    }

    @Test(arguments: [
        ("error=access_denied", "sign-in-cancelled"), ("error=unauthorized_client", "application-disabled"),
        ("error=access_denied&error_description=The+user+was+not+granted+access", "user-not-granted"),
        ("error=server_error", "server-unavailable"), ("error=strange", "sign-in-refused"),
        ("x=1", "callback-incomplete"),
    ])
    func `tells what the authorize page reported`(query: String, id: String) async throws {
        try await Office.play { office in
            try office.addServer()
            let state = try await office.beginLogIn()
            let failure = try await finish(office, "ada", "\(query)&state=\(state)")
            #expect(failure.id.rawValue == id && failure.at == .callback)
            #expect(office.integration.attempts == [])
        }
    }

    @Test(arguments: [
        TinyReply.json(
            #"{"error":"access_denied","error_description":"The work token grant has expired"}"#, status: 403),
        .html("<h1>Forbidden</h1>", status: 403), .json(#"{"error":"invalid_grant"}"#, status: 400),
    ])
    func `that is refused as too old names the setting, as likely`(reply: TinyReply) async throws {
        var script = WorkScript()
        script.token = reply
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            let failure = try await office.failure { _ = try await office.logIn() }
            #expect(failure.id == .grantExpired && failure.at == .token && failure.remedy?.step == "admin.set")
            for words in [
                "likely", "Work Token Grant Expiry", "at least 30 seconds", "Ask your firm's iManage administrator",
            ] {
                #expect(failure.message.contains(words))
            }
            #expect(failure.rule == nil)
        }
    }

    @Test func `that is refused for the application does not speak of the grant`() async throws {
        var script = WorkScript()
        script.token = .json(#"{"error":"unauthorized_client"}"#, status: 403)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            let failure = try await office.failure { _ = try await office.logIn() }
            #expect(failure.id == .applicationDisabled && failure.error == "unauthorized_client")
            #expect(failure.message.contains("not enabled") && !failure.message.contains("Work Token Grant Expiry"))
        }
    }

    @Test(arguments: [
        (TinyReply.html("<h1>Hello</h1>"), "not-a-work-server"), (.json("{}"), "not-a-work-server"),
        (.json(#"{"access_token":"a b"}"#), "not-a-work-server"),
        (.html("Service Unavailable", status: 503), "server-unavailable"),
        (.answer(429, [("Retry-After", "7")], ""), "throttled"), (.raw("nonsense"), "not-a-work-server"),
    ])
    func `survives what no token end point says`(reply: TinyReply, id: String) async throws {
        var script = WorkScript()
        script.token = reply
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            let failure = try await office.failure { _ = try await office.logIn() }
            #expect(failure.id.rawValue == id && failure.at == .token)
        }
    }

    @Test(arguments: ["", #","refresh_token":null"#, #","refresh_token":"""#])
    func `without a refresh token says where it is switched on`(field: String) async throws {
        var script = WorkScript()
        script.token = .json(#"{"access_token":"acc-1"\#(field)}"#)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            let notices = try await office.logIn().notices
            #expect(notices.contains { $0.contains("Control Center") && $0.contains("Allow Refresh Token: Yes") })
        }
    }

    @Test func `says of a secret in an error no more than its name`() async throws {
        var script = WorkScript()
        script.token = .json(#"{"error":"invalid_grant","error_description":"code code-4711 unknown"}"#, status: 400)
        try await Office.play(script: script.callAsFunction) { office in
            try office.addServer()
            let failure = try await office.failure { _ = try await office.logIn() }
            #expect(failure.id == .codeRefused)
            #expect(office.secrets.leaks(in: failure.message) == [])
            #expect(failure.message.contains("‹main.ada.code›"))
        }
    }

    private func finish(_ office: Office, _ person: String, _ query: String) async throws -> IntegrationFailure {
        try await office.failure {
            _ = try await office.integration.finishLogIn(as: person, callback: office.callback(query))
        }
    }
}
