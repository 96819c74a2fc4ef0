import Rules
import Testing

@testable import WorkServer

struct `Work Token Grant Expiry` {
    @Test(arguments: [
        ("29s999ms", "oauth.code.redeemed", 200), ("30s", "oauth.grant.expired", 403),
        ("31s", "oauth.grant.expired", 403),
    ])
    func `a code lives for as long as the setting says and is dead at the limit`(
        pause: String, rule: String, status: Int
    ) async throws {
        let bench = try Workbench(settings: ["work_token_grant_expiry": "30s"])
        let code = try await bench.code()
        try await bench.advance(pause)
        let decision = try bench.redeem(code)
        #expect(decision.rule.id == rule)
        #expect(decision.status == status)
    }

    @Test func `the standard's answer is one switch away`() async throws {
        let bench = try Workbench(
            assume: ["oauth.grant.expired": "invalid_grant_400"], settings: ["work_token_grant_expiry": "5s"])
        let code = try await bench.code()
        try await bench.advance("6s")
        let decision = try bench.redeem(code)
        #expect(decision.status == 400)
        #expect(decision.rule.id == "oauth.grant.expired")
    }

    @Test func `raising the setting lets the same log-in pass`() async throws {
        let bench = try Workbench(settings: ["work_token_grant_expiry": "5s"])
        #expect(!bench.command(.set(setting: "work_token_grant_expiry", value: "30s")).refused)
        let code = try await bench.code()
        try await bench.advance("6s")
        #expect(try bench.redeem(code).status == 200)
    }

    @Test(arguments: [("code", 200), ("sign_in", 403)])
    func `it counts from the code or from the sign-in page`(reading: String, status: Int) async throws {
        let bench = try Workbench(
            assume: ["oauth.grant.counted-from": reading], settings: ["work_token_grant_expiry": "30s"])
        let code = try await bench.code(after: "31s")
        #expect(try bench.redeem(code).status == status)
    }
}
