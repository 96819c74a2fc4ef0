import IntegrationClient
import Stage
import Synchronization
import Testing
import WorkTime

@Suite struct `A world at a standstill` {
    /// Answers by a script, but not before the stage has come to a point.
    private final class Probe: LivenessProbe {
        private struct State {
            var isThere: (@Sendable () -> Bool)?
            var answers: (@Sendable (Int) -> ProbeAnswer)?
            var count = 0
        }

        private let state = Mutex(State())

        /// From the point at which `isThere` holds on, the n-th answer is `answers(n)`.
        func begin(
            when isThere: @escaping @Sendable () -> Bool, _ answers: @escaping @Sendable (Int) -> ProbeAnswer
        ) {
            state.withLock { $0 = State(isThere: isThere, answers: answers) }
        }

        var count: Int { state.withLock { $0.count } }

        func answer() async throws -> ProbeAnswer {
            while true {
                try Task.checkCancellation()
                if let isThere = state.withLock({ $0.isThere }), isThere() { break }
                await Task.yield()
            }
            let (answers, count) = state.withLock { state in
                state.count += 1
                return (state.answers, state.count)
            }
            return answers?(count) ?? .late
        }
    }

    private static let logIn = Action("user.log_in", ["as": .text("ada")])

    /// A stage behind whose firewall a log-in meets silence, and on which somebody never goes on.
    private static func play(_ body: (Stage, Probe) async throws -> Void) async throws {
        let probe = Probe()
        let stage = try await Stage(
            setup: Worlds.setup(), seed: 1, scenario: "standstill", order: AdmissionOrder(seed: 1), probe: probe)
        #expect(await stage.perform(Action("network.firewall", ["default": .text("drop"), "allow": .list([])])).ok)
        stage.clock.takeToken()
        do {
            try await body(stage, probe)
        } catch {
            await stage.stop()
            throw error
        }
        await stage.stop()
    }

    /// Whether the log-in waits for an answer that never comes, and for its time-out.
    private static func isWaiting(_ stage: Stage) -> Bool {
        let standing = stage.clock.standing
        return standing.exchanges.values.contains(.held) && !standing.sleepers.isEmpty
    }

    @Test func `is told with all that is open`() async throws {
        try await Self.play { stage, probe in
            probe.begin(when: { Self.isWaiting(stage) }, { _ in .prompt })
            let outcome = await stage.perform(Self.logIn)
            #expect(probe.count >= 120)
            let trouble = try #require(outcome.trouble)
            for part in [
                "stuck", "calls: user.log_in", "exchanges: authorize of browser (held by the server)",
                "waiting for time: 2026-03-02T09:00:10Z", "the clock waits for: 1",
            ] {
                #expect(trouble.contains(part), "\(trouble)")
            }
            #expect(!trouble.contains("127.") && !outcome.isTroubleOfTheFile)
            // What was stuck is cancelled: nothing of it is left to happen.
            stage.clock.returnToken()
            #expect(stage.clock.standing.calls.isEmpty)
        }
    }

    @Test func `is not seen where the machine is slow`() async throws {
        try await Self.play { stage, probe in
            probe.begin(when: { Self.isWaiting(stage) }) { count in
                if count == 5_000 { stage.clock.returnToken() }
                return count % 120 == 0 ? .late : .prompt
            }
            let outcome = await stage.perform(Self.logIn)
            #expect(probe.count >= 5_000)
            #expect(outcome.trouble == nil)
            #expect(outcome.failure?.id == "connection-timed-out" && outcome.elapsed == "10s", "\(outcome)")
        }
    }

    @Test func `is not seen where something moves now and then`() async throws {
        try await Self.play { stage, probe in
            probe.begin(when: { Self.isWaiting(stage) }) { count in
                if count % 100 == 0 { stage.clock.bytesMoved() }
                if count == 5_000 { stage.clock.returnToken() }
                return .prompt
            }
            let outcome = await stage.perform(Self.logIn)
            #expect(probe.count >= 5_000)
            #expect(outcome.failure?.id == "connection-timed-out" && outcome.elapsed == "10s", "\(outcome)")
        }
    }

    @Test func `is told also where what is stuck cannot be cancelled`() async throws {
        try await Self.play { stage, probe in
            let release = Mutex<CheckedContinuation<Void, Never>?>(nil)
            probe.begin(when: { release.withLock { $0 != nil } }, { _ in .prompt })
            let visit = await stage.visitOffice("a page that never comes") { _ in
                await withCheckedContinuation { continuation in release.withLock { $0 = continuation } }
            }
            #expect(visit.outcome.trouble?.contains("calls: a page that never comes") == true)
            release.withLock { $0 }?.resume()
            // It ends in its own time; the world is whole again then.
            while !stage.clock.standing.calls.isEmpty { await Task.yield() }
        }
    }
}
