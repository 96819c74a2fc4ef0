import Foundation
import Rules
import ScenarioLanguage
import ScenarioRunner
import Stage
import Synchronization
import Testing

@testable import worksim

/// Scenarios whose steps are played together, under many orders.
@Suite struct `An exploration` {
    private static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Scenarios"
    private static let suite = ScenarioSuite(paths: [folder])

    /// A client that loses a log-in where somebody else's ended before it: a fault that shows in some orders alone.
    private struct RacingDriver: IntegrationDriver {
        let right: any IntegrationDriver
        let ended = Ended()

        final class Ended: Sendable { let isOver = Mutex(false) }

        func hello() async -> ClientHello { await right.hello() }

        func perform(_ request: ClientRequest) async -> ClientOutcome {
            guard case .finishLogIn(let back) = request else { return await right.perform(request) }
            let isLost = back.person == "ada" && ended.isOver.withLock { $0 }
            let outcome = await right.perform(request)
            ended.isOver.withLock { $0 = true }
            guard isLost else { return outcome }
            var lost = ClientOutcome()
            lost.failure = Outcome.Failure(id: FailureID(rawValue: "state-mismatch"), message: "Lost.", at: "callback")
            return lost
        }
    }

    private static func player(_ seed: UInt64) -> ScenarioPlayer {
        ScenarioPlayer(seed: seed, mutation: StageMutation(client: { RacingDriver(right: $0) }))
    }

    @Test func `finds a race, and the seed that it names repeats it`() async throws {
        let scenarios = Exploration.racing(Self.suite.matching("6-login/*"))
        #expect(scenarios.contains { $0.id == "6-login/two-at-once" })
        #expect(!scenarios.contains { $0.id == "6-login/log-out" })
        let race = scenarios.filter { $0.id == "6-login/two-at-once" }
        let exploration = await Exploration(race, seeds: 1...16, jobs: 4) { Self.player($0) }
        let found = try #require(exploration.failing.first)
        // It fails under some orders and not under others.
        #expect((1..<16).contains(found.failing.count))
        let seed = try #require(found.failing.first)
        let again = await Self.player(seed).play(race[0])
        #expect(again.verdict == .fail && again.redStep?.failure?.rawValue == "state-mismatch")
        let other = try #require((1...16).first { !found.failing.contains(UInt64($0)) })
        #expect(await Self.player(UInt64(other)).play(race[0]).verdict == .pass)
        // Any number of plays at a time finds the same.
        let single = await Exploration(race, seeds: 1...16, jobs: 1) { Self.player($0) }
        #expect(single.failing.first?.failing == found.failing)

        let written = Mutex("")
        let console = Console { data in
            written.withLock { $0 += String(decoding: data, as: UTF8.self) }
            return nil
        }
        exploration.show(on: console, plays: 16, command: "Scenarios")
        let text = written.withLock { $0 }
        #expect(text.contains("worksim run Scenarios --filter '6-login/two-at-once' --seed \(seed)\n"))
        #expect(text.contains("1 of 1 scenario with steps played together fails under some order"))
    }

    @Test func `finds nothing in a right client`() async {
        let race = Self.suite.matching("6-login/two-at-once")
        let exploration = await Exploration(race, seeds: 1...6, jobs: 2) { ScenarioPlayer(seed: $0) }
        #expect(exploration.failing.isEmpty && exploration.explored.count == 1)
    }
}
