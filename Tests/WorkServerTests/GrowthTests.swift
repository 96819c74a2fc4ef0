import Testing
import WorkServerTesting
import WorkTime

@testable import WorkServer

/// Costs as counted work: nothing here is timed.
@Suite struct `A server that runs for long` {
    private static func token(_ number: Int, at date: WorkDate) -> AccessToken {
        AccessToken(
            digest: SecretDigest(of: "token \(number)"), clientID: WorkServerScene.clientID, user: "ADA",
            scope: .user, code: SecretDigest(of: "code \(number / 2)"), issued: date, idleLimit: 30, lastUse: date,
            revoked: nil)
    }

    @Test func `walks two rows at most for each token that it gives, and forgets those that are long dead`() throws {
        var state = try Workbench().maker.snapshot
        let start = state.node.certificateIssued
        let count = 40_000
        for number in 0..<count {
            state.apply(.accessTokenIssued(Self.token(number, at: start + .seconds(60 * number))))
        }
        #expect(state.accessTokens.walked <= 2 * count)
        // Two days and half an hour of them, and as many again until a sweep.
        #expect(state.accessTokens.count <= 2 * (2 * 1_440 + 30) + CredentialTable<AccessToken>.smallest)
        #expect(state.accessTokens[SecretDigest(of: "token 7")] == nil)
    }

    @Test func `tells an expired token from an unknown one for two days at least`() async throws {
        let bench = try Workbench()
        let token = try await bench.logIn().access
        var state = bench.maker.snapshot
        let start = bench.clock.date
        for number in 0..<20_000 {
            let date = start + .seconds(9 * number)
            state.apply(.accessTokenIssued(Self.token(number, at: date)))
        }
        // The last one was given 50 hours after the log-in, whose token died after half an hour.
        let check = AccessCheck(token: SecretDigest(of: token), address: "203.0.113.10")
        #expect(throws: AccessRefusal.self) { _ = try check.judge(state, at: start + .seconds(180_000)) }
        #expect(state.accessTokens[SecretDigest(of: token)] != nil)
        #expect(state.accessTokens.count > 19_000)
    }

    @Test func `never forgets a token that lives`() throws {
        var state = try Workbench().maker.snapshot
        let start = state.node.certificateIssued
        for number in 0..<30_000 {
            let token = Self.token(number, at: start + .seconds(60 * number))
            state.apply(.accessTokenIssued(token))
            state.apply(.accessTokenUsed(SecretDigest(of: "token 0"), at: token.issued))
        }
        #expect(state.accessTokens[SecretDigest(of: "token 0")] != nil)
        #expect(state.accessTokens.count < 15_000)
    }

    @Test func `finds the tokens of one log-in without a walk through all`() throws {
        var state = try Workbench().maker.snapshot
        let start = state.node.certificateIssued
        for number in 0..<10_000 { state.apply(.accessTokenIssued(Self.token(number, at: start))) }
        let code = SecretDigest(of: "code 21")
        #expect(
            Set(state.accessTokens.rows(ofLogIn: code).map(\.digest)) == [
                SecretDigest(of: "token 42"), SecretDigest(of: "token 43"),
            ])
        #expect(state.revocations(ofLogIn: code, at: start).count == 2)
    }

    @Test func `has a bounded event log, whose snapshot and events give the present state`() throws {
        let bench = try Workbench()
        let now = bench.maker.snapshot
        var log = EventLog(from: WorkState(node: now.node, assumptions: now.assumptions), capacity: 64)
        var state = log.snapshot
        let start = now.node.certificateIssued
        for number in 0..<1_000 {
            let event: WorkEvent =
                number % 3 == 0
                ? .settingChanged(.workTokenGrantExpiry, value: "\(number % 50 + 1)s")
                : .accessTokenIssued(Self.token(number, at: start))
            log.append(
                event, EventOrigin(date: start, party: "test", rule: "test"), changes: event.changes(in: state))
            state.apply(event)
        }
        #expect(log.count == 1_000 && log.records.count <= 64)
        #expect(log.records.map(\.sequence) == Array((log.folded + 1)...1_000))
        var replayed = log.snapshot
        for record in log.records { replayed.apply(record.event) }
        #expect(replayed.settings == state.settings && replayed.accessTokens == state.accessTokens)
        #expect(log.records(after: 990).map(\.sequence) == Array(991...1_000))
        #expect(log.records(after: 0).count == log.records.count)
    }
}
