import Synchronization
import Testing
import WorkTime

@Suite struct `The watchdog` {
    /// Answers at once, by a script, and ends like a cancelled one after it.
    private final class Script: LivenessProbe {
        private let answers: Mutex<ArraySlice<ProbeAnswer>>
        private let asked = Mutex(0)
        private let onAnswer: @Sendable (Int) -> Void

        init(_ answers: [ProbeAnswer], onAnswer: @escaping @Sendable (Int) -> Void = { _ in }) {
            self.answers = Mutex(answers[...])
            self.onAnswer = onAnswer
        }

        var count: Int { asked.withLock { $0 } }

        func answer() async throws -> ProbeAnswer {
            let answer = answers.withLock { $0.popFirst() }
            guard let answer else { throw CancellationError() }
            let count = asked.withLock { count in
                count += 1
                return count
            }
            onAnswer(count)
            return answer
        }
    }

    private static func prompt(_ count: Int) -> [ProbeAnswer] { Array(repeating: .prompt, count: count) }

    @Test func `calls a world stuck after so many prompt answers without progress`() async throws {
        let script = Script(Self.prompt(100))
        try await LivenessWatchdog(probe: script, patience: 12).waitUntilStuck { 7 }
        #expect(script.count == 12)
    }

    @Test func `never calls a starved world stuck`() async {
        let script = Script(Array(repeating: .late, count: 10_000))
        await #expect(throws: CancellationError.self) {
            try await LivenessWatchdog(probe: script, patience: 12).waitUntilStuck { 7 }
        }
        #expect(script.count == 10_000)
    }

    @Test func `counts anew after a late answer`() async throws {
        let almost = Array(repeating: Self.prompt(11) + [.late], count: 100).flatMap { $0 }
        await #expect(throws: CancellationError.self) {
            try await LivenessWatchdog(probe: Script(almost), patience: 12).waitUntilStuck { 7 }
        }
        let script = Script(almost + Self.prompt(12))
        try await LivenessWatchdog(probe: script, patience: 12).waitUntilStuck { 7 }
        #expect(script.count == 1_212)
    }

    @Test func `counts anew after progress`() async throws {
        let clock = VirtualClock()
        let script = Script(Self.prompt(1_000)) { count in
            guard count <= 600, count.isMultiple(of: 12) else { return }
            // Each of them is progress: bytes, a step in the books.
            if count.isMultiple(of: 24) {
                clock.bytesMoved()
            } else {
                clock.takeToken()
            }
        }
        try await LivenessWatchdog(probe: script, patience: 12).waitUntilStuck { clock.progress }
        #expect(script.count == 612)
    }

    @Test func `ends when it is cancelled`() async {
        let watching = Task { try await LivenessWatchdog(probe: Silence()).waitUntilStuck { 7 } }
        watching.cancel()
        await #expect(throws: CancellationError.self) { try await watching.value }
    }

    /// Answers never.
    private struct Silence: LivenessProbe {
        func answer() async throws -> ProbeAnswer {
            try await SystemClock().sleep(until: WorkInstant(elapsed: .seconds(86_400)), tolerance: nil)
            return .prompt
        }
    }
}
