import Rules
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
            var isBegun = false
            var count = 0
        }

        private let state = Mutex(State())

        /// From the point at which `isThere` holds on, the n-th answer is `answers(n)`.
        func begin(
            when isThere: @escaping @Sendable () -> Bool, answers: @escaping @Sendable (Int) -> ProbeAnswer
        ) {
            state.withLock { $0 = State(isThere: isThere, answers: answers) }
        }

        var count: Int { state.withLock { $0.count } }

        func answer() async throws -> ProbeAnswer {
            while true {
                // Before every answer: two watchdogs that never let go would hold both threads of a small machine.
                await Task.yield()
                try Task.checkCancellation()
                let (isBegun, isThere) = state.withLock { ($0.isBegun, $0.isThere) }
                if isBegun { break }
                if let isThere, isThere() {
                    // What is open changes once somebody is cancelled; the answers go on.
                    state.withLock { $0.isBegun = true }
                    break
                }
            }
            let (answers, count) = state.withLock { state in
                state.count += 1
                return (state.answers, state.count)
            }
            return answers?(count) ?? .late
        }
    }

    /// Plays a log-in that meets silence, beside somebody who after five seconds goes on no more, and lets nobody else.
    ///
    /// `answers` gives the n-th answer of a probe, from the moment on at which all wait; its last argument releases the
    /// one who holds all up.
    private static func play(
        _ answers: @escaping @Sendable (Int, VirtualClock, _ release: @Sendable () -> Void) -> ProbeAnswer
    ) async throws -> (logIn: Outcome, other: Outcome, probes: Int) {
        // One place for all of it: who waits for a place here would keep the others waiting.
        try await PlayingLimit.withPlace { try await playAtOnce(answers) }
    }

    private static func playAtOnce(
        _ answers: @escaping @Sendable (Int, VirtualClock, _ release: @Sendable () -> Void) -> ProbeAnswer
    ) async throws -> (logIn: Outcome, other: Outcome, probes: Int) {
        let probe = Probe()
        let stage = try await Stage(
            setup: Worlds.setup(), seed: 1, scenario: "standstill", steps: .standard, order: AdmissionOrder(seed: 1),
            probe: probe)
        #expect(await stage.perform(Action("network.firewall", ["default": .text("drop"), "allow": .list([])])).ok)
        let holdUp = HoldUp()
        let clock = stage.clock
        probe.begin {
            holdUp.isThere && clock.standing.exchanges.values.contains(.held) && !clock.standing.sleepers.isEmpty
        } answers: {
            answers($0, clock) { holdUp.release() }
        }
        // Neither goes on before both are there.
        clock.takeToken()
        async let logIn = stage.perform(Action("user.log_in", ["as": .text("ada")]))
        async let other = stage.visitOffice("a page that never comes") { _ in
            try await clock.sleep(until: WorkInstant(elapsed: .seconds(5)))
            await holdUp.wait()
        }
        while clock.standing.waitingParties.count < 2 { await Task.yield() }
        clock.returnToken()
        let ends = await (logIn, other.outcome)
        holdUp.release()
        // Whoever was left behind ends in its own time; the world is whole again then.
        while !clock.standing.calls.isEmpty { await Task.yield() }
        #expect(clock.standing.tokens == 0 && clock.standing.sleepers.isEmpty && clock.standing.exchanges.isEmpty)
        await stage.stop()
        return (ends.0, ends.1, probe.count)
    }

    @Test func `is reported with all that is open, also where it cannot be cancelled`() async throws {
        let (logIn, other, probes) = try await Self.play { _, _, _ in .prompt }
        #expect(probes >= 240)
        let trouble = try #require(logIn.trouble)
        for part in [
            "stuck", "calls: a page that never comes, user.log_in",
            "exchanges: authorize of browser (held by the server)", "waiting for time: 2026-03-02T09:00:10Z",
            "the clock waits for: 1",
        ] {
            #expect(trouble.contains(part), "\(trouble)")
        }
        #expect(!trouble.contains("127.") && !logIn.isTroubleOfTheFile)
        #expect(other.trouble?.contains("calls: a page that never comes") == true)
    }

    @Test func `is not seen where the machine is slow`() async throws {
        let (logIn, other, probes) = try await Self.play { count, _, release in
            if count == 5_000 { release() }
            return .late
        }
        #expect(probes >= 5_000)
        #expect(logIn.trouble == nil && other.trouble == nil && other.ok)
        #expect(logIn.failure?.id == .connectionTimedOut && logIn.elapsed == "10s", "\(logIn)")
    }

    @Test func `is not seen where something moves now and then`() async throws {
        let (logIn, other, probes) = try await Self.play { count, clock, release in
            // Bytes of a long transfer, say.
            if count.isMultiple(of: 100) { clock.bytesMoved() }
            if count == 5_000 { release() }
            return .prompt
        }
        #expect(probes >= 5_000)
        #expect(logIn.trouble == nil && other.trouble == nil)
    }
}

/// Somebody who waits, whatever happens, until it is released.
private final class HoldUp: Sendable {
    private struct State {
        var waiting: CheckedContinuation<Void, Never>?
        var isReleased = false
    }

    private let state = Mutex(State())

    var isThere: Bool { state.withLock { $0.waiting != nil } }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isReleased = state.withLock { state in
                if !state.isReleased { state.waiting = continuation }
                return state.isReleased
            }
            if isReleased { continuation.resume() }
        }
    }

    func release() {
        let waiting = state.withLock { state in
            state.isReleased = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }
}
