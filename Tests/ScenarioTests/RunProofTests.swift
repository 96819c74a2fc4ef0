import Foundation
import ScenarioLanguage
import ScenarioRunner
import Selftest
import Stage
import Testing

/// What a run proves of itself, each proof with the fault that makes it fail.
@Suite struct `A run` {
    /// A client that says it tried one request more than it did.
    private struct MiscountingDriver: IntegrationDriver {
        let right: any IntegrationDriver

        func hello() async -> ClientHello { await right.hello() }

        func perform(_ request: ClientRequest) async -> ClientOutcome {
            var outcome = await right.perform(request)
            if case .status(let servers, let sessions, let attempts?) = outcome.reply {
                outcome.reply = .status(servers: servers, sessions: sessions, attempts: attempts + 1)
            }
            return outcome
        }
    }

    private func scenario(_ id: String) throws -> Scenario { try #require(`Scenarios`.suite.matching(id).first) }

    private func report(_ results: [ScenarioResult], seed: UInt64 = 1, suite: String? = nil) -> RunReport {
        RunReport(
            results.map { ScenarioRun.Played(result: $0, milliseconds: 1) }, seed: seed, jobs: 1, milliseconds: 1,
            suite: suite)
    }

    private func count(_ name: String, _ results: [ScenarioResult]) throws -> RunProofs.Check {
        try #require(try report(results).proofs().checks.first { $0.check == name })
    }

    @Test func `proves that the client counts its requests as the servers do`() async throws {
        let right = await ScenarioPlayer().play(try scenario("6-login/log-out"))
        let wrong = await ScenarioPlayer(mutation: StageMutation(client: { MiscountingDriver(right: $0) }))
            .play(try scenario("6-login/log-out"))
        #expect(right.verdict == .pass && wrong.verdict == .fail)
        #expect(wrong.findings.map(\.check) == ["every attempt is counted"])
        let check = try count("every attempt is counted", [right, wrong])
        #expect(check.held == 1 && check.failed == 1 && check.unchecked == 0)
        var uncounted = right
        uncounted.unchecked = ["every attempt is counted"]
        #expect(try count("every attempt is counted", [uncounted]).unchecked == 1)
    }

    @Test func `proves that no secret shows`() async throws {
        let leaky = try #require(Mutant.all.first { $0.name == "A report holds the access token" })
        let wrong = await ScenarioPlayer(mutation: leaky.mutation).play(try scenario("7-trouble/report-logged-in"))
        let check = try count("no secret in any output", [wrong])
        #expect(check.held == 0 && check.failed == 1)
    }

    @Test func `has a fingerprint of its scenarios, its seed and its results`() async throws {
        let scenarios = [try scenario("6-login/log-out"), try scenario("6-login/proof-key")]
        var results: [ScenarioResult] = []
        for scenario in scenarios { results.append(await ScenarioPlayer().play(scenario)) }
        let suite = ScenarioDigest(of: scenarios).description
        let print = try report(results, suite: suite).proofs().fingerprint
        #expect(try report(results.reversed(), suite: suite).proofs().fingerprint == print)
        #expect(print.suite == ScenarioDigest(of: scenarios.reversed()).description)
        #expect(ScenarioDigest(of: [scenarios[0]]).description != suite)
        #expect(try report(results, seed: 2, suite: suite).proofs().fingerprint != print)
        var changed = results
        changed[0].verdict = .known
        #expect(try report(changed, suite: suite).proofs().fingerprint.results != print.results)

        // The file and the page have it; results that were changed later are found by it.
        let file = try report(results, suite: suite).results()
        #expect(RunProofs.named(in: file)?.fingerprint == print)
        let page = String(decoding: try report(results, suite: suite).page(), as: UTF8.self)
        #expect(page.contains("Fingerprint: suite \(suite), seed 1, results \(print.results)"))
        let forged = Data(
            String(decoding: file, as: UTF8.self).replacing("\"verdict\" : \"pass\"", with: "\"verdict\" : \"known\"")
                .utf8)
        let read = try RunReport.results(reading: forged)
        #expect(try report(read, suite: suite).proofs().fingerprint != RunProofs.named(in: forged)?.fingerprint)
        #expect(try report(RunReport.results(reading: file), suite: suite).proofs().fingerprint == print)
    }
}
