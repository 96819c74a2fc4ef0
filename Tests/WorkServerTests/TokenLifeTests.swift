import Rules
import Testing
import WorkServerTesting

@testable import WorkServer

struct `The life of tokens` {
    @Test(arguments: [
        ("29m59s", "content.libraries.listed"), ("29m59s999ms", "content.libraries.listed"),
        ("30m", "oauth.access.idle"),
    ])
    func `an access token dies of half an hour without use`(pause: String, rule: String) async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().access
        try await bench.advance(pause)
        #expect(bench.libraries(token).rule.id == rule)
    }

    @Test func `use slides the expiry, whole seconds at a time`() async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().access
        for _ in 0..<3 {
            try await bench.advance("29m")
            #expect(bench.libraries(token).events.map(\.name) == ["access-token.used"])
        }
        #expect(bench.libraries(token).events.isEmpty)
        try await bench.advance("30m")
        #expect(bench.libraries(token).rule.id == "oauth.access.idle")
    }

    @Test func `an absolute time-out ends a token in use`() async throws {
        let bench = try Workbench(settings: ["access_token_absolute_timeout": "40m"])
        let token = try await bench.logIn().access
        try await bench.advance("20m")
        #expect(!bench.libraries(token).refused)
        try await bench.advance("19m59s")
        #expect(!bench.libraries(token).refused)
        try await bench.advance("1s")
        #expect(bench.libraries(token).rule.id == "oauth.access.absolute")
    }

    @Test(arguments: [
        ("364d", "oauth.refresh.granted"), ("364d23h59m59s", "oauth.refresh.granted"),
        ("365d", "oauth.refresh.expired"),
    ])
    func `a refresh token lives 365 days from the log-in`(age: String, rule: String) async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().refresh
        try await bench.advance(age)
        #expect(try bench.refresh(token).rule.id == rule)
    }

    @Test(arguments: [("log_in", "oauth.refresh.expired"), ("last_use", "oauth.refresh.granted")])
    func `whether use slides the 365 days is a switch`(reading: String, rule: String) async throws {
        let bench = try Workbench(assume: ["oauth.refresh.counted-from": reading])
        let token = try await bench.logIn().refresh
        try await bench.advance("200d")
        #expect(!(try bench.refresh(token).refused))
        try await bench.advance("200d")
        #expect(try bench.refresh(token).rule.id == rule)
    }

    @Test func `a refresh needs no client credentials, but wrong ones are refused`() async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().refresh
        #expect(try bench.refresh(token).status == 200)
        #expect(
            try bench.refresh(token, ["client_id": WorkServerScene.clientID, "client_secret": bench.clientSecret])
                .status == 200)
        #expect(try bench.refresh(token, ["client_secret": "wrong"]).rule.id == "oauth.client.secret-wrong")
        // The client is refused before its token is looked at, also where the token is unknown as well.
        #expect(try bench.refresh(token, ["client_id": "another"]).rule.id == "oauth.client.unknown")
        #expect(try bench.refresh("made up", ["client_id": "another"]).rule.id == "oauth.client.unknown")
        #expect(
            try bench.refresh("made up", ["client_id": WorkServerScene.clientID, "client_secret": "wrong"]).rule.id
                == "oauth.client.secret-wrong")
        #expect(try bench.refresh("made up").rule.id == "oauth.refresh.unknown")
    }

    @Test func `switching refresh off ends it for those who have a token`() async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().refresh
        var form = ApplicationForm()
        form.allowRefreshToken = false
        _ = bench.command(.editApplication(application: WorkServerScene.clientID, form: form))
        #expect(try bench.refresh(token).rule.id == "oauth.refresh.not-allowed")
    }

    @Test(arguments: [("refused", "oauth.refresh.secret-rotated"), ("kept", "oauth.refresh.granted")])
    func `a rotated secret ends refreshing, or not, and access tokens live on`(reading: String, rule: String)
        async throws
    {
        let bench = try Workbench(assume: ["applications.secret-rotated.refresh": reading])
        let tokens = try await bench.logIn()
        _ = bench.command(.rotateSecret(application: "Office & Dragons"))
        #expect(!bench.libraries(tokens.access).refused)
        #expect(try bench.refresh(tokens.refresh).rule.id == rule)
    }

    @Test func `a refresh answer without a refresh token leaves the old one alive`() async throws {
        let bench = try Workbench(assume: ["oauth.refresh.rotation": "left_out"])
        let token = try await bench.logIn().refresh
        for _ in 0..<2 {
            guard case .omitted = try bench.refresh(token).reply.get().refresh else {
                throw Unexpected("a refresh token")
            }
        }
    }

    @Test(arguments: [(nil, "admin", "user"), ("user", "user", "user"), ("admin", "admin", "user")])
    func `a refresh may narrow the scope of the log-in, and its refresh token keeps it`(
        asked: String?, first: String, second: String
    ) throws {
        let bench = try Workbench(assume: ["oauth.refresh.rotation": "new_old_stays"])
        let fields = try Workbench.fields([
            ("grant_type", "password"), ("username", "NORA"), ("password", "nora's password"), ("scope", "admin"),
            ("client_id", WorkServerScene.clientID), ("client_secret", bench.clientSecret),
        ])
        let decision = bench.maker.perform(TokenRequest(fields: fields, header: .absent), by: "198.51.100.20")
        guard case .text(let token) = try decision.reply.get().refresh else { throw Unexpected("no refresh token") }
        let grant = try bench.refresh(token, asked.map { ["scope": $0] } ?? [:]).reply.get()
        #expect(grant.scope.rawValue == first)
        guard case .text(let next) = grant.refresh else { throw Unexpected("no refresh token") }
        #expect(try bench.refresh(next).reply.get().scope == .admin)
        #expect(try bench.refresh(next, ["scope": second]).reply.get().scope.rawValue == second)
    }

    @Test func `no refresh widens the scope of the log-in`() async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().refresh
        #expect(try bench.refresh(token, ["scope": "admin"]).rule.id == "oauth.refresh.scope")
        #expect(try bench.refresh(token, ["scope": "openid email"]).reply.get().scope == .user)
        #expect(try bench.refresh(token, ["scope": "everything"]).rule.id == "oauth.scope.not-allowed")
    }

    @Test(arguments: [("same_token", false, false), ("new_old_stays", true, false), ("new_old_revoked", true, true)])
    func `what a refresh does to the refresh token is a switch`(reading: String, isNew: Bool, oldIsDead: Bool)
        async throws
    {
        let bench = try Workbench(assume: ["oauth.refresh.rotation": reading])
        let token = try await bench.logIn().refresh
        guard case .text(let next) = try bench.refresh(token).reply.get().refresh else { throw Unexpected("no token") }
        #expect((next != token) == isNew)
        #expect(try bench.refresh(token).refused == oldIsDead)
    }

    @Test func `revoking an access token ends the whole log-in`() async throws {
        let bench = try Workbench()
        let tokens = try await bench.logIn()
        let revocation = TokenRevocation(fields: try Workbench.fields([("access_token", tokens.access)]))
        #expect(bench.maker.perform(revocation, by: "203.0.113.10").rule.id == "oauth.token.revoked")
        #expect(bench.libraries(tokens.access).rule.id == "oauth.access.revoked")
        #expect(try bench.refresh(tokens.refresh).rule.id == "oauth.refresh.revoked")
        #expect(bench.maker.perform(revocation, by: "203.0.113.10").rule.id == "oauth.revoke.unknown")
    }

    @Test(arguments: [("die_at_once", "oauth.client.disabled"), ("live_on", "content.libraries.listed")])
    func `a disabled application's live tokens do as the switch says`(reading: String, rule: String) async throws {
        let bench = try Workbench(assume: ["oauth.access.live-tokens": reading])
        let token = try await bench.logIn().access
        _ = bench.command(.disable(application: "Office & Dragons"))
        #expect(bench.libraries(token).rule.id == rule)
    }

    @Test func `without a token, and with one of another server, there are no libraries`() throws {
        let bench = try Workbench()
        #expect(bench.libraries(nil).rule.id == "oauth.access.missing")
        #expect(bench.libraries("another server's").rule.id == "oauth.access.unknown")
    }

    @Test func `tokens are derived, so that two runs give the same`() async throws {
        let first = try await Workbench().logIn()
        let second = try await Workbench().logIn()
        #expect(first == second)
    }
}
