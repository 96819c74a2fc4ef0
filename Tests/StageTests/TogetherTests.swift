import Foundation
import Stage
import Testing
import WorkTime

@Suite struct `What is done at the same time` {
    private static let twoUsers = Worlds.registered.replacingOccurrences(
        of: #""ada": {"#, with: #""ben": {"office": "user", "from": "192.0.2.9"}, "ada": {"#)

    /// What comes of actions at the same time, to the byte.
    private static func outcomes(_ actions: [Action], order: UInt64) async throws -> [Outcome] {
        let stage = try await Stage(
            setup: Worlds.setup(twoUsers), seed: 1, scenario: "together", steps: .standard,
            order: AdmissionOrder(seed: order),
            probe: NoProbe())
        let outcomes = await stage.perform(together: actions)
        #expect(await stage.check().isEmpty)
        await stage.stop()
        return outcomes
    }

    private static func bytes(_ outcomes: [Outcome]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(outcomes)
    }

    @Test func `comes out the same, to the byte, in every run of a seed`() async throws {
        let actions = ["ben", "ada"].map { Action("user.log_in", ["as": .text($0)]) }
        let first = try await Self.outcomes(actions, order: 1)
        #expect(first.allSatisfy { $0.ok })
        let bytes = try Self.bytes(first)
        for _ in 0..<10 {
            let again = try await Self.bytes(Self.outcomes(actions, order: 1))
            #expect(again == bytes)
        }
    }

    @Test func `comes out in each way that it can, with some seed`() async throws {
        let actions = [
            Action("user.log_in", ["as": .text("ada")]), Action("admin.disable_application", ["as": .text("nora")]),
        ]
        var ends: [String: Int] = [:]
        for seed in UInt64(1)...24 {
            let outcomes = try await Self.outcomes(actions, order: seed)
            #expect(outcomes[1].ok)
            ends[outcomes[0].failure.map { "\($0.id) at \($0.at)" } ?? "ok", default: 0] += 1
        }
        // Before the sign-in page is asked for, between the sign-in and the token, or once it is over.
        #expect(
            Set(ends.keys) == ["application-disabled at callback", "application-disabled at token", "ok"], "\(ends)")
    }
}

/// Never answers: what is played here is not stuck.
private struct NoProbe: LivenessProbe {
    func answer() async throws -> ProbeAnswer {
        try await SystemClock().sleep(until: WorkInstant(elapsed: .seconds(86_400)), tolerance: nil)
        return .late
    }
}
