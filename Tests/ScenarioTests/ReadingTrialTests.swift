import ScenarioLanguage
import ScenarioRunner
import Selftest
import Testing

/// Readings of switches, forced over scenarios that do not choose them.
@Suite struct `A forced reading` {
    @Test
    func `is noticed by a scenario that asks the switch, or by none, and a scenario that never asks it is not played`()
        async throws
    {
        let wanted = ["oauth.sign-in.cancelled: stays", "oauth.refresh.rotation: new_old_revoked"]
        let readings = ReadingTrials.readings(of: .all).filter { wanted.contains($0.description) }
        #expect(readings.count == 2)
        let trials = await ReadingTrials(
            readings,
            of: `Scenarios`.suite.matching("6-login/sign-in") + `Scenarios`.suite.matching("6-login/proof-key"),
            jobs: 2)
        let cancelled = try #require(trials.trials.first { $0.reading.question == "oauth.sign-in.cancelled" })
        let rotated = try #require(trials.trials.first { $0.reading.question == "oauth.refresh.rotation" })
        #expect(cancelled.asking == 1 && rotated.asking == 0 && rotated.noticedBy == nil)
        // Nobody asks the one here, and nobody chooses it, so that nothing says why it goes unnoticed.
        #expect(rotated.choosing == 0 && rotated.reason == nil)
        #expect(trials.unexplained.contains(rotated.reading) && !trials.hasPassed)
    }

    @Test func `that only those ask who choose it is known to have no effect on the others`() async throws {
        let reading = try #require(
            ReadingTrials.readings(of: .all).first { $0.description == "oauth.sso.refused: page_200" })
        let chosen = `Scenarios`.suite.matching("6-login/single-sign-on-addresses")
        let trials = await ReadingTrials([reading], of: chosen, jobs: 2)
        let trial = try #require(trials.trials.first)
        #expect(trial.asking == 0 && trial.choosing == 2 && trial.noticedBy == nil)
        #expect(trial.reason == "only the 2 that choose its reading ask the switch" && trials.hasPassed)
    }

    @Test func `that is said to have no effect is one of a switch`() {
        let all = Set(ReadingTrials.readings(of: .all).map(\.description))
        #expect(all.count > 60)
        #expect(Set(ReadingTrials.withoutEffect.keys).subtracting(all) == [])
        #expect(ReadingTrials.withoutEffect.values.allSatisfy { $0.count > 20 })
    }
}
