import Rules
import Secrets
import Testing
import WorkServerTesting

@testable import WorkServer

struct `Redeeming a code` {
    @Test func `a code is good once, and its replay ends what it gave`() async throws {
        let bench = try Workbench()
        let code = try await bench.code()
        let grant = try bench.redeem(code).reply.get()
        #expect(!bench.libraries(grant.accessToken.reveal()).refused)
        #expect(try bench.redeem(code).rule.id == "oauth.code.replayed")
        #expect(bench.libraries(grant.accessToken.reveal()).rule.id == "oauth.access.revoked")
    }

    @Test(
        arguments: [
            (["code": "no such code"], "oauth.code.unknown", 400), (["code": ""], "oauth.request.incomplete", 400),
            (["client_id": "nobody"], "oauth.client.unknown", 401),
            (["client_secret": "wrong"], "oauth.client.secret-wrong", 401),
            (["client_secret": ""], "oauth.client.secret-wrong", 401),
            (["redirect_uri": WorkServerScene.redirectURL + "/"], "oauth.redirect.mismatch", 400),
            (["grant_type": "client_credentials"], "oauth.grant-type.unsupported", 400),
            (["grant_type": ""], "oauth.request.incomplete", 400),
        ])
    func `a request that is wrong in one thing is refused by its rule`(
        changed: [String: String], rule: String, status: Int
    ) async throws {
        let bench = try Workbench()
        let decision = try bench.redeem(try await bench.code(), changed)
        #expect(decision.rule.id == rule)
        #expect(decision.status == status)
        #expect(decision.events.isEmpty)
    }

    /// The verifier and the challenge of RFC 7636, appendix B.
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    private static let verifiers: [(verifier: String, rule: String, says: String)] = [
        (verifier, "oauth.code.redeemed", ""), (String(verifier.reversed()), "oauth.pkce.mismatch", "does not fit"),
        ("", "oauth.pkce.missing", "code_verifier is missing"),
        (String(verifier.dropLast()), "oauth.pkce.malformed", "43 to 128 characters"),
        ("+\(verifier)", "oauth.pkce.malformed", "43 to 128 characters"),
        ("\u{fc}\(verifier)", "oauth.pkce.malformed", "43 to 128 characters"),
        (String(repeating: "a", count: 129), "oauth.pkce.malformed", "43 to 128 characters"),
        (String(repeating: "a", count: 128), "oauth.pkce.mismatch", "does not fit"),
    ]

    @Test(arguments: verifiers)
    func `a code challenge is checked where one was given, and the description says what is wrong`(
        verifier: String, rule: String, says: String
    ) async throws {
        let bench = try Workbench()
        let code = try await bench.code(
            authorizing: ["code_challenge": Self.challenge, "code_challenge_method": "S256"])
        let decision = try bench.redeem(code, ["code_verifier": verifier])
        #expect(decision.rule.id == rule)
        if case .failure(let refusal) = decision.reply { #expect(refusal.description.contains(says)) }
        // A refused request does not spend the code.
        #expect(try bench.redeem(code, ["code_verifier": Self.verifier]).refused == !decision.refused)
    }

    @Test(arguments: [("checked", "oauth.pkce.unexpected"), ("ignored", "oauth.code.redeemed")])
    func `a verifier for a code without a challenge is refused where challenges are checked`(
        reading: String, rule: String
    ) async throws {
        let bench = try Workbench(assume: ["oauth.pkce": reading])
        #expect(try bench.redeem(try await bench.code(), ["code_verifier": Self.verifier]).rule.id == rule)
    }

    @Test func `an application that is disabled after the sign-in gets no token`() async throws {
        let bench = try Workbench()
        let code = try await bench.code()
        _ = bench.command(.disable(application: "Office & Dragons"))
        let decision = try bench.redeem(code)
        #expect(decision.rule.id == "oauth.client.disabled")
        #expect(decision.status == 400)
    }

    @Test(arguments: [(29, false), (30, true), (31, true)])
    func `a client secret is dead at its date`(day: Int, refused: Bool) async throws {
        // The clock starts on 2 March 2026 at 09:00; the secret ends 30 days later at that hour.
        let bench = try Workbench { $0.secretExpires = "2026-04-01T09:00:00Z" }
        try await bench.advance("\(day)d")
        let decision = try bench.redeem(try await bench.code())
        #expect(decision.refused == refused)
        #expect(decision.rule.id == (refused ? "oauth.client.secret-expired" : "oauth.code.redeemed"))
    }

    @Test func `without Allow Refresh Token no refresh token is given`() async throws {
        let bench = try Workbench { $0.allowRefreshToken = false }
        let grant = try bench.redeem(try await bench.code()).reply.get()
        guard case .omitted = grant.refresh else { throw Unexpected("a refresh token was given") }
        #expect(grant.expiresIn == 1_800)
    }

    @Test func `of fifty who redeem one code at once, one succeeds`() async throws {
        let bench = try Workbench()
        let code = try await bench.code()
        let rules = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try bench.redeem(code).rule.id } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(rules.filter { $0 == "oauth.code.redeemed" }.count == 1)
        #expect(rules.filter { $0 == "oauth.code.replayed" }.count == 49)
    }

    @Test func `no event, change or description holds a secret`() async throws {
        let bench = try Workbench()
        let tokens = try await bench.logIn()
        _ = try bench.refresh(tokens.refresh)
        _ = bench.command(.rotateSecret(application: "Office & Dragons"))
        let log = bench.maker.events.map { "\($0)" }.joined(separator: "\n")
        #expect(bench.secrets.leaks(in: log) == [])
        #expect(bench.secrets.leaks(in: tokens.access) == ["ADA's access token on main"])
    }
}
